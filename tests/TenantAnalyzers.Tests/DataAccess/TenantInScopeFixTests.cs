using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Which value a fix takes for the tenant: the same for TNT1001, TNT1002 and TNT1003.</summary>
public sealed class TenantInScopeFixTests
{
    private const string Types = """

        namespace TenantAnalyzers
        {
            class TenantIdAttribute : System.Attribute { }
            class TenantKeyAttribute : System.Attribute { }
        }
        class FromBodyAttribute : Attribute { }
        class HttpGetAttribute : Attribute { }
        record struct TenantId(string Value);
        record struct GuidTenantId(Guid Value);
        class OwnTextTenantId { public override string ToString() => ""; }
        record NoTextTenantId(string Text);
        interface ITenantContext { string TenantId { get; } }
        interface IInherited : ITenantContext { }
        class Tenant { public Guid Id; public string Name = ""; }
        class TenantProvider { public string GetTenantId() => ""; public string GetTenantId(int of) => ""; }
        class CallContext { public string? TenantId { get; set; } }
        class Order { public string TenantId = ""; }
        class CreateOrderRequest { public string TenantId = ""; }
        record GetOrdersQuery(string TenantId);
        """;

    [Theory]
    // Parameters and locals first.
    [InlineData("", "string tenantId", "", "tenantId")]
    [InlineData("string _tenantId = \"\";", "string tenantId", "", "tenantId")]
    [InlineData("", "string tenant, string tenantId", "", "tenantId")]
    [InlineData("", "string customerTenantId, string currentTenantId", "", "currentTenantId")]
    [InlineData("", "string targetTenantId, string tenantId", "", "tenantId")]
    [InlineData("", "ITenantContext context", "var tenantId = context.TenantId;", "tenantId")]
    [InlineData("", "object o", "if (o is not string tenantId) return;", "tenantId")]
    [InlineData("", "string[] tenants", "foreach (var tenantId in tenants)", "tenantId")]
    [InlineData("", "[TenantAnalyzers.TenantId] string household, string tenantId", "", "household")]
    // Types.
    [InlineData("", "Guid tenantId", "", "tenantId.ToString()")]
    [InlineData("", "int tenantId", "", "tenantId.ToString()")]
    [InlineData("", "Guid? tenantId", "", "tenantId.Value.ToString()")]
    [InlineData("", "TenantId id", "", "id.Value")]
    [InlineData("", "GuidTenantId tenant", "", "tenant.Value.ToString()")]
    [InlineData("", "OwnTextTenantId id", "", "id.ToString()")]
    [InlineData("", "string? tenantId", "", "tenantId")]
    // What the class has.
    [InlineData("readonly string _tenantId = \"\";", "", "", "_tenantId")]
    [InlineData("Guid TenantId => default;", "", "", "TenantId.ToString()")]
    [InlineData("string GetTenantId() => \"\";", "", "", "GetTenantId()")]
    // One member deep, on an object that knows the tenant.
    [InlineData("readonly ITenantContext _context = null!;", "", "", "_context.TenantId")]
    [InlineData("readonly IInherited _context = null!;", "", "", "_context.TenantId")]
    [InlineData("readonly TenantProvider _provider = null!;", "", "", "_provider.GetTenantId()")]
    [InlineData("", "Tenant tenant", "", "tenant.Id.ToString()")]
    [InlineData("", "CallContext call", "", "call.TenantId")]
    // A message inside the system, when there is nothing better.
    [InlineData("", "GetOrdersQuery query", "", "query.TenantId")]
    [InlineData("readonly ITenantContext _context = null!;", "GetOrdersQuery query", "", "_context.TenantId")]
    public Task Fix_TenantInScope_IsTaken(string member, string parameters, string before, string value) => Verify.Fixes(
        InMethod(member, parameters, before + " await {|TNT1002:client.GetItemAsync|}(new GetItemRequest());"),
        InMethod(member, parameters, before + $$""" await client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = {{value}} } } });"""));

