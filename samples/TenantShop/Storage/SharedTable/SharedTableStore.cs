using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Orders;
using TenantShop.Tenancy;

namespace TenantShop.Storage.SharedTable;

/// <summary>All tenants in the same tables, each in its own partitions.</summary>
internal sealed class SharedTableStore(IAmazonDynamoDB dynamo, ITenantContext tenant) : IShopStore
{
    private readonly OrderRepository _orders = new(dynamo, new ItemReader(dynamo), tenant);
    private readonly CustomerRepository _customers = new(dynamo, tenant);
    private readonly InvoiceRepository _invoices = new(dynamo, tenant);

    public Task<Order?> GetOrderAsync(string orderId) => _orders.GetAsync(orderId);

    public Task<List<Order>> ListOrdersAsync() => _orders.ListAsync();

    public Task<List<Order>> FindOrdersByStatusAsync(string status) => _orders.FindByStatusAsync(status);

    public Task<List<Order>> GetOrdersAsync(IReadOnlyList<string> orderIds) => _orders.GetManyAsync(orderIds);

    public Task PutOrderAsync(Order order) => _orders.PutAsync(order);

    public Task PutOrdersAsync(IReadOnlyList<Order> orders) => _orders.PutManyAsync(orders);

    public Task PlaceOrderAsync(Order order, Invoice invoice) => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        TransactItems =
        [
            new TransactWriteItem
            {
                Put = new Put { TableName = Tables.Orders, Item = (order with { TenantId = tenant.TenantId }).ToItem(), ConditionExpression = "attribute_not_exists(orderId)" },
            },
            new TransactWriteItem
            {
                Put = new Put { TableName = Tables.Invoices, Item = (invoice with { TenantId = tenant.TenantId }).ToItem() },
            },
        ],
    });

    public Task<bool> SetOrderStatusAsync(string orderId, string status) => _orders.SetStatusAsync(orderId, status);

    public Task DeleteOrderAsync(string orderId) => _orders.DeleteAsync(orderId);

    public Task<List<Customer>> FindCustomersAsync(string nameBeginning) => _customers.FindByNameAsync(nameBeginning);

    public Task<List<Customer>> ListCustomersAsync() => _customers.ListAsync();

    public Task<List<Invoice>> ListInvoicesAsync() => _invoices.ListAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
