using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Activity;
using TenantShop.Tenancy;

namespace TenantShop.Orders;

/// <summary>Reads and writes the caller's orders. The tenant is in every key, and comes from who the caller is.</summary>
public sealed class OrderRepository(IAmazonDynamoDB dynamo, ItemReader items, ITenantContext tenant)
{
    /// <summary>The tenant's order with this number.</summary>
    public async Task<Order?> GetAsync(string orderId)
    {
        var response = await dynamo.GetItemAsync(new GetItemRequest { TableName = Tables.Orders, Key = KeyOf(orderId) });
        return response.IsItemSet ? Order.FromItem(response.Item) : null;
    }

    /// <summary>Those of the tenant's orders with these numbers that exist, in batches.</summary>
    public async Task<List<Order>> GetManyAsync(IEnumerable<string> orderIds)
    {
        var orders = new List<Order>();
        foreach (var ids in orderIds.Distinct().Chunk(100))
            orders.AddRange((await items.FindAllAsync(Tables.Orders, [.. ids.Select(KeyOf)])).Select(Order.FromItem));
        return orders;
    }

    /// <summary>The tenant's orders, page by page.</summary>
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

    /// <summary>The tenant's orders that wait.</summary>
    public Task<List<Order>> ListOpenAsync() => FindByStatusAsync("OPEN");

    /// <summary>The tenant's orders in one status, by an index that has the tenant as its partition key too.</summary>
    public async Task<List<Order>> FindByStatusAsync(string status, int? atMost = null)
    {
        var request = new QueryRequest(Tables.Orders)
        {
            IndexName = Indexes.OrdersByStatus,
            KeyConditionExpression = "tenantId = :tenant AND #status = :status",
            ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
            ExpressionAttributeValues = new() { [":tenant"] = new(tenant.TenantId), [":status"] = new(status) },
        };
        if (atMost is { } limit)
            request.Limit = limit;

        var orders = new List<Order>();
        await foreach (var page in dynamo.Paginators.Query(request).Responses)
            orders.AddRange((page.Items ?? []).Select(Order.FromItem));
        return orders;
    }

    /// <summary>Stores a new order of the tenant and its audit entry, both or none.</summary>
    public Task PlaceAsync(string orderId, string customerId, decimal total) => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        TransactItems =
        [
            new TransactWriteItem
            {
                Put = new Put
                {
                    TableName = Tables.Orders,
                    Item = new Order(tenant.TenantId, orderId, customerId, "OPEN", total).ToItem(),
                    ConditionExpression = "attribute_not_exists(orderId)",
                },
            },
            new TransactWriteItem
            {
                Put = new Put
                {
                    TableName = Tables.Activity,
                    Item = new()
                    {
                        [Fields.PartitionKey] = new AttributeValue(ActivityKeys.Tenant(tenant.TenantId)),
                        [Fields.SortKey] = new AttributeValue(ActivityKeys.Audit(orderId, DateTimeOffset.UtcNow)),
                        ["text"] = new AttributeValue($"{customerId} placed it"),
                    },
                },
            },
        ],
    });

    /// <summary>Stores an order as the tenant's, whoever it says it belongs to.</summary>
    public Task PutAsync(Order order) =>
        dynamo.PutItemAsync(new PutItemRequest { TableName = Tables.Orders, Item = (order with { TenantId = tenant.TenantId }).ToItem() });

    /// <summary>Stores orders as the tenant's, in batches.</summary>
    public async Task PutManyAsync(IEnumerable<Order> orders)
    {
        foreach (var chunk in orders.Chunk(25))
        {
            var request = new BatchWriteItemRequest
            {
                RequestItems = new()
                {
                    [Tables.Orders] = [.. chunk.Select(order => new WriteRequest(new PutRequest((order with { TenantId = tenant.TenantId }).ToItem())))],
                },
            };
            while (request.RequestItems is { Count: > 0 })
                request.RequestItems = (await dynamo.BatchWriteItemAsync(request)).UnprocessedItems;
        }
    }

    /// <summary>Deletes the tenant's order with this number.</summary>
    public Task DeleteAsync(string orderId) => dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = Tables.Orders, Key = KeyOf(orderId) });

    /// <summary>Changes the status of the tenant's order with this number.</summary>
    public async Task<bool> SetStatusAsync(string orderId, string status)
    {
        try
        {
            await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = Tables.Orders,
                Key = KeyOf(orderId),
                UpdateExpression = "SET #status = :status",
                ConditionExpression = "attribute_exists(orderId)",
                ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
                ExpressionAttributeValues = new() { [":status"] = new AttributeValue(status) },
            });
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private Dictionary<string, AttributeValue> KeyOf(string orderId) => new()
    {
        [Fields.TenantId] = new AttributeValue(tenant.TenantId),
        [Fields.OrderId] = new AttributeValue(orderId),
    };
}
