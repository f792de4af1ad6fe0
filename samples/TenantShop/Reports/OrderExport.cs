using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Orders;
using TenantShop.Tenancy;

namespace TenantShop.Reports;

/// <summary>Writes the caller's orders as comma-separated text.</summary>
public sealed class OrderExport(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    /// <summary>One partition, page by page.</summary>
    public async Task WriteAsync(TextWriter output)
    {
        var tenantId = tenant.TenantId;
        await output.WriteLineAsync($"# orders of {tenantId}");
        Dictionary<string, AttributeValue>? startKey = null;
        do
        {
            var request = new QueryRequest
            {
                TableName = Tables.Orders,
                KeyConditionExpression = "tenantId = :tenantId",
                ExpressionAttributeValues = new() { [":tenantId"] = new(tenantId) },
                ExclusiveStartKey = startKey,
                Limit = 100,
            };
            var page = await dynamo.QueryAsync(request);
            foreach (var order in (page.Items ?? []).Select(Order.FromItem))
                await output.WriteLineAsync($"{order.OrderId},{order.CustomerId},{order.Status},{order.Total}");
            startKey = page.LastEvaluatedKey;
        }
        while (startKey is { Count: > 0 });
    }

    /// <summary>Sums up what is not paid yet.</summary>
    public async Task<decimal> OpenTotalAsync()
    {
        var sum = 0m;
        var request = new QueryRequest(Tables.Orders)
        {
            KeyConditionExpression = "tenantId = :tenantId",
            FilterExpression = "#status = :status",
            ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
            ExpressionAttributeValues = new() { [":tenantId"] = new(tenant.TenantId), [":status"] = new("OPEN") },
        };
        await foreach (var page in dynamo.Paginators.Query(request).Responses)
            sum += (page.Items ?? []).Sum(static item => Order.FromItem(item).Total);
        return sum;
    }
}
