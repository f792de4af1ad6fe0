using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Tenancy;

namespace TenantShop.Orders;

/// <summary>What happened to an order of the caller. Events are keyed by the tenant, then by the order and the time: <c>order#time</c>.</summary>
public sealed class OrderHistory(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    /// <summary>All events of the tenant's order, oldest first.</summary>
    public async Task<List<string>> ListAsync(string orderId)
    {
        var values = new Dictionary<string, AttributeValue>();
        values.Add(":tenant", new AttributeValue(tenant.TenantId));
        values.Add(":order", new AttributeValue(orderId + "#"));

        var request = new QueryRequest { TableName = Tables.OrderEvents };
        request.KeyConditionExpression = "tenantId = :tenant AND begins_with(eventId, :order)";
        request.ExpressionAttributeValues = values;

        var events = new List<string>();
        await foreach (var page in dynamo.Paginators.Query(request).Responses)
            events.AddRange((page.Items ?? []).Select(static item => item["text"].S));
        return events;
    }

    /// <summary>The last event of the tenant's order.</summary>
    public async Task<string?> LastAsync(string orderId)
    {
        var response = await dynamo.QueryAsync(new QueryRequest(Tables.OrderEvents)
        {
            KeyConditionExpression = "#tenant = :tenant AND begins_with(#event, :order)",
            ExpressionAttributeNames = new() { ["#tenant"] = Fields.TenantId, ["#event"] = Fields.EventId },
            ExpressionAttributeValues = new() { [":tenant"] = new() { S = tenant.TenantId }, [":order"] = new() { S = orderId + "#" } },
            ScanIndexForward = false,
            Limit = 1,
        });
        return response.Items is [var item, ..] ? item["text"].S : null;
    }
}
