namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Keys, requests and texts that other methods of the compilation make.</summary>
public sealed class AccessThroughMethodsTests
{
    private static string With(string statements) => Source.Usings + $$"""
        static class Keys
        {
            public static Dictionary<string, AttributeValue> Order(string orderId) => new() { ["orderId"] = S(orderId) };
            public static Dictionary<string, AttributeValue> TenantOrder(string tenant, string orderId) => new() { ["tenantId"] = S(tenant), ["orderId"] = S(orderId), ["a"] = S("1"), ["b"] = S("2"), ["c"] = S("3") };
            public static AttributeValue S(string value) => new() { S = value };
            public static string Pk(string prefix, string id) => $"{prefix}#{id}";
            public static string Tenant(string id) { var text = "TENANT#" + id; return text; }
            public static Dictionary<string, AttributeValue> Either(bool flag, string id) => flag ? new() { ["tenantId"] = S(id) } : new() { ["orderId"] = S(id) };
            public static Task<Dictionary<string, AttributeValue>> OrderAsync(string orderId) => Task.FromResult(Order(orderId));
            public static Dictionary<string, AttributeValue> Guarded(string id) { if (id != "") return Order(id); Fail(); return Order(id); }
            [System.Diagnostics.CodeAnalysis.DoesNotReturn] private static void Fail() => throw new Exception();
            public static Dictionary<string, AttributeValue> Loop(string id) => id == "" ? Order(id) : Loop(id);
        }
        static class Extensions
        {
            public static QueryRequest By(this QueryRequest request, string name, string value)
            {
                request.KeyConditionExpression = name + " = :v";
                request.ExpressionAttributeValues = new() { [":v"] = Keys.S(value) };
                return request;
            }
            public static void Unscope(this QueryRequest request) => request.KeyConditionExpression = "status = :v";
        }
        abstract class Base
        {
            protected virtual Dictionary<string, AttributeValue> Virtual(string id) => Keys.Order(id);
            protected Dictionary<string, AttributeValue> Fixed(string id) => Keys.Order(id);
            protected Dictionary<string, AttributeValue> Key => new() { ["orderId"] = Keys.S("1") };
            protected string TenantIdValue => throw new Exception();
        }
        class Repository(IAmazonDynamoDB client) : Base
        {
            private const string Table = "Orders";
            private QueryRequest Build(string condition) => new() { TableName = Table, KeyConditionExpression = condition, ExpressionAttributeValues = new() { [":v"] = Keys.S("x") } };
            async Task Run(string tenantId, string orderId, bool flag)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
        }
        """;

    [Theory]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(Table, Keys.Order(orderId));""")]
    [InlineData("""var key = Keys.Order(orderId); await {|TNT1002:client.GetItemAsync|}(new GetItemRequest(Table, key));""")]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(Table, Fixed(orderId));""")]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(Table, Key);""")]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(Table, await Keys.OrderAsync(orderId));""")]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(Table, new() { ["PK"] = Keys.S(Keys.Pk("ORDER", orderId)) });""")]
    [InlineData("""await {|TNT1001:client.QueryAsync|}(Build("status = :v"));""")]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(Table, Keys.Guarded(orderId));""")]
    [InlineData("""await {|TNT1001:client.QueryAsync|}(new QueryRequest(Table).By("status", "open"));""")]
    [InlineData("""var request = Build("tenantId = :v"); request.Unscope(); await {|TNT1001:client.QueryAsync|}(request);""")]
    [InlineData("""Dictionary<string, AttributeValue> Local() => new() { ["orderId"] = new(orderId) }; await {|TNT1002:client.GetItemAsync|}(Table, Local());""")]
    public Task Access_WithAKeyMadeElsewhere_IsFollowed(string statements) => Verify.Reports(With(statements));

    [Theory]
    [InlineData("""await client.GetItemAsync(Table, Keys.TenantOrder(tenantId, orderId));""")]
    [InlineData("""await client.GetItemAsync(Table, new() { ["PK"] = Keys.S(Keys.Tenant(tenantId)) });""")]
    [InlineData("""await client.GetItemAsync(Table, new() { ["PK"] = Keys.S(Keys.Pk("TENANT", tenantId)) });""")]
    [InlineData("""await client.GetItemAsync(Table, new() { ["PK"] = Keys.S(TenantIdValue) });""")]
    [InlineData("""await client.QueryAsync(Build("tenantId = :v"));""")]
    [InlineData("""await client.QueryAsync(new QueryRequest(Table).By("tenantId", tenantId));""")]
    public Task Access_WithATenantKeyMadeElsewhere_IsSilent(string statements) => Verify.Silent(With(statements));

    [Theory]
    [InlineData("""await client.GetItemAsync(Table, Virtual(orderId));""")]
    [InlineData("""await client.GetItemAsync(Table, Keys.Either(flag, orderId));""")]
    [InlineData("""await client.GetItemAsync(Table, Keys.Loop(orderId));""")]
    [InlineData("""await client.QueryAsync(Build(orderId));""")]
    public Task Access_WithAKeyThatCannotBeFollowed_IsSilent(string statements) => Verify.Silent(With(statements));
}
