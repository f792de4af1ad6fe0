using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>TNT1004: how the tenant gets into the item or the key of a write.</summary>
public sealed class WriteNotTenantScopedFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        // A put: the item holds its own key.
        {
            """await {|TNT1004:client.PutItemAsync|}(new PutItemRequest { TableName = "Orders", Item = new() { ["orderId"] = new(orderId), ["status"] = new(status), ["total"] = new() { N = "1" } } });""",
            """await client.PutItemAsync(new PutItemRequest { TableName = "Orders", Item = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId), ["status"] = new(status), ["total"] = new() { N = "1" } } });"""
        },
        {
            """
            var item = new Dictionary<string, AttributeValue>();
            // the order
            item["orderId"] = new AttributeValue { S = orderId }; // as shown
            if (flag)
                item["status"] = new AttributeValue { S = status };
            await {|TNT1004:client.PutItemAsync|}("Orders", item, token);
            """,
            """
            var item = new Dictionary<string, AttributeValue>();
            item["tenantId"] = new AttributeValue { S = tenantId };
            // the order
            item["orderId"] = new AttributeValue { S = orderId }; // as shown
            if (flag)
                item["status"] = new AttributeValue { S = status };
            await client.PutItemAsync("Orders", item, token);
            """
        },
        // Update and delete: the key.
        {
            """
            var request = new UpdateItemRequest
            {
                TableName = "Orders",
                Key = new()
                {
                    { "orderId", new AttributeValue(orderId) }, // the order
                },
                UpdateExpression = "SET #s = :s",
                ConditionExpression = "tenantId = :t",
                ExpressionAttributeNames = new() { ["#s"] = "status" },
                ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) },
            };
            await {|TNT1004:client.UpdateItemAsync|}(request);
            """,
            """
            var request = new UpdateItemRequest
            {
                TableName = "Orders",
                Key = new()
                {
                    { "tenantId", new AttributeValue(tenantId) },
                    { "orderId", new AttributeValue(orderId) }, // the order
                },
                UpdateExpression = "SET #s = :s",
                ConditionExpression = "tenantId = :t",
                ExpressionAttributeNames = new() { ["#s"] = "status" },
                ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) },
            };
            await client.UpdateItemAsync(request);
            """
        },
        {
            """await {|TNT1004:client.UpdateItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }, new Dictionary<string, AttributeValueUpdate> { ["status"] = new(new(status), AttributeAction.PUT) });""",
            """await client.UpdateItemAsync("Orders", new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }, new Dictionary<string, AttributeValueUpdate> { ["status"] = new(new(status), AttributeAction.PUT) });"""
        },
        {
            """await {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new() { S = orderId } });""",
            """await client.DeleteItemAsync("Orders", new() { ["tenantId"] = new() { S = tenantId }, ["orderId"] = new() { S = orderId } });"""
        },
        {
            """await {|TNT1004:client.DeleteItemAsync|}(new DeleteItemRequest { TableName = "Orders" });""",
            """await client.DeleteItemAsync(new DeleteItemRequest { TableName = "Orders", Key = new() { ["tenantId"] = new() { S = tenantId } } });"""
        },
        // The part of a transaction that decides.
        {
            """
            await {|TNT1004:client.TransactWriteItemsAsync|}(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new() { Put = new Put { TableName = "Orders", Item = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) } } },
                    new() { Update = new Update { TableName = "Stock", Key = new() { ["orderId"] = new(orderId) }, UpdateExpression = "REMOVE lines[0]" } },
                ],
            });
            """,
            """
            await client.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new() { Put = new Put { TableName = "Orders", Item = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) } } },
                    new() { Update = new Update { TableName = "Stock", Key = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }, UpdateExpression = "REMOVE lines[0]" } },
                ],
            });
            """
        },
        {
            """
            var check = new ConditionCheck { TableName = "Orders", ConditionExpression = "attribute_exists(sk)" };
            check.Key = new() { ["orderId"] = new(orderId) };
            var items = new List<TransactWriteItem>();
            items.Add(new TransactWriteItem { ConditionCheck = check });
            await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = items });
            """,
            """
            var check = new ConditionCheck { TableName = "Orders", ConditionExpression = "attribute_exists(sk)" };
            check.Key = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) };
            var items = new List<TransactWriteItem>();
            items.Add(new TransactWriteItem { ConditionCheck = check });
            await client.TransactWriteItemsAsync(new() { TransactItems = items });
            """
        },
        // The part of a batch that decides.
        {
            """
            var writes = new List<WriteRequest> { new(new PutRequest(new() { ["orderId"] = new(orderId), ["a"] = new("1"), ["b"] = new("2") })) };
            await {|TNT1004:client.BatchWriteItemAsync|}(new Dictionary<string, List<WriteRequest>> { ["Orders"] = writes });
            """,
            """
            var writes = new List<WriteRequest> { new(new PutRequest(new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId), ["a"] = new("1"), ["b"] = new("2") })) };
            await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { ["Orders"] = writes });
            """
        },
        {
            """await {|TNT1004:client.BatchWriteItemAsync|}(new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = [new() { DeleteRequest = new() { Key = new() { ["orderId"] = new(orderId) } } }] } });""",
            """await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = [new() { DeleteRequest = new() { Key = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) } } }] } });"""
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Fix_Write_IsKeyedByTheTenant(string statements, string expected) =>
        Verify.Fixes(Source.Body(statements), Source.Body(expected));

    [Fact]
    public Task Fix_DocumentModel_TakesPlainValues() => Verify.Fixes(Documents("""
        // an order
        var order = new Document { ["orderId"] = orderId };
        order["total"] = 1;
        await {|TNT1004:table.PutItemAsync|}(order);
        await {|TNT1004:table.DeleteItemAsync|}(new Dictionary<string, DynamoDBEntry> { { "orderId", orderId } });
        """), Documents("""
        // an order
        var order = new Document { ["tenantId"] = tenantId, ["orderId"] = orderId };
        order["total"] = 1;
        await table.PutItemAsync(order);
        await table.DeleteItemAsync(new Dictionary<string, DynamoDBEntry> { { "tenantId", tenantId }, { "orderId", orderId } });
        """));

    [Fact]
    public Task Fix_CarriageReturnsAndTabs_AreKept() => Verify.Fixes(
        Source.Body("await {|TNT1004:client.DeleteItemAsync|}(\"Orders\", new()\n{\n\t[\"orderId\"] = new(orderId),\n});").ReplaceLineEndings("\r\n"),
        Source.Body("await client.DeleteItemAsync(\"Orders\", new()\n{\n\t[\"tenantId\"] = new(tenantId),\n\t[\"orderId\"] = new(orderId),\n});").ReplaceLineEndings("\r\n"),
        config: "indent_style = tab");

    [Fact]
    public Task Fix_OldCSharp_NamesTheTypes() => Verify.Fixes(
        """
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public System.Threading.Tasks.Task Run(string tenantId) => {|TNT1004:_client.DeleteItemAsync|}(new DeleteItemRequest());
        }
        """,
        """
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.IAmazonDynamoDB _client = null;
            public System.Threading.Tasks.Task Run(string tenantId) => _client.DeleteItemAsync(new DeleteItemRequest() { Key = new System.Collections.Generic.Dictionary<string, AttributeValue> { ["tenantId"] = new AttributeValue { S = tenantId } } });
        }
        """,
        language: LanguageVersion.CSharp7_3);

    [Fact]
    public Task Fix_KeyFormat_IsHeld() => Verify.Fixes(
        Source.Body("""await {|TNT1004:client.DeleteItemAsync|}("App", new() { ["sk"] = new(orderId) });"""),
        Source.Body("""await client.DeleteItemAsync("App", new() { ["tenantId"] = new($"TENANT#{tenantId}"), ["sk"] = new(orderId) });"""),
        config: "tenant_analyzers.key_format = TENANT%23{tenant}");

    public static TheoryData<string> NotOffered =>
    [
        // A key has two attributes at most.
        """await {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId), ["line"] = new("1") });""",
        // The generic key is the partition key already.
        """await {|TNT1004:client.PutItemAsync|}("App", new() { ["PK"] = new($"ORDER#{orderId}"), ["total"] = new("1") });""",
        // What else the copy holds is not visible here.
        """var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; await {|TNT1004:client.DeleteItemAsync|}("Orders", new Dictionary<string, AttributeValue>(key));""",
        // An update may not assign to its key.
        """await {|TNT1004:client.UpdateItemAsync|}(new UpdateItemRequest { Key = new() { ["orderId"] = new(orderId) }, UpdateExpression = "SET tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });""",
        """await {|TNT1004:client.UpdateItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }, new Dictionary<string, AttributeValueUpdate> { ["tenantId"] = new(new(tenantId), AttributeAction.PUT) });""",
        // An item without anything is not yet written.
        """await {|TNT1004:client.PutItemAsync|}(new PutItemRequest { TableName = "Orders" });""",
        """
        var item = new TransactWriteItem { Delete = new Delete { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } };
        item.Delete.Key["line"] = new("1");
        await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = [item] });
        """,
    ];

    [Theory]
    [MemberData(nameof(NotOffered))]
    public Task Fix_ThatCannotBeRight_IsNotOffered(string statements) => Verify.OffersNoFix(Source.Body(statements));

    [Fact]
    public Task Fix_AccessInACalledMethod_IsNotOffered() => Verify.OffersNoFix(Source.Usings + """
        class Store(IAmazonDynamoDB client)
        {
            public Task Remove(Dictionary<string, AttributeValue> key) => client.DeleteItemAsync("Orders", key);
            public Task Run(string tenantId, string orderId) => {|TNT1004:Remove|}(new() { ["orderId"] = new(orderId) });
        }
        """);

    [Fact]
    public Task Fix_TableDeclaredWithAnotherKey_IsNotOffered() => Verify.OffersNoFix(Source.Body("""
        await client.CreateTableAsync(new CreateTableRequest { TableName = "Orders", KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] });
        await {|TNT1004:client.PutItemAsync|}("Orders", new() { ["orderId"] = new(orderId), ["total"] = new("1") });
        await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });
        """));

    [Fact]
    public Task Fix_Entity_IsNotOffered() => Verify.OffersNoFix(Source.Usings + """
        using Amazon.DynamoDBv2.DataModel;
        class Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; }
        class Store(IDynamoDBContext context)
        {
            public Task Run(string tenantId, string orderId) => {|TNT1004:context.SaveAsync|}(new Order { OrderId = orderId });
        }
        """);

    private static string Documents(string statements) => Source.Usings + $$"""
        using Amazon.DynamoDBv2.DocumentModel;
        class Repository(ITable table)
        {
            async Task Run(string tenantId, string orderId)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """;
}
