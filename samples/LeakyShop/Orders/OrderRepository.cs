using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LeakyShop.Tenancy;

namespace LeakyShop.Orders;

/// <summary>Reads and writes orders.</summary>
public sealed class OrderRepository(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    /// <summary>The order with this number: of whichever tenant.</summary>
    public async Task<Order?> GetAsync(string orderId)
    {
        var response = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = Tables.Orders,
            IndexName = Indexes.OrdersById,
            KeyConditionExpression = "orderId = :orderId",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":orderId"] = new AttributeValue { S = orderId },
            },
            Limit = 1,
        });
        return response.Items is [var item, ..] ? Order.FromItem(item) : null;
    }

    /// <summary>The tenant's own orders, page by page: keyed as it should be.</summary>
    public async Task<List<Order>> ListAsync()
    {
        var orders = new List<Order>();
        var request = new QueryRequest
        {
            TableName = Tables.Orders,
            KeyConditionExpression = "#tenant = :tenant",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#tenant"] = Fields.TenantId },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":tenant"] = new(tenant.TenantId) },
        };
        QueryResponse page;
        do
        {
            page = await dynamo.QueryAsync(request);
            orders.AddRange((page.Items ?? []).Select(Order.FromItem));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (page.LastEvaluatedKey is { Count: > 0 });

        return orders;
    }

    /// <summary>Orders that wait: the tenant stands in the filter only, so every tenant's orders are read.</summary>
    public async Task<List<Order>> ListOpenAsync(string tenantId)
    {
        var request = new QueryRequest
        {
            TableName = Tables.Orders,
            IndexName = Indexes.OrdersByStatus,
            KeyConditionExpression = "#status = :open",
            FilterExpression = "tenantId = :tenantId",
            ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
            ExpressionAttributeValues = new() { [":open"] = new() { S = "OPEN" }, [":tenantId"] = new() { S = tenantId } },
        };
        var response = await dynamo.QueryAsync(request);
        return (response.Items ?? []).ConvertAll(Order.FromItem);
    }

    /// <summary>The dispatcher's list: nobody thought of the tenant.</summary>
    public async Task<List<Order>> FindByStatusAsync(string status, int? atMost = null)
    {
        var names = new Dictionary<string, string>();
        names["#status"] = Fields.Status;
        var values = new Dictionary<string, AttributeValue>();
        values.Add(":status", new AttributeValue(status));

        var request = new QueryRequest(Tables.Orders) { IndexName = Indexes.OrdersByStatus };
        request.KeyConditionExpression = "#status = :status";
        request.ExpressionAttributeNames = names;
        request.ExpressionAttributeValues = values;
        if (atMost is { } limit)
            request.Limit = limit;

        var orders = new List<Order>();
        await foreach (var page in dynamo.Paginators.Query(request).Responses)
            orders.AddRange((page.Items ?? []).Select(Order.FromItem));
        return orders;
    }

    /// <summary>Stores a new order of the tenant.</summary>
    public Task PlaceAsync(string orderId, string customerId, decimal total) => dynamo.PutItemAsync(new PutItemRequest
    {
        TableName = Tables.Orders,
        Item = new Order(tenant.TenantId, orderId, customerId, "OPEN", total).ToItem(),
        ConditionExpression = "attribute_not_exists(orderId)",
    });

    /// <summary>Changes the status of the order with this number, whoever owns it: the key is copied from a row read before.</summary>
    public async Task<bool> SetStatusAsync(string orderId, string status)
    {
        if (await GetAsync(orderId) is not { } order)
            return false;
        await dynamo.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = Tables.Orders,
            Key = new()
            {
                [Fields.TenantId] = new AttributeValue(order.TenantId),
                [Fields.OrderId] = new AttributeValue(order.OrderId),
            },
            UpdateExpression = "SET #status = :status",
            ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
            ExpressionAttributeValues = new() { [":status"] = new AttributeValue(status) },
        });
        return true;
    }
}
