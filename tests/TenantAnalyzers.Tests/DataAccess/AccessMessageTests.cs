namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>What a person reads.</summary>
public sealed class AccessMessageTests
{
    [Theory]
    [InlineData(
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
        "`Query` on `Orders` binds `status`, not the tenant key `tenantId`")]
    [InlineData(
        """await client.QueryAsync(new QueryRequest { TableName = options.Table, KeyConditionExpression = "status = :s", FilterExpression = "#t = :t", ExpressionAttributeNames = new() { ["#t"] = "tenantId" }, ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) } });""",
        "`Query` on the table in `Table` binds `status`, not the tenant key `tenantId`; a filter is applied after the read and isolates nothing")]
    [InlineData(
        """await client.QueryAsync(new QueryRequest("Orders"));""",
        "`Query` on `Orders` binds no key condition, not the tenant key `tenantId`")]
    [InlineData(
        """await client.QueryAsync(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :p", ExpressionAttributeValues = new() { [":p"] = new($"ORDER#{orderId}") } });""",
        "`Query` on `App` binds `PK` to `ORDER#{orderId}`, not the tenant key `tenantId`")]
    [InlineData(
        """var r = new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId), [":s"] = new(status) } }; if (status == "open") r.KeyConditionExpression = "status = :s"; await client.QueryAsync(r);""",
        "`Query` on `Orders` binds `status`, not the tenant key `tenantId` when `status == \"open\"` is true")]
    [InlineData(
        """await client.GetItemAsync($"{status}-orders", new() { ["orderId"] = new(orderId), ["line"] = new("1") });""",
        "`GetItem` on `{status}-orders` binds `orderId` and `line`, not the tenant key `tenantId`")]
    [InlineData(
        """await client.GetItemAsync("App", new() { ["PK"] = new(tenantId ?? "none") });""",
        "`GetItem` on `App` binds `PK` to `none`, not the tenant key `tenantId` when `tenantId` is null")]
    [InlineData(
        """await client.ScanAsync(new ScanRequest { TableName = "Orders", FilterExpression = "tenantId = :t" });""",
        "`Scan` on `Orders` reads the items of every tenant; query the tenant key `tenantId` instead; a filter is applied after the read and isolates nothing")]
    public async Task Message_SaysWhatWasFoundAndExpected(string statements, string message)
    {
        var report = Assert.Single(await Bulk.Analyze(Bulk.Compile(Source.Body(statements))));

        Assert.Equal(message, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
