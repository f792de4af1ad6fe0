using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Orders;

namespace TenantShop.Storage.TablePerTenant;

/// <summary>Each tenant in tables of its own. Keys hold no tenant: the name of the table does.</summary>
internal sealed class TablePerTenantStore(IAmazonDynamoDB dynamo, TenantTables tables) : IShopStore
{
    public async Task<Order?> GetOrderAsync(string orderId)
    {
        var response = await dynamo.GetItemAsync(new GetItemRequest { TableName = tables.Orders, Key = KeyOf(orderId) });
        return response.IsItemSet ? Order.FromItem(response.Item) : null;
    }

    public async Task<List<Order>> ListOrdersAsync() => (await AllAsync(tables.Orders)).ConvertAll(Order.FromItem);

    public async Task<List<Order>> FindOrdersByStatusAsync(string status)
    {
        var request = new QueryRequest(tables.Orders)
        {
            IndexName = TenantTables.ByStatus,
            KeyConditionExpression = "#status = :status",
            ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
            ExpressionAttributeValues = new() { [":status"] = new(status) },
        };
        var orders = new List<Order>();
        await foreach (var page in dynamo.Paginators.Query(request).Responses)
            orders.AddRange((page.Items ?? []).Select(Order.FromItem));
        return orders;
    }

    public async Task<List<Order>> GetOrdersAsync(IReadOnlyList<string> orderIds)
    {
        var orders = new List<Order>();
        var request = new BatchGetItemRequest { RequestItems = new() { [tables.Orders] = new KeysAndAttributes { Keys = [.. orderIds.Select(KeyOf)] } } };
        while (request.RequestItems is { Count: > 0 })
        {
            var response = await dynamo.BatchGetItemAsync(request);
            orders.AddRange((response.Responses?.GetValueOrDefault(tables.Orders) ?? []).Select(Order.FromItem));
            request.RequestItems = response.UnprocessedKeys;
        }

        return orders;
    }

    public Task PutOrderAsync(Order order) => dynamo.PutItemAsync(new PutItemRequest { TableName = tables.Orders, Item = Own(order).ToItem() });

    public async Task PutOrdersAsync(IReadOnlyList<Order> orders)
    {
        var request = new BatchWriteItemRequest
        {
            RequestItems = new() { [tables.Orders] = [.. orders.Select(order => new WriteRequest(new PutRequest(Own(order).ToItem())))] },
        };
        while (request.RequestItems is { Count: > 0 })
            request.RequestItems = (await dynamo.BatchWriteItemAsync(request)).UnprocessedItems;
    }

    public Task PlaceOrderAsync(Order order, Invoice invoice) => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        TransactItems =
        [
            new TransactWriteItem { Put = new Put { TableName = tables.Orders, Item = Own(order).ToItem(), ConditionExpression = "attribute_not_exists(orderId)" } },
            new TransactWriteItem { Put = new Put { TableName = tables.Invoices, Item = (invoice with { TenantId = tables.TenantId }).ToItem() } },
        ],
    });

    public async Task<bool> SetOrderStatusAsync(string orderId, string status)
    {
        try
        {
            await dynamo.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = tables.Orders,
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

    public Task DeleteOrderAsync(string orderId) => dynamo.DeleteItemAsync(new DeleteItemRequest { TableName = tables.Orders, Key = KeyOf(orderId) });

    public async Task<List<Customer>> FindCustomersAsync(string nameBeginning)
    {
        var response = await dynamo.ExecuteStatementAsync(new ExecuteStatementRequest
        {
            Statement = $"SELECT * FROM \"{tables.Customers}\" WHERE begins_with(\"name\", ?)",
            Parameters = [new AttributeValue(nameBeginning)],
        });
        return (response.Items ?? []).ConvertAll(Customer.FromItem);
    }

    public async Task<List<Customer>> ListCustomersAsync() => (await AllAsync(tables.Customers)).ConvertAll(Customer.FromItem);

    public async Task<List<Invoice>> ListInvoicesAsync() => (await AllAsync(tables.Invoices)).ConvertAll(Invoice.FromItem);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<List<Dictionary<string, AttributeValue>>> AllAsync(string table)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        await foreach (var page in dynamo.Paginators.Scan(new ScanRequest(table)).Responses)
            items.AddRange(page.Items ?? []);
        return items;
    }

    // The owner stays written in the item, for who looks at a backup; nothing depends on it.
    private Order Own(Order order) => order with { TenantId = tables.TenantId };

    private static Dictionary<string, AttributeValue> KeyOf(string orderId) => new() { [Fields.OrderId] = new AttributeValue(orderId) };
}
