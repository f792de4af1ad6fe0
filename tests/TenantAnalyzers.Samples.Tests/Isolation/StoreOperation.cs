using TenantShop.Hosting;
using TenantShop.Invoices;
using TenantShop.Orders;
using TenantShop.Storage;

namespace TenantAnalyzers.Samples.Tests.Isolation;

/// <summary>A way to use a store on one tenant's records: an attack when another tenant does it, a control when the owner does.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RunAsync">Uses the store on the records of a tenant, and tells what it saw.</param>
internal sealed record StoreOperation(string Name, Func<IShopStore, string, Task<IEnumerable<object?>>> RunAsync)
{
    /// <summary>A text that the owner's data has after it and had not before, or the reverse; null for one that only reads.</summary>
    public Func<string, string>? Changes { get; init; }

    public static IReadOnlyList<StoreOperation> All { get; } =
    [
        new("get an order", static async (store, owner) => [await store.GetOrderAsync(ShopData.OrderId(owner, 1))]),
        new("list orders", static async (store, _) => await store.ListOrdersAsync()),
        new("find orders by an index", static async (store, _) => await store.FindOrdersByStatusAsync("OPEN")),
        new("get several orders", static async (store, owner) => await store.GetOrdersAsync([ShopData.OrderId(owner, 1), ShopData.OrderId(owner, 2)])),
        new("find customers by a statement", static async (store, _) => await store.FindCustomersAsync("Ann")),
        new("list customers", static async (store, _) => await store.ListCustomersAsync()),
        new("list invoices", static async (store, _) => await store.ListInvoicesAsync()),
        new("put over an order", static (store, owner) => Done(store.PutOrderAsync(Order(owner, 1)))) { Changes = static _ => "FORGED" },
        new("put several orders", static (store, owner) => Done(store.PutOrdersAsync([Order(owner, 1), Order(owner, 7)]))) { Changes = static owner => ShopData.OrderId(owner, 7) },
        new("place an order with its invoice", static (store, owner) => Done(
            store.PlaceOrderAsync(Order(owner, 8), new Invoice(owner, ShopData.InvoiceId(owner, 8), ShopData.OrderId(owner, 8), 1m)))) { Changes = static owner => ShopData.InvoiceId(owner, 8) },
        new("change an order's status", static (store, owner) => Done(store.SetOrderStatusAsync(ShopData.OrderId(owner, 1), "FORGED"))) { Changes = static _ => "FORGED" },
        new("delete an order", static (store, owner) => Done(store.DeleteOrderAsync(ShopData.OrderId(owner, 4)))) { Changes = static owner => ShopData.OrderId(owner, 4) },
    ];

    public static StoreOperation Find(string name) => All.Single(operation => operation.Name == name);

    private static Order Order(string owner, int number) => new(owner, ShopData.OrderId(owner, number), "c1", "FORGED", 1m);

    private static async Task<IEnumerable<object?>> Done(Task write)
    {
        await write;
        return [];
    }
}
