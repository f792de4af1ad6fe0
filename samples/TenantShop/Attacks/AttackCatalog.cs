using TenantShop.Hosting;
using TenantShop.Invoices;
using TenantShop.Layers;
using TenantShop.Orders;

namespace TenantShop.Attacks;

/// <summary>The attacks. All go through the shop's own code, as if a handler passed on the tenant that its caller asked for.</summary>
internal sealed class AttackCatalog(ForgedToken forgedToken, TamperedRequest tampered)
{
    private static readonly StorageModel[] DynamoDb = [StorageModel.SharedTable, StorageModel.TablePerTenant];

    public IReadOnlyList<Attack> All { get; } =
    [
        new("read", "Read an order", "Gets one order of the other tenant by its number.")
        {
            Reach = static at => at.WithStoreAsync(async store => Seen(await store.GetOrderAsync(ShopData.OrderId(at.Asked, 1)))),
        },
        new("query", "Query orders", "Lists the other tenant's orders by their partition key.")
        {
            Reach = static async at => Seen(at.Session.Model == StorageModel.TablePerTenant
                ? await at.QueryOwnTableAsync(ShopData.OrderId(at.Asked, 1))
                : await at.WithStoreAsync(static store => store.ListOrdersAsync())),
        },
        new("index", "Query an index", "Looks for the other tenant's open orders by an index.")
        {
            Reach = static at => at.WithStoreAsync(static async store => Seen(await store.FindOrdersByStatusAsync("OPEN"))),
        },
        new("scan", "Scan everything", "Exports all orders, as a careless report does.")
        {
            Reach = static async at => Seen(await at.ScanOrdersAsync()),
            Own = static async at => Seen(at.Session.Model == StorageModel.SharedTable
                ? await at.WithStoreAsync(static store => store.ListOrdersAsync())
                : await at.ScanOrdersAsync()),
        },
        new("partiql", "PartiQL statement", "Selects the other tenant's customers by a statement.")
        {
            Models = DynamoDb,
            Reach = static at => at.WithStoreAsync(static async store =>
                (await store.FindCustomersAsync("A")).Select(static customer => new Touched(customer.TenantId, customer.Name))),
        },
        new("batch-read", "Read a batch", "Gets several of the other tenant's orders in one request.")
        {
            Reach = static at => at.WithStoreAsync(async store =>
                Seen(await store.GetOrdersAsync([ShopData.OrderId(at.Asked, 1), ShopData.OrderId(at.Asked, 2)]))),
        },
        new("write", "Overwrite an order", "Puts an order over one of the other tenant's.")
        {
            Reach = static at => at.WithStoreAsync(async store => await Done(store.PutOrderAsync(Forged(at, 1)))),
        },
        new("update", "Change an order", "Cancels one of the other tenant's orders.")
        {
            Reach = static at => at.WithStoreAsync(async store => await Done(store.SetOrderStatusAsync(ShopData.OrderId(at.Asked, 1), "CANCELLED"))),
        },
        new("delete", "Delete an order", "Deletes one of the other tenant's orders.")
        {
            Reach = static at => at.WithStoreAsync(async store => await Done(store.DeleteOrderAsync(ShopData.OrderId(at.Asked, 2)))),
        },
        new("batch-write", "Write a batch", "Puts two orders among the other tenant's in one request.")
        {
            Reach = static at => at.WithStoreAsync(async store => await Done(store.PutOrdersAsync([Forged(at, 1), Forged(at, 5)]))),
        },
        new("transaction", "Write a transaction", "Places an order with an invoice in the other tenant's books, both or none.")
        {
            Reach = static at => at.WithStoreAsync(async store => await Done(store.PlaceOrderAsync(
                Forged(at, 6), new Invoice(at.Asked, ShopData.InvoiceId(at.Asked, 6), ShopData.OrderId(at.Asked, 6), 1m)))),
        },
        new("forged-token", "Forged token", "Calls the shop with a token of the other tenant that is signed by another key.")
        {
            LayersApply = false,
            Reach = forgedToken.ReachAsync,
            Own = forgedToken.OwnAsync,
        },
        new("tampered-signature", "Tampered request", "Signs a request for its own data, and changes it on the wire to the other tenant's.")
        {
            LayersApply = false,
            Reach = tampered.ReachAsync,
        },
    ];

    /// <summary>The attack of this name on this model; null when there is none.</summary>
    public Attack? Find(string id, StorageModel model) => All.FirstOrDefault(attack => attack.Id == id && attack.Models.Contains(model));

    private static Order Forged(AttackContext at, int number) => new(at.Asked, ShopData.OrderId(at.Asked, number), "c1", "FORGED", 1m);

    private static IEnumerable<Touched> Seen(Order? order) => order is null ? [] : Seen([order]);

    private static IEnumerable<Touched> Seen(List<Order> orders) => orders.Select(static order => new Touched(order.TenantId, order.OrderId));

    // What a write did shows in the victim's data.
    private static async Task<IEnumerable<Touched>> Done(Task write)
    {
        await write;
        return [];
    }
}