    [Theory]
    // Nothing, or nothing that is the current tenant's for certain.
    [InlineData("", "string orderId", "", "string orderId, string tenantId")]
    [InlineData("", "", "", "string tenantId")]
    [InlineData("const string Tenant = \"acme\"; static string CurrentTenant = \"acme\";", "", "", "string tenantId")]
    [InlineData("", "string sourceTenantId, string targetTenantId", "", "string sourceTenantId, string targetTenantId, string tenantId")]
    [InlineData("", "string customerTenantId, string buyerTenantId", "", "string customerTenantId, string buyerTenantId, string tenantId")]
    [InlineData("", "Order order", "", "Order order, string tenantId")]
    [InlineData("", "CreateOrderRequest request", "", "CreateOrderRequest request, string tenantId")]
    [InlineData("", "NoTextTenantId id", "", "NoTextTenantId id, string tenantId")]
    [InlineData("", "bool isTenant, object tenant", "", "bool isTenant, object tenant, string tenantId")]
    // Required, before what is optional and before the cancellation token.
    [InlineData("", "int a, CancellationToken token", "", "int a, string tenantId, CancellationToken token")]
    [InlineData("", "int a, int b = 1, CancellationToken token = default", "", "int a, string tenantId, int b = 1, CancellationToken token = default")]
    [InlineData("", "params int[] all", "", "string tenantId, params int[] all")]
    // The name is free.
    [InlineData("", "object tenantId", "", "object tenantId, string currentTenantId")]
    [InlineData("static string tenantId = \"\"; const int currentTenantId = 1;", "", "", "string callingTenantId")]
    public Task Fix_NoTenantInScope_AsksForOne(string member, string parameters, string before, string expected)
    {
        var name = expected.Split(", ").Last(part => part.EndsWith("enantId", StringComparison.Ordinal) && part.StartsWith("string ", StringComparison.Ordinal)).Split(' ')[1];
        return Verify.Fixes(
            InMethod(member, parameters, before + "await {|TNT1002:client.GetItemAsync|}(new GetItemRequest());"),
            InMethod(member, expected, before + $$"""await client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = {{name}} } } });"""));
    }

    [Theory]
    // Who calls these, or what their signature is, is not theirs to say: a new parameter might be filled by what a client sends.
    [InlineData("class C : IContract { readonly IAmazonDynamoDB client = null!; public async Task Run() { ", " } } interface IContract { Task Run(); }")]
    [InlineData("abstract class B { public abstract Task Run(); } class C : B { readonly IAmazonDynamoDB client = null!; public override async Task Run() { ", " } }")]
    [InlineData("class C { readonly IAmazonDynamoDB client = null!; [HttpGet] public async Task Run() { ", " } }")]
    [InlineData("class OrdersController { readonly IAmazonDynamoDB client = null!; public async Task Run() { ", " } }")]
    [InlineData("class C { readonly IAmazonDynamoDB client = null!; public C() { ", " } }")]
    [InlineData("class C { readonly IAmazonDynamoDB client = null!; public virtual async Task Run() { ", " } }")]
    [InlineData("class C { static readonly IAmazonDynamoDB client = null!; Func<Task> run = async () => { ", " }; }")]
    [InlineData("class C { readonly IAmazonDynamoDB client = null!; int Count { get { ", " return 1; } } }")]
    public Task Fix_SignatureIsFixed_LeavesAVisibleError(string before, string after)
    {
        var isAsync = before.Contains("async", StringComparison.Ordinal);
        var call = isAsync ? "await " : "_ = ";
        return Verify.Fixes(
            Source.Usings + before + call + "{|TNT1002:client.GetItemAsync|}(new GetItemRequest());" + after + Types,
            Source.Usings + before + call + """client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = {|CS0103:tenantId|} } } });""" + after + Types);
    }

    [Fact]
    public Task Fix_TopLevelStatements_TakeALocal() => Program(
        Source.Usings + """
        IAmazonDynamoDB client = new AmazonDynamoDBClient();
        var tenantId = args[0];
        await {|TNT1002:client.GetItemAsync|}(new GetItemRequest());
        """,
        Source.Usings + """
        IAmazonDynamoDB client = new AmazonDynamoDBClient();
        var tenantId = args[0];
        await client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenantId } } });
        """);

    [Fact]
    public Task Fix_LocalDeclaredLater_IsNotTaken() => Verify.Fixes(
        InMethod("", "", """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest()); var tenantId = "t"; Use(tenantId);"""),
        InMethod("", "string currentTenantId", """await client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = currentTenantId } } }); var tenantId = "t"; Use(tenantId);"""));

    [Fact]
    public Task Fix_LocalNotAssignedOnEveryPath_IsNotTaken() => Verify.Fixes(
        InMethod("", "bool flag", """string tenantId; if (flag) tenantId = "t"; await {|TNT1002:client.GetItemAsync|}(new GetItemRequest());"""),
        InMethod("", "bool flag, string currentTenantId", """string tenantId; if (flag) tenantId = "t"; await client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = currentTenantId } } });"""));

