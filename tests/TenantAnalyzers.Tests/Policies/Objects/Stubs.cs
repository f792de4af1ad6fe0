namespace TenantAnalyzers.Tests.Policies.Objects;

/// <summary>
/// The public surface, as far as it is used here, of libraries that the tests do not reference: compiled into assemblies of their names.
/// The CDK's as of Amazon.CDK.Lib 2.277.
/// </summary>
internal static class Stubs
{
    public const string Cdk = """
        using System.Collections.Generic;
        namespace Constructs { public class Construct { public Construct() { } public Construct(Construct? scope, string id) { } } }
        namespace Amazon.CDK.AWS.IAM
        {
            using Constructs;
            public enum Effect { ALLOW, DENY }
            public interface IGrantable { }
            public interface IPrincipal : IGrantable { }
            public class ServicePrincipal : IPrincipal { public ServicePrincipal(string service) { } }
            public interface IPolicyStatementProps { }
            public class PolicyStatementProps : IPolicyStatementProps
            {
                public string[]? Actions { get; set; }
                public IDictionary<string, object>? Conditions { get; set; }
                public Effect? Effect { get; set; }
                public string[]? NotActions { get; set; }
                public string[]? NotResources { get; set; }
                public IPrincipal[]? Principals { get; set; }
                public string[]? Resources { get; set; }
                public string? Sid { get; set; }
            }
            public class PolicyStatement
            {
                public PolicyStatement(IPolicyStatementProps? props = null) { }
                public static PolicyStatement FromJson(object obj) => new();
                public virtual void AddActions(params string[] actions) { }
                public virtual void AddNotActions(params string[] actions) { }
                public virtual void AddResources(params string[] arns) { }
                public virtual void AddAllResources() { }
                public virtual void AddCondition(string key, object value) { }
                public virtual void AddConditions(IDictionary<string, object> conditions) { }
                public virtual void AddServicePrincipal(string service, object? opts = null) { }
                public virtual object ToJSON() => this;
                public virtual PolicyStatement Copy(IPolicyStatementProps? overrides = null) => this;
                public virtual Effect Effect { get; set; }
                public virtual string? Sid { get; set; }
            }
            public interface IPolicyDocumentProps { }
            public class PolicyDocumentProps : IPolicyDocumentProps { public PolicyStatement[]? Statements { get; set; } public bool? Minimize { get; set; } }
            public class PolicyDocument
            {
                public PolicyDocument(IPolicyDocumentProps? props = null) { }
                public static PolicyDocument FromJson(object obj) => new();
                public virtual void AddStatements(params PolicyStatement[] statement) { }
            }
            public class PolicyProps { public PolicyDocument? Document { get; set; } public PolicyStatement[]? Statements { get; set; } }
            public class Policy : Construct { public Policy(Construct scope, string id, PolicyProps? props = null) { } }
            public class Role : Construct, IGrantable { public virtual bool AddToPolicy(PolicyStatement statement) => true; }
            public class Grant
            {
                public virtual PolicyStatement[] PrincipalStatements => [];
                public virtual PolicyStatement? PrincipalStatement => null;
                public virtual void AssertSuccess() { }
            }
        }
        namespace Amazon.CDK.AWS.DynamoDB
        {
            using Amazon.CDK.AWS.IAM;
            using Constructs;
            public interface ITable
            {
                string TableArn { get; }
                string TableName { get; }
                string? TableStreamArn { get; }
                Grant Grant(IGrantable grantee, params string[] actions);
                Grant GrantFullAccess(IGrantable grantee);
                Grant GrantReadData(IGrantable grantee);
                Grant GrantReadWriteData(IGrantable grantee);
                Grant GrantStream(IGrantable grantee, params string[] actions);
                Grant GrantStreamRead(IGrantable grantee);
                Grant GrantTableListStreams(IGrantable grantee);
                Grant GrantWriteData(IGrantable grantee);
            }
            public class TableGrants
            {
                public virtual Grant Actions(IGrantable grantee, params string[] actions) => new();
                public virtual Grant FullAccess(IGrantable grantee) => new();
                public virtual Grant ReadData(IGrantable grantee) => new();
                public virtual Grant ReadWriteData(IGrantable grantee) => new();
                public virtual Grant WriteData(IGrantable grantee) => new();
            }
            public abstract class TableBase : Construct, ITable
            {
                protected TableBase(Construct scope, string id) : base(scope, id) { }
                public virtual string TableArn => "";
                public virtual string TableName => "";
                public virtual string? TableStreamArn => null;
                public virtual TableGrants Grants => new();
                public virtual Grant Grant(IGrantable grantee, params string[] actions) => new();
                public virtual Grant GrantFullAccess(IGrantable grantee) => new();
                public virtual Grant GrantReadData(IGrantable grantee) => new();
                public virtual Grant GrantReadWriteData(IGrantable grantee) => new();
                public virtual Grant GrantStream(IGrantable grantee, params string[] actions) => new();
                public virtual Grant GrantStreamRead(IGrantable grantee) => new();
                public virtual Grant GrantTableListStreams(IGrantable grantee) => new();
                public virtual Grant GrantWriteData(IGrantable grantee) => new();
            }
            public class TableProps { public string? TableName { get; set; } }
            public class Table : TableBase
            {
                public Table(Construct scope, string id, TableProps? props = null) : base(scope, id) { }
                public static ITable FromTableName(Construct scope, string id, string tableName) => new Table(scope, id);
            }
        }
        """;

