using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>The clients that are called: overridden, decorated, faked, and the places in the language they are called from.</summary>
public sealed class AccessClientTests
{
    [Fact]
    public Task Client_OverriddenWithOtherParameterNames_IsJudgedAtTheCall() => Marked.Reports(Source.Usings + """
        class Traced : AmazonDynamoDBClient
        {
            public override Task<QueryResponse> QueryAsync(QueryRequest q, CancellationToken c = default) => base.QueryAsync(q, c);
            public override Task<GetItemResponse> GetItemAsync(string t, Dictionary<string, AttributeValue> k, CancellationToken c = default) => base.GetItemAsync(t, k, c);
            public override Task<TransactWriteItemsResponse> TransactWriteItemsAsync(TransactWriteItemsRequest r, CancellationToken c = default) => base.TransactWriteItemsAsync(r, c);
            public override Task<ExecuteStatementResponse> ExecuteStatementAsync(ExecuteStatementRequest r, CancellationToken c = default) => base.ExecuteStatementAsync(r, c);
            public override Task<BatchWriteItemResponse> BatchWriteItemAsync(Dictionary<string, List<WriteRequest>> items, CancellationToken c = default) => base.BatchWriteItemAsync(items, c);
        }
        class C(Traced client)
        {
            async Task Run(string tenantId, string orderId)
            {
                await {|TNT1001:client.QueryAsync|}(new QueryRequest("Orders"));
                await {|TNT1001:client.QueryAsync|}(c: default, q: new QueryRequest("Orders") { KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(orderId) } });
                await client.QueryAsync(new QueryRequest("Orders") { KeyConditionExpression = "tenantId = :s", ExpressionAttributeValues = new() { [":s"] = new(tenantId) } });
                await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });
                await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = [new() { Delete = new() { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } }] });
                await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders" });
                await {|TNT1004:client.BatchWriteItemAsync|}(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new(new PutRequest(new() { ["orderId"] = new(orderId) }))] });
            }
        }
        """);

    [Fact]
    public Task Client_OfItsOwnMember_IsNotReportedInside() => Marked.Reports(Source.Usings + """
        class Fixed : AmazonDynamoDBClient
        {
            public override Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken token = default) => base.ScanAsync(new ScanRequest("Orders"), token);
            public Task<ScanResponse> All() => {|TNT1003:base.ScanAsync|}(new ScanRequest("Orders"));
            private Task<ScanResponse> Again() => {|TNT1003:this.ScanAsync|}(new ScanRequest("Orders"));
        }
        """);

    [Fact]
    public Task Client_Doppelganger_IsSilent() => Marked.Silent("""
        using System.Collections.Generic;
        using System.Threading.Tasks;
        namespace Amazon.DynamoDBv2.Model.Fake
        {
            public interface IAmazonDynamoDB { Task PutItemAsync(string table, Dictionary<string, string> item); Task<int> ExecuteStatementAsync(ExecuteStatementRequest request); Task QueryAsync(QueryRequest r); }
            public class ExecuteStatementRequest { public string Statement { get; set; } = ""; }
            public class QueryRequest { public string? IndexName { get; set; } public string? KeyConditionExpression { get; set; } }
            public class C(IAmazonDynamoDB client)
            {
                public async Task Run(string orderId)
                {
                    await client.PutItemAsync("Orders", new() { ["orderId"] = orderId });
                    await client.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders" });
                    await client.QueryAsync(new QueryRequest { IndexName = "ByStatus", KeyConditionExpression = "status = :s" });
                }
            }
        }
        """);

    [Fact]
    public Task Access_InTopLevelStatements_Reports() => Marked.Reports("""
        // top-level
        using System.Collections.Generic;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using var client = new AmazonDynamoDBClient();
        var orderId = args[0];
        await {|TNT1004:client.PutItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });
        await {|TNT1005:client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders" });
        await {|TNT1006:client.QueryAsync|}(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new("open") } });
        var tenantId = args[1];
        await client.PutItemAsync("Orders", new() { ["tenantId"] = new(tenantId) });
        await Get("ORDER#" + 1);
        System.Threading.Tasks.Task<GetItemResponse> Get(string id) => {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(id) });
        """);