    [Fact]
    public Task Fix_StaticLambdaAndLocalFunction_DoNotReachOut() => Verify.Fixes(
        InMethod("readonly string _tenantId = \"\";", "string tenantId", """
            Func<IAmazonDynamoDB, Task> all = static c => {|TNT1002:c.GetItemAsync|}(new GetItemRequest());
            await Read(client);
            static Task Read(IAmazonDynamoDB c) => {|TNT1002:c.GetItemAsync|}(new GetItemRequest());
            """),
        InMethod("readonly string _tenantId = \"\";", "string tenantId", """
            Func<IAmazonDynamoDB, Task> all = static c => c.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = {|CS0103:currentTenantId|} } } });
            await {|CS7036:Read|}(client);
            static Task Read(IAmazonDynamoDB c, string currentTenantId) => c.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = currentTenantId } } });
            """));

    [Fact]
    public Task Fix_LambdaAndLocalFunction_ReachOut() => Verify.Fixes(
        InMethod("", "string tenantId", """
            Func<Task> all = () => {|TNT1002:client.GetItemAsync|}(new GetItemRequest());
            Task Read() => {|TNT1002:client.GetItemAsync|}(new GetItemRequest());
            await Read();
            """),
        InMethod("", "string tenantId", """
            Func<Task> all = () => client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenantId } } });
            Task Read() => client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenantId } } });
            await Read();
            """));

    [Fact]
    public Task Fix_PrimaryConstructorParameter_IsTaken() => Verify.Fixes(
        Source.Usings + "class C(IAmazonDynamoDB client, ITenantContext tenant) { public Task Run() => {|TNT1002:client.GetItemAsync|}(new GetItemRequest()); }" + Types,
        Source.Usings + """class C(IAmazonDynamoDB client, ITenantContext tenant) { public Task Run() => client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenant.TenantId } } }); }""" + Types);

    [Fact]
    public Task Fix_WholeKeyByAttribute_IsNotFormattedAgain() => Verify.Fixes(
        InMethod("", "[TenantAnalyzers.TenantKey] string partition", "await {|TNT1002:client.GetItemAsync|}(new GetItemRequest());"),
        InMethod("", "[TenantAnalyzers.TenantKey] string partition", """await client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = partition } } });"""),
        "tenant_analyzers.key_format = TENANT%23{tenant}");

    [Fact]
    public Task Fix_OtherTenantNames_NameTheParameter() => Verify.Fixes(
        InMethod("", "string tenantId", "await {|TNT1002:client.GetItemAsync|}(new GetItemRequest());"),
        InMethod("", "string tenantId, string orgId", """await client.GetItemAsync(new GetItemRequest() { Key = new() { ["org_id"] = new() { S = orgId } } });"""),
        "tenant_analyzers.tenant_names = org, OrgId\ntenant_analyzers.partition_keys = org_id");

    [Fact]
    public Task Fix_TwoThatNeedTheSameParameter_AddItOnce() => Several(
        InMethod("", "string status", """
            await Task.WhenAll({|TNT1002:client.GetItemAsync|}(new GetItemRequest()), {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(status) }));
            await {|TNT1001:client.QueryAsync|}(new QueryRequest { KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });
            await {|TNT1003:client.ScanAsync|}(new ScanRequest { FilterExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });
            """),
        InMethod("", "string status, string tenantId", """
            await Task.WhenAll(client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenantId } } }), client.GetItemAsync("Orders", new() { ["tenantId"] = new(tenantId), ["orderId"] = new(status) }));
            await client.QueryAsync(new QueryRequest { KeyConditionExpression = "tenantId = :tenantId AND status = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } });
            await client.QueryAsync(new QueryRequest { KeyConditionExpression = "tenantId = :tenantId", FilterExpression = "status = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } });
            """));

    [Fact]
    public Task Fix_ValuesSharedByTwoQueries_GetOneEntry() => Verify.Fixes(
        InMethod("", "string tenantId, string status", """
            var values = new Dictionary<string, AttributeValue> { [":s"] = new(status) };
            await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "A", KeyConditionExpression = "status = :s", ExpressionAttributeValues = values });
            await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "B", KeyConditionExpression = "state = :s", ExpressionAttributeValues = values });
            """),
        InMethod("", "string tenantId, string status", """
            var values = new Dictionary<string, AttributeValue> { [":tenantId"] = new(tenantId), [":s"] = new(status) };
            await client.QueryAsync(new QueryRequest { TableName = "A", KeyConditionExpression = "tenantId = :tenantId AND status = :s", ExpressionAttributeValues = values });
            await client.QueryAsync(new QueryRequest { TableName = "B", KeyConditionExpression = "tenantId = :tenantId AND state = :s", ExpressionAttributeValues = values });
            """));

