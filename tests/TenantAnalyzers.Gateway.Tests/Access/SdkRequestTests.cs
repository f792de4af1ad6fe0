using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TenantAnalyzers.Gateway.Access;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>What the SDK's three models send is understood: no request of theirs is a doubt.</summary>
public sealed class SdkRequestTests(LocalTable table) : IClassFixture<LocalTable>
{
    [Fact]
    public async Task Requests_OfTheSdk_AreAllUnderstood()
    {
        var stop = TestContext.Current.CancellationToken;
        var seen = new Seen(table);
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = table.Url.ToString(), AuthenticationRegion = "us-east-1", HttpClientFactory = seen });
        Dictionary<string, AttributeValue> key = new() { ["pk"] = new("SDK"), ["sk"] = new("1") };
        await client.PutItemAsync("Orders", new(key) { ["n"] = new() { N = "1" }, ["b"] = new() { B = new MemoryStream([1, 2, 3, 4]) }, ["l"] = new() { L = [new("x"), new() { BOOL = true }, new() { NULL = true }] } }, stop);
        await client.GetItemAsync("Orders", key, consistentRead: true, stop);
        await client.UpdateItemAsync(new() { TableName = "Orders", Key = key, UpdateExpression = "SET #n = #n + :o", ExpressionAttributeNames = new() { ["#n"] = "n" }, ExpressionAttributeValues = new() { [":o"] = new() { N = "1" } }, ReturnValues = ReturnValue.UPDATED_NEW }, stop);
        await foreach (var _ in client.Paginators.Query(new() { TableName = "Orders", KeyConditionExpression = "pk = :a", ExpressionAttributeValues = new() { [":a"] = new("A") }, Limit = 1, ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL }).Responses.WithCancellation(stop))
            ;
        await foreach (var _ in client.Paginators.Scan(new() { TableName = "Orders", Limit = 7, IndexName = "ByStatus" }).Responses.WithCancellation(stop))
            ;
        await client.BatchWriteItemAsync(new BatchWriteItemRequest { RequestItems = new() { ["Orders"] = [new(new PutRequest(key)), new(new DeleteRequest(new(key) { ["sk"] = new("2") }))] } }, stop);
        await client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = new() { ["Orders"] = new() { Keys = [key], ProjectionExpression = "n" } } }, stop);
        await client.TransactGetItemsAsync(new() { TransactItems = [new() { Get = new() { TableName = "Orders", Key = key } }] }, stop);
        await client.TransactWriteItemsAsync(new() { TransactItems = [new() { ConditionCheck = new() { TableName = "Orders", Key = key, ConditionExpression = "attribute_exists(pk)", ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD } }] }, stop);
        string? token = null;
        do
        {
            token = (await client.ExecuteStatementAsync(new() { Statement = "SELECT * FROM \"Orders\" WHERE pk = ?", Parameters = [new("A")], Limit = 1, NextToken = token }, stop)).NextToken;
        }
        while (token is not null);
        await client.ExecuteTransactionAsync(new() { TransactStatements = [new() { Statement = "UPDATE Orders SET v = ? WHERE pk = ? AND sk = ?", Parameters = [new("x"), new("SDK"), new("1")] }] }, stop);
        await client.ListTablesAsync(stop);
        await client.DescribeTableAsync("Orders", stop);

        using var context = new DynamoDBContextBuilder().WithDynamoDBClient(() => client).Build();
        await context.SaveAsync(new Order { Pk = "SDK", Sk = "3", Version = null, V = "x" }, stop);
        var order = await context.LoadAsync<Order>("SDK", "3", stop);
        order.V = "y";
        await context.SaveAsync(order, stop);
        await context.QueryAsync<Order>("SDK", QueryOperator.BeginsWith, ["3"]).GetRemainingAsync(stop);
        await context.QueryAsync<Order>("SDK", new QueryConfig { QueryFilter = [new ScanCondition("V", ScanOperator.Equal, "y")] }).GetRemainingAsync(stop);
        await context.ScanAsync<Order>([new ScanCondition("V", ScanOperator.Contains, "y")]).GetRemainingAsync(stop);
        await context.DeleteAsync(order, stop);

        var document = (Table)new TableBuilder(client, "Orders").AddHashKey("pk", DynamoDBEntryType.String).AddRangeKey("sk", DynamoDBEntryType.String).Build();
        await document.PutItemAsync(new Document { ["pk"] = "SDK", ["sk"] = "4", ["n"] = 1 }, stop);
        await document.UpdateItemAsync(new Document { ["pk"] = "SDK", ["sk"] = "4", ["n"] = 2 }, stop);
        await document.GetItemAsync("SDK", "4", stop);
        await document.Query("SDK", new QueryFilter()).GetRemainingAsync(stop);
        await document.DeleteItemAsync("SDK", "4", stop);

        Assert.Empty(seen.Readings.Where(static reading => reading.Doubt is not null).Select(static reading => $"{reading.Operation}: {reading.Doubt}"));
        Assert.True(seen.Readings.Count >= 25, $"only {seen.Readings.Count} requests were seen");
    }

    [DynamoDBTable("Orders")]
    private sealed class Order
    {
        [DynamoDBHashKey("pk")]
        public string Pk { get; set; } = "";

        [DynamoDBRangeKey("sk")]
        public string Sk { get; set; } = "";

        [DynamoDBVersion]
        public int? Version { get; set; }

        public string V { get; set; } = "";
    }

    /// <summary>Reads every request on its way.</summary>
    private sealed class Seen(LocalTable table) : HttpClientFactory
    {
        public ConcurrentQueue<AccessReading> Readings { get; } = new();

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(table, Readings));

        private sealed class Handler(LocalTable table, ConcurrentQueue<AccessReading> readings) : DelegatingHandler(new SocketsHttpHandler())
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
                readings.Enqueue(await table.Reader.ReadAsync(request.Headers.GetValues("X-Amz-Target").Single(), body, Reading.Scope, cancellationToken));
                return await base.SendAsync(request, cancellationToken);
            }
        }
    }
}
