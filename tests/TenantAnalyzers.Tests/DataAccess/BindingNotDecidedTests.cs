namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Off by default; switched on, each access that cannot be told gives a reason that a person can act on.</summary>
public sealed class BindingNotDecidedTests
{
    private const string Start = "TNT1009: It cannot be told whether ";

    [Fact]
    public Task Binding_NotDecided_ReportsAtTheCall() =>
        Verify.Reports(Source.Body("""await {|TNT1009:client.GetItemAsync|}("Orders", given);"""));

    [Fact]
    public Task Binding_NotDecidedAndNotAskedFor_IsSilent() => Marked.Silent(Source.Body("""await client.GetItemAsync("Orders", given);"""));

    [Theory]
    [InlineData("""await client.GetItemAsync("Orders", given);""", "`GetItem` on `Orders` is bound to the tenant: the key is not made here: it comes from `given`")]
    [InlineData("""await client.PutItemAsync("Orders", given);""", "`PutItem` on `Orders` is bound to the tenant: the item is not made here: it comes from `given`")]
    [InlineData("""await client.GetItemAsync(request);""", "`GetItem` on a table is bound to the tenant: the request is not made here: it comes from `request`")]
    [InlineData("""await client.GetItemAsync("Orders", new() { [options.KeyName] = new(orderId) });""", "`GetItem` on `Orders` is bound to the tenant: the name of a key attribute is not visible")]
    [InlineData("""await client.PutItemAsync("Orders", new() { [options.KeyName] = new(orderId) });""", "`PutItem` on `Orders` is bound to the tenant: the name of an attribute is not visible")]
    [InlineData("""await client.PutItemAsync("Orders", new() { ["id"] = new(orderId), ["by"] = new(tenantId) });""", "`PutItem` on `Orders` is bound to the tenant: `by` holds the tenant, and may be the partition key")]
    [InlineData("""await client.GetItemAsync("Orders", new() { ["id"] = new(orderId), ["by"] = new(tenantId) });""", "`GetItem` on `Orders` is bound to the tenant: the tenant may stand in the sort key only")]
    [InlineData("""await client.GetItemAsync("Orders", new() { ["tenantKey"] = new(orderId) });""", "`GetItem` on `Orders` is bound to the tenant: `tenantKey` may be the tenant key: name it in `tenant_analyzers.partition_keys`")]
    [InlineData("""await client.GetItemAsync("App", new() { ["PK"] = given["PK"] });""", "`GetItem` on `App` is bound to the tenant: `PK`: `this[]` is not known to hold the tenant")]
    [InlineData("""await client.GetItemAsync("App", new() { ["PK"] = new(options.Id) });""", "`GetItem` on `App` is bound to the tenant: `PK`: `Id` is not known to hold the tenant")]
    [InlineData("""await client.GetItemAsync("App", new() { ["PK"] = new() });""", "`GetItem` on `App` is bound to the tenant: `PK`: the attribute value has no `S`, `N` or `B`")]
    [InlineData("""var key = new Dictionary<string, AttributeValue> { ["id"] = new(orderId) }; Use(key); await client.GetItemAsync("Orders", key);""", "`GetItem` on `Orders` is bound to the tenant: it was passed to `Use`")]
    [InlineData("""await client.GetItemAsync("Orders", new(given));""", "`GetItem` on `Orders` is bound to the tenant: it is a copy of something that is not followed")]
    [InlineData("""await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = status });""", "`Query` on `Orders` is bound to the tenant: the key condition is not visible: it comes from `status`")]
    [InlineData("""await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "a = :a OR b = :b" });""", "`Query` on `Orders` is bound to the tenant: the key condition is not of a form that DynamoDB accepts")]
    [InlineData("""await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :t" });""", "`Query` on `Orders` is bound to the tenant: the key condition compares with a value that is never defined")]
    [InlineData("""await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "#k = :t" });""", "`Query` on `Orders` is bound to the tenant: the key attribute's name is not visible")]
    [InlineData("""await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "a = :a AND " + status });""", "`Query` on `Orders` is bound to the tenant: the key condition is not of a form that DynamoDB accepts")]
    [InlineData("""await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditions = null! });""", null)]
    [InlineData("""await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditions = new(new Dictionary<string, Condition>(options.Table.Length)) { [options.KeyName] = new() } });""", "`Query` on `Orders` is bound to the tenant: the key conditions are not visible")]
    [InlineData("""await client.BatchGetItemAsync(new BatchGetItemRequest());""", "`BatchGetItem` on a table is bound to the tenant: there are no items in the request")]
    [InlineData("""await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = [new()] } });""", "`BatchWriteItem` on `Orders` is bound to the tenant: a part of the request is empty")]
    // Nothing is sent where there is nothing to send.
    [InlineData("""await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = [] } });""", null)]
    [InlineData("""await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = given.Keys.Chunk(25).Select(Keys.Opaque).Cast<WriteRequest>().ToList() } });""", "`BatchWriteItem` on `Orders` is bound to the tenant: the list is not made here: it comes from `ToList`")]
    [InlineData("""await client.TransactWriteItemsAsync(new());""", "`TransactWriteItems` on a table is bound to the tenant: there are no items in the transaction")]
    [InlineData("""await client.ExecuteStatementAsync(new());""", "`ExecuteStatement` on a table is bound to the tenant: there is no statement")]
    [InlineData("""await client.ExecuteStatementAsync(new() { Statement = status });""", "`ExecuteStatement` on a table is bound to the tenant: the statement is not visible: it comes from `status`")]
    [InlineData("""await client.ExecuteStatementAsync(new() { Statement = "SELECT FROM" });""", "`ExecuteStatement` on a table is bound to the tenant: the statement is not of a form that DynamoDB accepts")]
    [InlineData("""await client.BatchExecuteStatementAsync(new());""", "`BatchExecuteStatement` on a table is bound to the tenant: there are no statements in the request")]
    [InlineData("""Func<GetItemRequest, CancellationToken, Task<GetItemResponse>> get = client.GetItemAsync; Use(get);""", "`GetItem` on a table is bound to the tenant: the request is given where the delegate is called")]
    [InlineData("""await client.GetItemAsync(TableFor(tenantId), new() { ["orderId"] = new(orderId) });""", null)]
    public async Task Binding_NotDecided_SaysWhy(string statements, string? reason)
    {
        var messages = await Marked.Messages(undecided: true, Source.Body(statements));

        Assert.Equal(reason is null ? [] : [Start + reason], messages.Where(static message => message.StartsWith("TNT1009", StringComparison.Ordinal)));
    }

    // One access that leaks and one that cannot be told: one diagnostic, the one that is proved.
    [Fact]
    public Task Binding_UnscopedOnOnePathOnly_ReportsTheLeak() => Marked.Reports(Source.Body("""
        await {|TNT1002:client.GetItemAsync|}("Orders", flag ? given : new() { ["orderId"] = new(orderId) });
        await {|TNT1009:client.GetItemAsync|}("Orders", flag ? given : new() { ["tenantId"] = new(tenantId) });
        """));
}
