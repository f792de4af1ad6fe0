namespace TenantAnalyzers.Tests.DataAccess;

public sealed class ScanReadsEveryTenantTests
{
    public static TheoryData<string> Reported => new()
    {
        """await {|TNT1003:client.ScanAsync|}(new ScanRequest("Orders"));""",
        """await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } }, token);""",
        """await {|TNT1003:client.ScanAsync|}("Orders", new List<string> { "orderId" });""",
        """await {|TNT1003:client.ScanAsync|}("Orders", new Dictionary<string, Condition> { ["tenantId"] = new() { ComparisonOperator = "EQ", AttributeValueList = new() { new(tenantId) } } });""",
        """await {|TNT1003:client.ScanAsync|}("Orders", new List<string>(), new Dictionary<string, Condition>(), token);""",
        """await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = options.Table });""",
        """var request = new ScanRequest(); request.TableName = "Orders"; request.IndexName = "by-status"; await {|TNT1003:client.ScanAsync|}(request);""",
        """async Task Send(ScanRequest request) => await {|TNT1003:client.ScanAsync|}(request); await Send(new("Orders"));""",
        """await foreach (var response in {|TNT1003:client.Paginators.Scan|}(new ScanRequest("Orders")).Responses) Use(response);""",
        """await foreach (var item in {|TNT1003:((AmazonDynamoDBClient)client).Paginators.Scan|}(new ScanRequest("Orders")).Responses) Use(item);""",
        """
        var request = new ScanRequest { TableName = "Orders" };
        ScanResponse page;
        do { page = await {|TNT1003:client.ScanAsync|}(request); request.ExclusiveStartKey = page.LastEvaluatedKey; } while (page.LastEvaluatedKey?.Count > 0);
        """,
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Scan_OfATable_Reports(string statements) => Verify.Reports(Source.Body(statements));

    [Theory]
    [InlineData("""await client.ScanAsync(new ScanRequest($"orders-{tenantId}"));""")]
    [InlineData("""Use(nameof(client.ScanAsync));""")]
    [InlineData("""System.Linq.Expressions.Expression<Func<IAmazonDynamoDB, Task<ScanResponse>>> setup = c => c.ScanAsync(new ScanRequest("Orders"), default); Use(setup);""")]
    public Task Scan_OfNoSharedTable_IsSilent(string statements) => Verify.Silent(Source.Body(statements));

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Countries, Orders")]
    [InlineData("tenant_analyzers.shared_tables = orders")]
    [InlineData("tenant_analyzers.isolation = table")]
    [InlineData("tenant_analyzers.isolation = Database")]
    [InlineData("dotnet_diagnostic.TNT1003.severity = none")]
    public Task Scan_OfATableThatIsExempt_IsSilent(string config) =>
        Verify.Silent(Source.Body("""await client.ScanAsync(new ScanRequest("Orders"));"""), config);

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Countries")]
    [InlineData("tenant_analyzers.isolation = pooled")]
    [InlineData("tenant_analyzers.shared_tables = , ,")]
    public Task Scan_OfATableThatIsNotExempt_Reports(string config) =>
        Verify.Reports(Source.Body("""await {|TNT1003:client.ScanAsync|}(new ScanRequest("Orders"));"""), config);

    // The table might be one of the shared ones.
    [Fact]
    public Task Scan_OfATableFromAVariableBesideSharedTables_IsSilent() =>
        Verify.Silent(Source.Body("""await client.ScanAsync(new ScanRequest(options.Table));"""), "tenant_analyzers.shared_tables = Countries");
}
