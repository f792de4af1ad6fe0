using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>TNT1002: how the tenant gets into the key.</summary>
public sealed class ItemReadNotTenantScopedFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        {
            """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders", Key = new() { ["orderId"] = new() { S = orderId } } });""",
            """await client.GetItemAsync(new GetItemRequest { TableName = "Orders", Key = new() { ["tenantId"] = new() { S = tenantId }, ["orderId"] = new() { S = orderId } } });"""
        },
        {
            """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { Key = new Dictionary<string, AttributeValue> { { "orderId", new AttributeValue { S = orderId } } }, ConsistentRead = true });""",
            """await client.GetItemAsync(new GetItemRequest { Key = new Dictionary<string, AttributeValue> { { "tenantId", new AttributeValue { S = tenantId } }, { "orderId", new AttributeValue { S = orderId } } }, ConsistentRead = true });"""
        },
        {
            """
            var request = new GetItemRequest
            {
                TableName = "Orders",
                Key = new Dictionary<string, AttributeValue>
                {
                    // the order
                    { "orderId", new AttributeValue(orderId) } // as shown
                }
            };
            var item = await {|TNT1002:client.GetItemAsync|}(request, token);
            """,
            """
            var request = new GetItemRequest
            {
                TableName = "Orders",
                Key = new Dictionary<string, AttributeValue>
                {
                    { "tenantId", new AttributeValue(tenantId) },
                    // the order
                    { "orderId", new AttributeValue(orderId) } // as shown
                }
            };
            var item = await client.GetItemAsync(request, token);
            """
        },
        // Convenience overload.
        {
            """await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });""",
            """await client.GetItemAsync("Orders", new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) });"""
        },
        {
            """await {|TNT1002:client.GetItemAsync|}(key: new Dictionary<string, AttributeValue>(1) { ["orderId"] = new(orderId) }, tableName: "Orders", consistentRead: true);""",
            """await client.GetItemAsync(key: new Dictionary<string, AttributeValue>(1) { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }, tableName: "Orders", consistentRead: true);"""
        },
        {
            """var item = await (client?{|TNT1002:.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }) ?? throw new InvalidOperationException());""",
            """var item = await (client?.GetItemAsync("Orders", new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }) ?? throw new InvalidOperationException());"""
        },
        // An initializer on what is there: it fails with SDK v4, but that is another matter.
        {
            """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { Key = { ["orderId"] = new(orderId) } });""",
            """await client.GetItemAsync(new GetItemRequest { Key = { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) } });"""
        },
        // Constructor.
        {
            """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest("Orders", new() { ["orderId"] = new(orderId) }));""",
            """await client.GetItemAsync(new GetItemRequest("Orders", new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }));"""
        },
        // No key: with SDK v4 it is null until assigned.
        {
            """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders" });""",
            """await client.GetItemAsync(new GetItemRequest { TableName = "Orders", Key = new() { ["tenantId"] = new() { S = tenantId } } });"""
        },
        {
            """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest());""",
            """await client.GetItemAsync(new GetItemRequest() { Key = new() { ["tenantId"] = new() { S = tenantId } } });"""
        },
        // Step by step: the new entry joins the others.
        {
            """
            var key = new Dictionary<string, AttributeValue>();
            key.Add("orderId", new AttributeValue { S = orderId });
            await {|TNT1002:client.GetItemAsync|}("Orders", key);
            """,
            """
            var key = new Dictionary<string, AttributeValue>();
            key.Add("tenantId", new AttributeValue { S = tenantId });
            key.Add("orderId", new AttributeValue { S = orderId });
            await client.GetItemAsync("Orders", key);
            """
        },
        {
            """
            var request = new GetItemRequest();
            request.TableName = "Orders";
            request.Key = new();

            // the order
            request.Key["orderId"] = new AttributeValue(orderId);
            await {|TNT1002:client.GetItemAsync|}(request);
            """,
            """
            var request = new GetItemRequest();
            request.TableName = "Orders";
            request.Key = new();

            request.Key["tenantId"] = new AttributeValue(tenantId);
            // the order
            request.Key["orderId"] = new AttributeValue(orderId);
            await client.GetItemAsync(request);
            """
        },
        {
            """
            Dictionary<string, AttributeValue> key = [];
            if (flag) { key["orderId"] = new(orderId); }
            await {|TNT1002:client.GetItemAsync|}("Orders", key);
            """,
            """
            Dictionary<string, AttributeValue> key = new() { ["tenantId"] = new(tenantId) };
            if (flag) { key["orderId"] = new(orderId); }
            await client.GetItemAsync("Orders", key);
            """
        },
        {
            """
            var key = new Dictionary<string, AttributeValue> { ["orderId"] = new AttributeValue { N = "1" } };
            await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders", Key = key });
            """,
            """
            var key = new Dictionary<string, AttributeValue> { ["tenantId"] = new AttributeValue { S = tenantId }, ["orderId"] = new AttributeValue { N = "1" } };
            await client.GetItemAsync(new GetItemRequest { TableName = "Orders", Key = key });
            """
        },
        // The key of a batch or a transaction that decides.
        {
            """
            await {|TNT1002:client.BatchGetItemAsync|}(new BatchGetItemRequest
            {
                RequestItems = new()
                {
                    ["Orders"] = new() { Keys = [new() { ["tenantId"] = new(tenantId) }, new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }] },
                },
            });
            """,
            """
            await client.BatchGetItemAsync(new BatchGetItemRequest
            {
                RequestItems = new()
                {
                    ["Orders"] = new() { Keys = [new() { ["tenantId"] = new(tenantId) }, new Dictionary<string, AttributeValue> { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }] },
                },
            });
            """
        },
        {
            """
            var keys = new KeysAndAttributes { Keys = new() };
            var key = new Dictionary<string, AttributeValue>();
            key.Add("orderId", new AttributeValue(orderId));
            keys.Keys.Add(key);
            await {|TNT1002:client.BatchGetItemAsync|}(new Dictionary<string, KeysAndAttributes> { ["Orders"] = keys });
            """,
            """
            var keys = new KeysAndAttributes { Keys = new() };
            var key = new Dictionary<string, AttributeValue>();
            key.Add("tenantId", new AttributeValue(tenantId));
            key.Add("orderId", new AttributeValue(orderId));
            keys.Keys.Add(key);
            await client.BatchGetItemAsync(new Dictionary<string, KeysAndAttributes> { ["Orders"] = keys });
            """
        },
        {
            """await {|TNT1002:client.TransactGetItemsAsync|}(new() { TransactItems = [new() { Get = new() { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } }] });""",
            """await client.TransactGetItemsAsync(new() { TransactItems = [new() { Get = new() { TableName = "Orders", Key = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) } } }] });"""
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Fix_Key_GetsTheTenantFirst(string statements, string expected) =>
        Verify.Fixes(Source.Body(statements), Source.Body(expected));

    [Fact]
    public Task Fix_OldCSharp_NamesTheTypes() => Verify.Fixes(
        """
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public System.Threading.Tasks.Task Run(string tenantId) => {|TNT1002:_client.GetItemAsync|}(new GetItemRequest());
        }
        """,
        """
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public System.Threading.Tasks.Task Run(string tenantId) => _client.GetItemAsync(new GetItemRequest() { Key = new System.Collections.Generic.Dictionary<string, AttributeValue> { ["tenantId"] = new AttributeValue { S = tenantId } } });
        }
        """,
        language: LanguageVersion.CSharp7_3);

    [Theory]
    // A key has two attributes at most.
    [InlineData("""await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId), ["line"] = new("1") });""")]
    // The generic key is the partition key already.
    [InlineData("""await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new($"ORDER#{orderId}") });""")]
    [InlineData("""await {|TNT1002:client.BatchGetItemAsync|}(new BatchGetItemRequest { RequestItems = new() { ["Orders"] = new() { Keys = [new() { ["orderId"] = new(orderId), ["line"] = new("1") }] } } });""")]
    public Task Fix_ThatCannotBeRight_IsNotOffered(string statements) => Verify.OffersNoFix(Source.Body(statements));

    [Fact]
    public Task Fix_KeyMadeInAnotherMethod_IsNotOffered() => Verify.OffersNoFix(Source.Usings + """
        class Repository(IAmazonDynamoDB client)
        {
            static Dictionary<string, AttributeValue> Key(string orderId) => new() { ["orderId"] = new(orderId) };
            public Task Run(string tenantId, string orderId) => {|TNT1002:client.GetItemAsync|}("Orders", Key(orderId));
        }
        """);
}