    [Fact]
    public Task FixAll_SeveralFiles_MendsEach() => Files(
        [
            Source.Usings + "class A(IAmazonDynamoDB client) { public Task Run(string tenantId) => {|TNT1002:client.GetItemAsync|}(new GetItemRequest()); }",
            Source.Usings + "class B(IAmazonDynamoDB client) { public Task Run(string status) => {|TNT1001:client.QueryAsync|}(new QueryRequest()); }",
        ],
        [
            Source.Usings + """class A(IAmazonDynamoDB client) { public Task Run(string tenantId) => client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenantId } } }); }""",
            Source.Usings + """
            class B(IAmazonDynamoDB client) { public Task Run(string status, string tenantId) => client.QueryAsync(new QueryRequest()
            {
                KeyConditionExpression = "tenantId = :tenantId",
                ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } },
            }); }
            """,
        ]);

    [Fact]
    public async Task FixAll_LinkedFile_IsMendedOnce()
    {
        var source = Source.Usings + "class A(IAmazonDynamoDB client) { public Task Run() => client.GetItemAsync(new GetItemRequest()); }";
        using var workspace = new AdhocWorkspace();
        var compilation = Bulk.Compile(source);
        var solution = workspace.CurrentSolution;
        var documents = new List<DocumentId>();
        foreach (var name in new[] { "One", "Two" })
        {
            var project = solution.AddProject(name, name, LanguageNames.CSharp)
                .WithCompilationOptions(compilation.Options).WithParseOptions(compilation.SyntaxTrees.First().Options).WithMetadataReferences(compilation.References);
            var document = project.AddDocument("A.cs", source, filePath: "/src/A.cs");
            documents.Add(document.Id);
            solution = document.Project.Solution;
        }

        var cancellation = TestContext.Current.CancellationToken;
        var fix = new CodeFixes.DataAccess.ItemReadNotTenantScopedFix();
        var context = new FixAllContext(
            solution.GetDocument(documents[0])!, fix, FixAllScope.Solution, CodeFixes.FixTitles.AddTenantToKeyKey, fix.FixableDiagnosticIds, new Reports(), cancellation);
        var action = await fix.GetFixAllProvider().GetFixAsync(context);
        var operations = await action!.GetOperationsAsync(cancellation);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;

        foreach (var id in documents)
        {
            var text = (await changed.GetDocument(id)!.GetTextAsync(cancellation)).ToString();
            Assert.Equal(
                Source.Usings + """class A(IAmazonDynamoDB client) { public Task Run(string tenantId) => client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenantId } } }); }""",
                text);
        }
    }

    /// <summary>What the analyzers report on each document.</summary>
    private sealed class Reports : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await Bulk.Analyze((await project.GetCompilationAsync(cancellationToken))!);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            GetAllDiagnosticsAsync(document.Project, cancellationToken);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    // Each rule's fix-all is a run of its own.
    private static Task Several(string source, string expected) =>
        Verify.Run(new Verify.Test { TestCode = source, FixedCode = expected, NumberOfFixAllIterations = -3 }, config: null, LanguageVersion.Latest);

    private static Task Program(string source, string expected)
    {
        var test = new Verify.Test { TestCode = source, FixedCode = expected };
        test.TestState.OutputKind = OutputKind.ConsoleApplication;
        return Verify.Run(test, config: null, LanguageVersion.Latest);
    }

    private static Task Files(string[] sources, string[] expected)
    {
        var test = new Verify.Test { NumberOfFixAllIterations = -2, NumberOfFixAllInDocumentIterations = -2 };
        foreach (var source in sources)
            test.TestState.Sources.Add(source);
        foreach (var source in expected)
            test.FixedState.Sources.Add(source);
        return Verify.Run(test, config: null, LanguageVersion.Latest);
    }

    private static string InMethod(string member, string parameters, string statements) => Source.Usings + $$"""
        class Repository
        {
            readonly IAmazonDynamoDB client = null!;
            {{member}}
            async Task Run({{parameters}})
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
            void Use(object o) { }
        }
        """ + Types;
}
