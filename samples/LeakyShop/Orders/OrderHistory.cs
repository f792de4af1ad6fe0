using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LeakyShop.Tenancy;

namespace LeakyShop.Orders;

/// <summary>What happened to an order.</summary>
public sealed class OrderHistory(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    private const string OrderIs = "orderId = :order";

    /// <summary>All events of an order, oldest first: nobody asks whose it is.</summary>
    public async Task<List<string>> ListAsync(string orderId)
    {
        var values = new Dictionary<string, AttributeValue>();
        values.Add(":order", new AttributeValue(orderId));

        var request = new QueryRequest { TableName = Tables.OrderEvents };
        request.KeyConditionExpression = OrderIs;
        request.ExpressionAttributeValues = values;

        var events = new List<string>();
        await foreach (var page in dynamo.Paginators.Query(request).Responses)
            events.AddRange((page.Items ?? []).Select(static item => item["text"].S));
        return events;
    }

    /// <summary>The last event of an order. The filter looks like isolation; the partition is read whoever asks.</summary>
    public async Task<string?> LastAsync(string orderId)
    {
        var response = await dynamo.QueryAsync(new QueryRequest(Tables.OrderEvents)
        {
            KeyConditionExpression = "#order = :order",
            FilterExpression = "#tenant = :tenant",
            ExpressionAttributeNames = new() { ["#order"] = Fields.OrderId, ["#tenant"] = Fields.TenantId },
            ExpressionAttributeValues = new() { [":order"] = new() { S = orderId }, [":tenant"] = new() { S = tenant.TenantId } },
            ScanIndexForward = false,
        });
        return response.Items is [var item, ..] ? item["text"].S : null;
    }
}
