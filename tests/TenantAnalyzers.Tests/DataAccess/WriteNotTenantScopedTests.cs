namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Puts, updates, deletes, batches and transactions of the low-level client; batches and transactions that read, too.</summary>
public sealed class WriteNotTenantScopedTests
{
    public static TheoryData<string> Reported => new()
    {
        """await {|TNT1004:client.PutItemAsync|}("Orders", new() { ["orderId"] = new(orderId), ["status"] = new(status) });""",
        """await {|TNT1004:client.PutItemAsync|}("App", new() { ["PK"] = new($"ORDER#{orderId}"), ["SK"] = new("META") });""",
        """await {|TNT1004:client.PutItemAsync|}("App", new() { ["PK"] = new($"ORDER#{orderId}"), ["owner"] = new(tenantId) });""",
        """await {|TNT1004:client.PutItemAsync|}(new PutItemRequest { TableName = "App", Item = new() { { "pk", new AttributeValue { S = orderId } } }, ConditionExpression = "attribute_not_exists(pk)" });""",
        """await {|TNT1004:client.PutItemAsync|}(new PutItemRequest("Orders", new() { ["orderId"] = new(orderId) }), token);""",
        """var item = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; if (flag) item["note"] = new(status); await {|TNT1004:client.PutItemAsync|}("Orders", item);""",
        """await {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });""",
        """await {|TNT1004:client.DeleteItemAsync|}(new DeleteItemRequest { TableName = "Orders", Key = { ["orderId"] = new(orderId) }, ConditionExpression = "tenantId = :t", ExpressionAttributeValues = { [":t"] = new(tenantId) } });""",
        """await {|TNT1004:client.UpdateItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }, new() { ["status"] = new(new AttributeValue(status), AttributeAction.PUT) });""",
        """await {|TNT1004:client.UpdateItemAsync|}(new UpdateItemRequest { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) }, UpdateExpression = "SET #s = :s" });""",
        """await {|TNT1004:client.UpdateItemAsync|}(new UpdateItemRequest { TableName = "Orders" });""",
        """await {|TNT1004:client.PutItemAsync|}(new PutItemRequest());""",
        """await {|TNT1004:client.DeleteItemAsync|}(new());""",
        """await {|TNT1004:client.DeleteItemAsync|}(new DeleteItemRequest { TableName = "Orders", Key = flag ? new() { ["orderId"] = new(orderId) } : new() { ["tenantId"] = new(tenantId) } });""",
        // Batches.
        """await {|TNT1004:client.BatchWriteItemAsync|}(new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = [new WriteRequest { PutRequest = new PutRequest { Item = new() { ["orderId"] = new(orderId) } } }] } });""",
        """await {|TNT1004:client.BatchWriteItemAsync|}(new Dictionary<string, List<WriteRequest>> { ["Orders"] = new() { new(new PutRequest(new() { ["orderId"] = new(orderId) })) } });""",
        """await {|TNT1004:client.BatchWriteItemAsync|}(new Dictionary<string, List<WriteRequest>> { ["Orders"] = new() { new WriteRequest(new DeleteRequest(new() { ["orderId"] = new(orderId) })) } });""",
        """await {|TNT1004:client.BatchWriteItemAsync|}(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new() { DeleteRequest = new() { Key = new() { ["tenantId"] = new(tenantId) } } }, new() { DeleteRequest = new() { Key = new() { ["orderId"] = new(orderId) } } }] });""",
        """await {|TNT1004:client.BatchWriteItemAsync|}(new BatchWriteItemRequest(new() { ["Scoped"] = [new(new PutRequest(new() { ["tenantId"] = new(tenantId) }))], ["Orders"] = [new(new PutRequest(new() { ["orderId"] = new(orderId) }))] }));""",
        """
        var writes = new List<WriteRequest>();
        foreach (var id in new[] { "a", "b" })
            writes.Add(new WriteRequest { DeleteRequest = new DeleteRequest { Key = new Dictionary<string, AttributeValue> { ["orderId"] = new AttributeValue(id) } } });
        await {|TNT1004:client.BatchWriteItemAsync|}(new BatchWriteItemRequest { RequestItems = { { "Orders", writes } } });
        """,
        """
        var writes = new[] { "a", "b" }.Select(id => new WriteRequest { PutRequest = new PutRequest { Item = new() { ["orderId"] = new(id) } } }).ToList();
        await {|TNT1004:client.BatchWriteItemAsync|}(new BatchWriteItemRequest { RequestItems = new() { [options.Table] = writes } });
        """,
        """await {|TNT1002:client.BatchGetItemAsync|}(new BatchGetItemRequest { RequestItems = new() { ["Orders"] = new KeysAndAttributes { Keys = [new() { ["orderId"] = new(orderId) }] } } });""",
        """await {|TNT1002:client.BatchGetItemAsync|}(new Dictionary<string, KeysAndAttributes> { { "Orders", new() { Keys = new() { new() { { "orderId", new(orderId) } } } } } });""",
        """var keys = new KeysAndAttributes(); keys.Keys = new(); keys.Keys.Add(new() { ["orderId"] = new(orderId) }); await {|TNT1002:client.BatchGetItemAsync|}(new() { ["Orders"] = keys }, ReturnConsumedCapacity.NONE);""",
        """await foreach (var page in {|TNT1002:client.Paginators.BatchGetItem|}(new BatchGetItemRequest { RequestItems = new() { ["Orders"] = new() { Keys = [new() { ["orderId"] = new(orderId) }] } } }).Responses) Use(page);""",
        // Transactions.
        """await {|TNT1004:client.TransactWriteItemsAsync|}(new TransactWriteItemsRequest { TransactItems = [new() { Put = new() { TableName = "Orders", Item = new() { ["orderId"] = new(orderId) } } }] });""",
        """await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = new() { new TransactWriteItem { Put = new Put { TableName = "Orders", Item = new() { ["tenantId"] = new(tenantId) } } }, new TransactWriteItem { Update = new Update { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } } } });""",
        """await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = { new() { Delete = new() { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } } } });""",
        """await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = [new() { ConditionCheck = new() { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } }] });""",
        """var items = new List<TransactWriteItem> { new() { Put = new() { TableName = "Orders", Item = new() { ["tenantId"] = new(tenantId) } } } }; if (flag) items.Add(new() { Delete = new() { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } }); await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = items });""",
        """await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = [new() { Update = new() { TableName = "Orders" } }] });""",
        """await {|TNT1002:client.TransactGetItemsAsync|}(new TransactGetItemsRequest { TransactItems = [new() { Get = new() { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } }] });""",
        """await {|TNT1002:client.TransactGetItemsAsync|}(new() { TransactItems = new[] { "a" }.Select(id => new TransactGetItem { Get = new Get { TableName = "Orders", Key = new() { ["orderId"] = new(id) } } }).ToList() });""",
        """var request = new TransactWriteItemsRequest(); request.TransactItems = new(); request.TransactItems.Add(new() { Delete = new() { TableName = "Orders", Key = new() { ["orderId"] = new(orderId) } } }); await {|TNT1004:client.TransactWriteItemsAsync|}(request);""",
    };

