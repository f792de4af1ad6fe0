using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>TNT1003: how a Scan becomes a Query.</summary>
public sealed class ScanReadsEveryTenantFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        {
            """await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders" });""",
            """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } });"""
        },
        {
            """await {|TNT1003:client.ScanAsync|}(new("Orders") { Limit = 1 });""",
            """await client.QueryAsync(new("Orders") { Limit = 1, KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } });"""
        },
        // The filter stays; the tenant in it becomes the key.
        {
            """await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", FilterExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
            """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :tenantId", FilterExpression = "status = :s", ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":s"] = new(status) } });"""
        },
        {
            """await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", FilterExpression = @"tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });""",
            """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = @"tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });"""
        },
        {
            """await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", FilterExpression = "#t = :t AND #s = :s", ProjectionExpression = "#s, total", ExpressionAttributeNames = new() { ["#t"] = "tenantId", ["#s"] = "status" }, ExpressionAttributeValues = new() { [":t"] = new(tenantId), [":s"] = new(status) } });""",
            """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "#t = :t", FilterExpression = "#s = :s", ProjectionExpression = "#s, total", ExpressionAttributeNames = new() { ["#t"] = "tenantId", ["#s"] = "status" }, ExpressionAttributeValues = new() { [":t"] = new(tenantId), [":s"] = new(status) } });"""
        },
        // A paging loop with its types named.
        {
            """
            var items = new List<Dictionary<string, AttributeValue>>();
            ScanRequest request = new ScanRequest
            {
                TableName = "Orders",
                Limit = 100, // a page
            };
            ScanResponse page;
            do
            {
                page = await {|TNT1003:client.ScanAsync|}(request, token).ConfigureAwait(false);
                items.AddRange(page.Items);
                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (page.LastEvaluatedKey?.Count > 0);
            """,
            """
            var items = new List<Dictionary<string, AttributeValue>>();
            QueryRequest request = new QueryRequest
            {
                TableName = "Orders",
                Limit = 100, // a page
                KeyConditionExpression = "tenantId = :tenantId",
                ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } },
            };
            QueryResponse page;
            do
            {
                page = await client.QueryAsync(request, token).ConfigureAwait(false);
                items.AddRange(page.Items);
                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (page.LastEvaluatedKey?.Count > 0);
            """
        },
        {
            """
            Task<ScanResponse> pending = {|TNT1003:client.ScanAsync|}(new Amazon.DynamoDBv2.Model.ScanRequest("Orders"), token);
            ScanResponse? first = await pending;
            """.Replace("ScanResponse? first", "var first", StringComparison.Ordinal),
            """
            Task<QueryResponse> pending = client.QueryAsync(new Amazon.DynamoDBv2.Model.QueryRequest("Orders")
            {
                KeyConditionExpression = "tenantId = :tenantId",
                ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } },
            }, token);
            var first = await pending;
            """
        },
        {
            """
            await foreach (ScanResponse page in {|TNT1003:client.Paginators.Scan|}(new ScanRequest("Orders") { Limit = 5 }).Responses)
                Use(page.Items);
            """,
            """
            await foreach (QueryResponse page in client.Paginators.Query(new QueryRequest("Orders") { Limit = 5, KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } }).Responses)
                Use(page.Items);
            """
        },
        // One request, sent twice.
        {
            """
            var request = new ScanRequest { TableName = "Orders" };
            var first = await {|TNT1003:client.ScanAsync|}(request);
            request.ExclusiveStartKey = first.LastEvaluatedKey;
            var second = await {|TNT1003:client.ScanAsync|}(request);
            """,
            """
            var request = new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } };
            var first = await client.QueryAsync(request);
            request.ExclusiveStartKey = first.LastEvaluatedKey;
            var second = await client.QueryAsync(request);
            """
        },
        // Two in one statement.
        {
            """await Task.WhenAll({|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "A" }), {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "B" }));""",
            """await Task.WhenAll(client.QueryAsync(new QueryRequest { TableName = "A", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } }), client.QueryAsync(new QueryRequest { TableName = "B", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } }));"""
        },
        // One inside the other.
        {
            """await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = (await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Config" })).Items[0]["name"].S });""",
            """await client.QueryAsync(new QueryRequest { TableName = (await client.QueryAsync(new QueryRequest { TableName = "Config", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } })).Items[0]["name"].S, KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } } });"""
        },
        // Convenience overload.
        {
            """var page = await {|TNT1003:client.ScanAsync|}("Orders", new List<string> { "orderId", "status", "tenantId" }, token);""",
            """
            var page = await client.QueryAsync(new QueryRequest
            {
                TableName = "Orders",
                KeyConditionExpression = "tenantId = :tenantId",
                ProjectionExpression = "orderId, #status, tenantId",
                ExpressionAttributeNames = new() { ["#status"] = "status" },
                ExpressionAttributeValues = new() { [":tenantId"] = new() { S = tenantId } },
            }, token);
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Fix_Scan_BecomesAQuery(string statements, string expected) =>
        Verify.Fixes(Source.Body(statements), Source.Body(expected));

    [Fact]
    public Task Fix_OldCSharp_NamesTheTypes() => Verify.Fixes(
        """
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.AmazonDynamoDBClient _client = null;
            public async Task<int> Count(string tenantId)
            {
                var page = await {|TNT1003:_client.ScanAsync|}(new ScanRequest { Select = "COUNT" });
                return page.Count ?? 0;
            }
        }
        """,
        """
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2.Model;
        class Repository
        {
            private readonly Amazon.DynamoDBv2.AmazonDynamoDBClient _client = null;
            public async Task<int> Count(string tenantId)
            {
                var page = await _client.QueryAsync(new QueryRequest { Select = "COUNT", KeyConditionExpression = "tenantId = :tenantId", ExpressionAttributeValues = new System.Collections.Generic.Dictionary<string, AttributeValue> { [":tenantId"] = new AttributeValue { S = tenantId } } });
                return page.Count ?? 0;
            }
        }
        """,
        language: LanguageVersion.CSharp7_3);

    [Theory]
    // Said of a Scan only.
    [InlineData("""await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", Segment = 0, TotalSegments = 4 });""")]
    [InlineData("""await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", ScanFilter = new() { ["status"] = new Condition() } });""")]
    [InlineData("""await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", AttributesToGet = ["status"] });""")]
    [InlineData("""await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", IndexName = "by-status" });""")]
    // A Query's filter may not name the key, other than by what moves into the key condition.
    [InlineData("""await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders", FilterExpression = "tenantId <> :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });""")]
    // The request or the response goes where a ScanRequest or ScanResponse is wanted.
    [InlineData("""var r = new ScanRequest { TableName = "Orders" }; await {|TNT1003:client.ScanAsync|}(r); Use(r);""")]
    [InlineData("""var pages = new List<ScanResponse>(); pages.Add(await {|TNT1003:client.ScanAsync|}(new ScanRequest { TableName = "Orders" }));""")]
    // The legacy overloads say what has no sure translation.
    [InlineData("""await {|TNT1003:client.ScanAsync|}("Orders", new Dictionary<string, Condition>());""")]
    [InlineData("""await {|TNT1003:client.ScanAsync|}("Orders", new List<string> { status });""")]
    // Scans that are no Scan of the low-level client.
    [InlineData("""await {|TNT1003:client.ExportTableToPointInTimeAsync|}(new ExportTableToPointInTimeRequest { TableArn = "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders" });""")]
    [InlineData("""Amazon.DynamoDBv2.DocumentModel.ITable table = null!; {|TNT1003:table.Scan|}(new Amazon.DynamoDBv2.DocumentModel.ScanOperationConfig { Limit = 1 });""")]
    [InlineData("""Amazon.DynamoDBv2.DataModel.IDynamoDBContext context = null!; {|TNT1003:context.FromScanAsync<Options>|}(new Amazon.DynamoDBv2.DocumentModel.ScanOperationConfig());""")]
    public Task Fix_ThatCannotBeRight_IsNotOffered(string statements) => Verify.OffersNoFix(Source.Body(statements));

    [Fact]
    public Task Fix_ResponseReturned_IsNotOffered() => Verify.OffersNoFix(Source.Usings + """
        class Repository(IAmazonDynamoDB client)
        {
            public Task<ScanResponse> All(string tenantId) => {|TNT1003:client.ScanAsync|}(new ScanRequest("Orders"));
        }
        """);
}
