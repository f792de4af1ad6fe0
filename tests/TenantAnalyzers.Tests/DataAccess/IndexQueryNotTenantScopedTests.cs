namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Queries that go to an index.</summary>
public sealed class IndexQueryNotTenantScopedTests
{
    public static TheoryData<string> Reported => new()
    {
        """await {|TNT1006:client.QueryAsync|}(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditionExpression = "#s = :s", ExpressionAttributeNames = new() { ["#s"] = "status" }, ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
        """await {|TNT1006:client.QueryAsync|}(new QueryRequest("Orders") { IndexName = options.KeyName, KeyConditionExpression = "status = :s AND begins_with(created, :c)", ExpressionAttributeValues = new() { [":s"] = new(status), [":c"] = new("2") } });""",
        """await {|TNT1006:client.QueryAsync|}(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditions = new() { ["status"] = new Condition { ComparisonOperator = ComparisonOperator.EQ, AttributeValueList = [new(status)] } } });""",
        """await {|TNT1006:client.QueryAsync|}(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditionExpression = "status = :s", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) } });""",
        """var request = new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } }; request.IndexName = "ByStatus"; await {|TNT1006:client.QueryAsync|}(request);""",
        """await foreach (var page in {|TNT1006:client.Paginators.Query|}(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } }).Responses) Use(page);""",
        """await {|TNT1006:client.QueryAsync|}(new QueryRequest { TableName = "App", IndexName = "GSI1", KeyConditionExpression = "PK = :p", ExpressionAttributeValues = new() { [":p"] = new($"STATUS#{orderId}") } });""",
        // No index on this path: the table's own key is at fault.
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", IndexName = null, KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", IndexName = "ByStatus" });""",
    };

    public static TheoryData<string> Quiet => new()
    {
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", IndexName = "ByDate", KeyConditionExpression = "tenantId = :t AND created > :c", ExpressionAttributeValues = new() { [":t"] = new(tenantId), [":c"] = new("2") } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "App", IndexName = "GSI1", KeyConditionExpression = "GSI1PK = :p", ExpressionAttributeValues = new() { [":p"] = new($"TENANT#{tenantId}#OPEN") } });""",
        // A key of several attributes: the tenant is one of the equalities.
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditionExpression = "status = :s AND tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId), [":s"] = new(status) } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", IndexName = "ByTenantStatus", KeyConditionExpression = "tenantStatus = :s", ExpressionAttributeValues = new() { [":s"] = new($"{tenantId}#{status}") } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", IndexName = options.KeyName, KeyConditionExpression = status });""",
        """await client.QueryAsync(new QueryRequest { TableName = $"{tenantId}-orders", IndexName = "ByStatus", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task IndexQuery_NotKeyedByTheTenant_Reports(string statements) => Marked.Reports(Source.Body(statements));

    [Theory, MemberData(nameof(Quiet))]
    public Task IndexQuery_KeyedOrNotDecidable_IsSilent(string statements) => Marked.Silent(Source.Body(statements));

    [Theory]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id, Pets/by-owner=owner_id", """await client.QueryAsync(new QueryRequest { TableName = "Pets", IndexName = "by-owner", KeyConditionExpression = "ownerId = :o", ExpressionAttributeValues = new() { [":o"] = new(orderId) } });""")]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id, Pets/by-owner=owner_id", """await {|TNT1006:client.QueryAsync|}(new QueryRequest { TableName = "Pets", IndexName = "by-owner", KeyConditionExpression = "household_id = :o", ExpressionAttributeValues = new() { [":o"] = new(orderId) } });""")]
    [InlineData("tenant_analyzers.shared_tables = Orders", """await client.QueryAsync(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditionExpression = "status = :o", ExpressionAttributeValues = new() { [":o"] = new(orderId) } });""")]
    public Task IndexQuery_UnderOptions_IsJudgedByThem(string config, string statements) => Marked.ReportsWith(config, Source.Body(statements));

    [Theory]
    [InlineData(
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", IndexName = "ByStatus", KeyConditionExpression = "status = :s", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) } });""",
        "TNT1006: `Query` on the index `ByStatus` of `Orders` binds `status`, not the tenant key `tenantId`: the partitions of the index hold items of every tenant; a filter is applied after the read and isolates nothing")]
    [InlineData(
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", IndexName = options.KeyName, KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
        "TNT1006: `Query` on the index in `KeyName` of `Orders` binds `status`, not the tenant key `tenantId`: the partitions of the index hold items of every tenant")]
    public async Task IndexQuery_Message_NamesTheIndex(string statements, string message) =>
        Assert.Equal(message, Assert.Single(await Marked.Messages(undecided: false, Source.Body(statements))));
}
