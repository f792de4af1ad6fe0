using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Orders;

namespace TenantShop.Storage;

/// <summary>One tenant's orders, customers and invoices, wherever they are kept. Whose they are was settled when the store was opened.</summary>
public interface IShopStore : IAsyncDisposable
{
    /// <summary>The order with this number.</summary>
    Task<Order?> GetOrderAsync(string orderId);

    /// <summary>All orders.</summary>
    Task<List<Order>> ListOrdersAsync();

    /// <summary>The orders in one status, by an index.</summary>
    Task<List<Order>> FindOrdersByStatusAsync(string status);

    /// <summary>Those orders with these numbers that exist, in one request.</summary>
    Task<List<Order>> GetOrdersAsync(IReadOnlyList<string> orderIds);

    /// <summary>Stores an order, over one of the same number; it becomes this tenant's, whoever it says it belongs to.</summary>
    Task PutOrderAsync(Order order);

    /// <summary>Stores several orders in one request.</summary>
    Task PutOrdersAsync(IReadOnlyList<Order> orders);

    /// <summary>Stores a new order and its invoice, both or none.</summary>
    Task PlaceOrderAsync(Order order, Invoice invoice);

    /// <summary>Changes an order's status; false when there is no such order.</summary>
    Task<bool> SetOrderStatusAsync(string orderId, string status);

    /// <summary>Deletes the order with this number.</summary>
    Task DeleteOrderAsync(string orderId);

    /// <summary>The customers whose name begins so, by a statement (PartiQL or SQL).</summary>
    Task<List<Customer>> FindCustomersAsync(string nameBeginning);

    /// <summary>All customers.</summary>
    Task<List<Customer>> ListCustomersAsync();

    /// <summary>All invoices.</summary>
    Task<List<Invoice>> ListInvoicesAsync();
}