    public static TheoryData<string> Members => new()
    {
        """record R(IAmazonDynamoDB Client) { public Task Run(string orderId) => {|TNT1004:Client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); }""",
        """record struct R(IAmazonDynamoDB Client, string TenantId) { public readonly Task Run(string orderId) => {|TNT1004:Client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); public readonly Task Mine() => Client.DeleteItemAsync("App", new() { ["PK"] = new(TenantId) }); }""",
        """class C(IAmazonDynamoDB client, string tenantId) { public Task Run(string orderId) => {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); public Task Mine => client.DeleteItemAsync("App", new() { ["PK"] = new($"T#{tenantId}") }); }""",
        """file class C(IAmazonDynamoDB client) { public Task Run(string orderId) => {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); }""",
        """partial class C { private readonly IAmazonDynamoDB client; public C(IAmazonDynamoDB client) => this.client = client; public partial Task Run(string orderId); } partial class C { public partial Task Run(string orderId) => {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); }""",
#if !ROSLYN_FLOOR // The oldest compiler does not know this syntax.
        """static class E { extension(IAmazonDynamoDB client) { public Task DropOrder(string orderId) => {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); } }""",
#endif
        """class C { public static readonly IAmazonDynamoDB Client = new AmazonDynamoDBClient(); public Task Now { get; } = {|TNT1005:Client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders" }); }""",
        """class C { public C(IAmazonDynamoDB client, string orderId) { {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }).Wait(); } }""",
        """class C(IAmazonDynamoDB client) { public object this[string orderId] => {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); public static implicit operator Task(C c) => {|TNT1005:c.Client.ExecuteStatementAsync|}(new() { Statement = "SELECT * FROM Orders" }); private IAmazonDynamoDB Client => client; }""",
        """class C(IAmazonDynamoDB client) { public async IAsyncEnumerable<object> All(string orderId) { await foreach (var page in {|TNT1002:client.Paginators.BatchGetItem|}(new BatchGetItemRequest { RequestItems = new() { ["Orders"] = new() { Keys = [new() { ["orderId"] = new(orderId) }] } } }).Responses) yield return page; } }""",
        """class C(IAmazonDynamoDB client) { public Func<string, Task> Run => static_(client); private static Func<string, Task> static_(IAmazonDynamoDB c) => orderId => {|TNT1004:c.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }); public Action<IAmazonDynamoDB> All = static c => {|TNT1003:c.ScanAsync|}(new ScanRequest("Orders")); }""",
        """class C(IAmazonDynamoDB client, TenantId tenant) { public Task Typed() => client.DeleteItemAsync("App", new() { ["PK"] = new($"T#{tenant}") }); } readonly record struct TenantId(Guid Value);""",
        """class C(IAmazonDynamoDB client) { [TenantAnalyzers.TenantId] public string Realm { get; set; } = ""; public Task Typed() => client.DeleteItemAsync("App", new() { ["PK"] = new("R#" + Realm) }); } namespace TenantAnalyzers { class TenantIdAttribute : Attribute { } }""",
        """class C(IAmazonDynamoDB client) { public Task Typed(RealmKey realm) => client.DeleteItemAsync("App", new() { ["PK"] = new($"{realm}") }); } [TenantAnalyzers.TenantKey] record RealmKey(string Text); namespace TenantAnalyzers { class TenantKeyAttribute : Attribute { } }""",
        """[TenantAnalyzers.CrossTenant("a job")] class C(IAmazonDynamoDB client) { public Task All() => client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM Orders" }); public Task Again(string orderId) => client.DeleteItemAsync("Orders", new() { ["orderId"] = new(orderId) }); } namespace TenantAnalyzers { class CrossTenantAttribute(string why) : Attribute { public string Why => why; } }""",
    };

    [Theory, MemberData(nameof(Members))]
    public Task Access_InEachKindOfMember_IsJudged(string members) => Marked.Reports(Source.Usings + members);

    [Fact]
    public Task Access_InTheOldestSyntax_IsJudged() => Marked.ReportsIn(LanguageVersion.CSharp7_3, Source.Usings + """
        class C
        {
            private readonly IAmazonDynamoDB _client;
            public C(IAmazonDynamoDB client) { _client = client; }
            public async Task Run(string tenantId, string orderId, bool flag)
            {
                var key = new Dictionary<string, AttributeValue> { { "orderId", new AttributeValue { S = orderId } } };
                await {|TNT1004:_client.DeleteItemAsync|}(new DeleteItemRequest { TableName = "Orders", Key = key });
                key["tenantId"] = new AttributeValue(tenantId);
                await _client.DeleteItemAsync(new DeleteItemRequest { TableName = "Orders", Key = key });
                var writes = new List<WriteRequest>();
                writes.Add(new WriteRequest { DeleteRequest = new DeleteRequest { Key = new Dictionary<string, AttributeValue> { { "orderId", new AttributeValue(orderId) } } } });
                await {|TNT1004:_client.BatchWriteItemAsync|}(new BatchWriteItemRequest { RequestItems = new Dictionary<string, List<WriteRequest>> { { "Orders", writes } } });
                await {|TNT1005:_client.ExecuteStatementAsync|}(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders WHERE orderId = '" + orderId + "'" });
                switch (orderId)
                {
                    case "a" when flag: key.Remove("tenantId"); break;
                    default: break;
                }
                await {|TNT1002:Get|}("ORDER#" + orderId);
                await Get("T#" + tenantId);
            }
            private Task<GetItemResponse> Get(string pk) { return _client.GetItemAsync("App", new Dictionary<string, AttributeValue> { { "PK", new AttributeValue(pk) } }); }
        }
        """);

#if !ROSLYN_FLOOR // The oldest compiler does not know this syntax.
    [Fact]
    public Task Wrapper_AsAnExtensionMember_IsJudgedOrSilent() => Marked.Reports(Source.Usings + """
        static class E
        {
            extension(IAmazonDynamoDB client)
            {
                public Task<GetItemResponse> ByPk(string pk) => client.GetItemAsync("App", new() { ["PK"] = new(pk) });
                public Task<GetItemResponse> First => client.GetItemAsync("App", new() { ["PK"] = new(client.ToString()) });
            }
        }
        class C(IAmazonDynamoDB client)
        {
            async Task Run(string tenantId, string orderId)
            {
                await client.ByPk("T#" + tenantId);
                await client.First;
                await {|TNT1002:client.ByPk|}("ORDER#" + orderId);
            }
        }
        """);
#endif
}
