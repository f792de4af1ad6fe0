using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LeakyShop.Orders;
using TenantAnalyzers;

namespace LeakyShop.Reports;

/// <summary>Writes a tenant's orders as comma-separated text.</summary>
public sealed class OrderExport(IAmazonDynamoDB dynamo)
{
    /// <summary>The whole table, page by page: the file holds every tenant's orders.</summary>
    public async Task WriteAsync(string tenantId, TextWriter output)
    {
        await output.WriteLineAsync($"# orders of {tenantId}");
        Dictionary<string, AttributeValue>? startKey = null;
        do
        {
            var request = new ScanRequest
            {
                TableName = Tables.Orders,
                ExclusiveStartKey = startKey,
                Limit = 100,
            };
            var page = await dynamo.ScanAsync(request);
            foreach (var order in (page.Items ?? []).Select(Order.FromItem))
                await output.WriteLineAsync($"{order.OrderId},{order.CustomerId},{order.Status},{order.Total}");
            startKey = page.LastEvaluatedKey;
        }
        while (startKey is { Count: > 0 });
    }

    /// <summary>Sums up what is not paid yet. Somebody wanted the warning gone, and had no reason to give.</summary>
    [CrossTenant("")]
    public async Task<decimal> OpenTotalAsync(string tenantId)
    {
        var sum = 0m;
        var request = new ScanRequest(Tables.Orders)
        {
            FilterExpression = "tenantId = :tenantId and #status = :status",
            ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
            ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId), [":status"] = new("OPEN") },
        };
        await foreach (var page in dynamo.Paginators.Scan(request).Responses)
            sum += (page.Items ?? []).Sum(static item => Order.FromItem(item).Total);
        return sum;
    }
}