    public static TheoryData<string> Quiet => new()
    {
        """await client.PutItemAsync("Orders", new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) });""",
        """await client.PutItemAsync("App", new() { ["PK"] = new($"TENANT#{tenantId}"), ["SK"] = new($"ORDER#{orderId}") });""",
        """await client.PutItemAsync("App", new() { ["SK"] = new($"ORDER#{orderId}"), ["PK"] = new AttributeValue { S = string.Join("#", "TENANT", tenantId) } });""",
        """var item = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; item.TryAdd("tenantId", new(tenantId)); await client.PutItemAsync("Orders", item);""",
        """await client.UpdateItemAsync(new UpdateItemRequest { TableName = "Orders", Key = new() { ["tenantId"] = new(tenantId), ["orderId"] = new(orderId) }, UpdateExpression = "SET #s = :s" });""",
        """await client.DeleteItemAsync("Orders", new() { { "orderId", new(orderId) }, { "tenant_id", new(tenantId) } });""",
        """await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new() { DeleteRequest = new() { Key = new() { ["tenantId"] = new(tenantId) } } }, new(new PutRequest(new() { ["tenantId"] = new(tenantId) }))] });""",
        """await client.TransactWriteItemsAsync(new() { TransactItems = [new() { Put = new() { TableName = "Orders", Item = new() { ["tenantId"] = new(tenantId) } } }, new() { ConditionCheck = new() { TableName = "App", Key = new() { ["PK"] = new("T#" + tenantId) } } }] });""",
        """await client.TransactGetItemsAsync(new() { TransactItems = [new() { Get = new Get { TableName = "Orders", Key = new() { ["tenantId"] = new(tenantId) } } }] });""",
        // What is not seen.
        """await client.PutItemAsync("Orders", given);""",
        """await client.PutItemAsync("Orders", new(given) { ["orderId"] = new(orderId) });""",
        """var item = new Dictionary<string, AttributeValue>(); foreach (var pair in given) item[pair.Key] = pair.Value; item["orderId"] = new(orderId); await client.PutItemAsync("Orders", item);""",
        """var item = given.ToDictionary(pair => pair.Key, pair => pair.Value); item["orderId"] = new(orderId); await client.PutItemAsync("Orders", item);""",
        """await client.PutItemAsync("Orders", Amazon.DynamoDBv2.DocumentModel.Document.FromJson(status).ToAttributeMap());""",
        """await client.PutItemAsync("Orders", new() { ["id"] = new(orderId), ["tenant"] = new(tenantId) });""",
        """await client.BatchWriteItemAsync(new BatchWriteItemRequest());""",
        """await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() });""",
        """await client.TransactWriteItemsAsync(new());""",
        """await client.TransactGetItemsAsync(new() { TransactItems = [] });""",
        """List<WriteRequest> more = []; Use(more); await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { ["Orders"] = more });""",
        """List<WriteRequest> more = []; await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [.. more, new(new PutRequest(given))] });""",
        """var all = new List<WriteRequest>(); foreach (var chunk in all.Chunk(25)) await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { ["Orders"] = chunk.ToList() });""",
        // What an earlier call left over was bound when it was first sent.
        """
        var request = new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = [new(new PutRequest(new() { ["tenantId"] = new(tenantId) }))] } };
        BatchWriteItemResponse response;
        do
        {
            response = await client.BatchWriteItemAsync(request, token);
            request.RequestItems = response.UnprocessedItems;
        }
        while (response.UnprocessedItems is { Count: > 0 });
        """,
        """
        var left = new Dictionary<string, KeysAndAttributes> { ["Orders"] = new() { Keys = [new() { ["tenantId"] = new(tenantId) }] } };
        while (left.Count > 0)
        {
            var response = await client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = left });
            left = response.UnprocessedKeys;
        }
        """,
        """var response = await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() }); await client.BatchWriteItemAsync(response.UnprocessedItems);""",
        """var response = await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() }); foreach (var (table, writes) in response.UnprocessedItems) await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { [table] = writes });""",
        """var response = await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() }); await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { ["Orders"] = response.UnprocessedItems["Orders"] });""",
        // A table of the tenant's own, and the table of the tenants.
        """await client.PutItemAsync($"{tenantId}-orders", new() { ["orderId"] = new(orderId) });""",
        """await client.PutItemAsync("Tenants", new() { ["id"] = new(orderId), ["name"] = new(status) });""",
        """await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { [$"orders-{tenantId}"] = [new(new PutRequest(new() { ["orderId"] = new(orderId) }))] });""",
        """await client.TransactWriteItemsAsync(new() { TransactItems = [new() { Put = new() { TableName = "Orders-" + tenantId, Item = new() { ["orderId"] = new(orderId) } } }] });""",
        // A request that is given where the delegate is called.
        """Func<PutItemRequest, CancellationToken, Task<PutItemResponse>> put = client.PutItemAsync; await put(new() { Item = new() { ["orderId"] = new(orderId) } }, token);""",
        """var name = nameof(client.PutItemAsync) + nameof(IAmazonDynamoDB.TransactWriteItemsAsync); Use(name);""",
        """System.Linq.Expressions.Expression<Func<IAmazonDynamoDB, Task<PutItemResponse>>> tree = c => c.PutItemAsync("Orders", new Dictionary<string, AttributeValue>(), default(CancellationToken)); Use(tree);""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Write_NotKeyedByTheTenant_Reports(string statements) => Marked.Reports(Source.Body(statements));

    [Theory, MemberData(nameof(Quiet))]
    public Task Write_KeyedOrNotDecidable_IsSilent(string statements) => Marked.Silent(Source.Body(statements));

    // The first row in the field's standard harness, so that the span of the markup is nobody's invention.
    [Fact]
    public Task Write_InTheStandardHarness_Reports() =>
        Verify.Reports(Source.Body("""await {|TNT1004:client.DeleteItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });"""));

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Orders", """await client.PutItemAsync("Orders", new() { ["orderId"] = new(orderId) });""")]
    [InlineData("tenant_analyzers.shared_tables = Orders", """await client.BatchWriteItemAsync(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new(new PutRequest(new() { ["orderId"] = new(orderId) }))] });""")]
    [InlineData("tenant_analyzers.shared_tables = Orders", """await {|TNT1004:client.BatchWriteItemAsync|}(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new(new PutRequest(new() { ["orderId"] = new(orderId) }))], ["Lines"] = [new(new PutRequest(new() { ["orderId"] = new(orderId) }))] });""")]
    [InlineData("tenant_analyzers.shared_tables = Orders", """await {|TNT1004:client.TransactWriteItemsAsync|}(new() { TransactItems = [new() { Put = new() { TableName = "Orders", Item = new() { ["a"] = new("b") } } }, new() { Delete = new() { TableName = "Lines", Key = new() { ["a"] = new("b") } } }] });""")]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id", """await client.PutItemAsync("Pets", new() { ["householdId"] = new(orderId) });""")]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id", """await {|TNT1004:client.PutItemAsync|}("Pets", new() { ["tenantId"] = new(tenantId), ["petId"] = new(orderId) });""")]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id", """await {|TNT1004:client.BatchWriteItemAsync|}(new Dictionary<string, List<WriteRequest>> { ["Pets"] = [new(new DeleteRequest(new() { ["tenantId"] = new(tenantId) }))] });""")]
    [InlineData("tenant_analyzers.isolation = table", """await client.TransactWriteItemsAsync(new() { TransactItems = [new() { Delete = new() { TableName = "Lines", Key = new() { ["a"] = new("b") } } }] });""")]
    public Task Write_UnderOptions_IsJudgedByThem(string config, string statements) => Marked.ReportsWith(config, Source.Body(statements));

    [Theory]
    [InlineData(
        """await client.PutItemAsync("Orders", new() { ["orderId"] = new(orderId), ["status"] = new(status) });""",
        "TNT1004: `PutItem` on `Orders` writes `orderId` and `status`, not the tenant key `tenantId`")]
    [InlineData(
        """await client.PutItemAsync("App", new() { ["PK"] = new($"ORDER#{orderId}"), ["status"] = new(status) });""",
        "TNT1004: `PutItem` on `App` binds `PK` to `ORDER#{orderId}`, not the tenant key `tenantId`")]
    [InlineData(
        """await client.UpdateItemAsync(new UpdateItemRequest { TableName = "Orders" });""",
        "TNT1004: `UpdateItem` on `Orders` binds no key, not the tenant key `tenantId`")]
    public async Task Write_Message_SaysWhatWasFound(string statements, string message) =>
        Assert.Equal(message, Assert.Single(await Marked.Messages(undecided: false, Source.Body(statements))));
}