    public const string SecurityToken = """
        namespace Amazon.SecurityToken.Model
        {
            public class AssumeRoleRequest { public string? Policy { get; set; } public string? RoleArn { get; set; } }
            public class GetFederationTokenRequest { public GetFederationTokenRequest() { } public GetFederationTokenRequest(string name) { } public string? Policy { get; set; } }
        }
        """;

    public const string Newtonsoft = """
        using System.Collections.Generic;
        namespace Newtonsoft.Json
        {
            public static class JsonConvert { public static string SerializeObject(object? value) => ""; }
            public class JsonPropertyAttribute : System.Attribute { public JsonPropertyAttribute() { } public JsonPropertyAttribute(string name) { } public string? PropertyName { get; set; } }
        }
        namespace Newtonsoft.Json.Linq
        {
            public abstract class JToken : IEnumerable<JToken>
            {
                public static implicit operator JToken(string value) => new JValue(value);
                public virtual JToken? this[object key] { get => null; set { } }
                public IEnumerator<JToken> GetEnumerator() => throw null!;
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => throw null!;
            }
            public class JValue : JToken { public JValue(string? value) { } }
            public class JProperty : JToken { public JProperty(string name, object? content) { } public JProperty(string name, params object?[] content) { } }
            public class JObject : JToken
            {
                public JObject() { } public JObject(params object[] content) { } public JObject(object content) { }
                public JToken? this[string name] { get => null; set { } }
                public void Add(string name, JToken? value) { }
                public static JObject FromObject(object value) => new();
            }
            public class JArray : JToken { public JArray() { } public JArray(params object[] content) { } public JArray(object content) { } public void Add(JToken item) { } }
        }
        """;

    /// <summary>The SDK's version 3 has ready-made actions.</summary>
    public const string CoreOfVersion3 = """
        using System.Collections.Generic;
        namespace Amazon.Auth.AccessControlPolicy
        {
            public class ActionIdentifier { public ActionIdentifier(string name) { } }
            public class Resource { public Resource(string id) { } }
            public class Statement
            {
                public enum StatementEffect { Allow, Deny }
                public Statement(StatementEffect effect) { }
                public Statement WithActionIdentifiers(params ActionIdentifier[] actions) => this;
                public Statement WithResources(params Resource[] resources) => this;
            }
        }
        namespace Amazon.Auth.AccessControlPolicy.ActionIdentifiers
        {
            public static class DynamoDBActionIdentifiers
            {
                public static readonly ActionIdentifier AllDynamoDBActions = new("dynamodb:*");
                public static readonly ActionIdentifier GetItem = new("dynamodb:GetItem");
            }
        }
        """;
}
