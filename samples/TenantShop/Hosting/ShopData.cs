using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using TenantShop.Access;
using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Layers;
using TenantShop.Orders;
using TenantShop.Storage;
using TenantShop.Storage.DatabasePerTenant;
using TenantShop.Storage.SharedTable;
using TenantShop.Storage.TablePerTenant;
using TenantShop.Tenancy;

namespace TenantShop.Hosting;

/// <summary>
/// What the sample tenants have, and the only place that puts it there: it looks after all tenants, past the layers, as an operator would.
/// </summary>
internal sealed class ShopData : IDisposable
{
    private readonly ITenantDatabases _databases;
    private readonly AmazonDynamoDBClient _dynamo;

    public ShopData(AwsSettings aws, ITenantDatabases databases)
    {
        _databases = databases;
        _dynamo = new AmazonDynamoDBClient(aws.Operator, aws.DynamoDb(aws.AdminServiceUrl));
    }

    /// <summary>The number of a tenant's order: 1 to 4.</summary>
    public static string OrderId(string tenantId, int number) => $"{tenantId}-order-{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The number of an order's invoice.</summary>
    public static string InvoiceId(string tenantId, int number) => $"{tenantId}-invoice-{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Creates what is missing for these tenants in all models, and fills it.</summary>
    public async Task CreateAsync(IEnumerable<string> tenants)
    {
        await ShopTableSchemas.CreateSharedAsync(_dynamo);
        foreach (var tenant in tenants)
        {
            await ShopTableSchemas.CreateOwnAsync(_dynamo, new TenantTables(tenant));
            await _databases.CreateAsync(tenant);
            foreach (var model in StorageModels.All)
                await ResetAsync(model, tenant);
        }
    }

    /// <summary>Puts a tenant's data of one model back to what it was at the start.</summary>
    public async Task ResetAsync(StorageModel model, string tenantId)
    {
        await using var store = await OpenAsync(model, tenantId);
        if (store is DatabaseStore database)
        {
            await database.ReplaceAllAsync(Orders(tenantId), Customers(tenantId), Invoices(tenantId));
            return;
        }

        await ClearAsync(model, tenantId, store);
        await store.PutOrdersAsync(Orders(tenantId));
        await PutAsync(model, tenantId);
    }

    /// <summary>All of a tenant's data in one model, as text to compare.</summary>
    public async Task<string> SnapshotAsync(StorageModel model, string tenantId)
    {
        await using var store = await OpenAsync(model, tenantId);
        var text = new StringBuilder();
        AppendSorted(text, await store.ListOrdersAsync());
        AppendSorted(text, await store.ListCustomersAsync());
        AppendSorted(text, await store.ListInvoicesAsync());
        return text.ToString();
    }

    public void Dispose() => _dynamo.Dispose();

    private static void AppendSorted<T>(StringBuilder text, List<T> records) where T : notnull
    {
        foreach (var line in records.Select(static record => record.ToString()).Order(StringComparer.Ordinal))
            text.AppendLine(line);
    }

    private async Task<IShopStore> OpenAsync(StorageModel model, string tenantId) => model switch
    {
        StorageModel.SharedTable => new SharedTableStore(_dynamo, new FixedTenant(tenantId)),
        StorageModel.TablePerTenant => new TablePerTenantStore(_dynamo, new TenantTables(tenantId)),
        _ => new DatabaseStore(await _databases.OpenAsAdminAsync(tenantId), tenantId),
    };

    private async Task ClearAsync(StorageModel model, string tenantId, IShopStore store)
    {
        foreach (var order in await store.ListOrdersAsync())
            await store.DeleteOrderAsync(order.OrderId);
        var (_, invoices) = NamesOf(model, tenantId);
        foreach (var invoice in (await store.ListInvoicesAsync()).Select(static invoice => invoice.ToItem()))
            await _dynamo.DeleteItemAsync(invoices, invoice.Where(attribute => attribute.Key == Fields.InvoiceId || (attribute.Key == Fields.TenantId && model == StorageModel.SharedTable)).ToDictionary());
    }

    private async Task PutAsync(StorageModel model, string tenantId)
    {
        var (customers, invoices) = NamesOf(model, tenantId);
        foreach (var customer in Customers(tenantId))
            await _dynamo.PutItemAsync(customers, customer.ToItem());
        foreach (var invoice in Invoices(tenantId))
            await _dynamo.PutItemAsync(invoices, invoice.ToItem());
    }

    private static (string Customers, string Invoices) NamesOf(StorageModel model, string tenantId)
    {
        if (model == StorageModel.SharedTable)
            return (Tables.Customers, Tables.Invoices);
        var own = new TenantTables(tenantId);
        return (own.Customers, own.Invoices);
    }

    private static Order[] Orders(string tenantId) =>
    [
        new(tenantId, OrderId(tenantId, 1), "c1", "OPEN", 40m),
        new(tenantId, OrderId(tenantId, 2), "c1", "OPEN", 125.5m),
        new(tenantId, OrderId(tenantId, 3), "c2", "PAID", 18.9m),
        new(tenantId, OrderId(tenantId, 4), "c3", "SHIPPED", 260m),
    ];

    private static Customer[] Customers(string tenantId) =>
    [
        new(tenantId, "c1", $"Ann of {tenantId}", "ann@example.com"),
        new(tenantId, "c2", $"Ben of {tenantId}", "ben@example.com"),
        new(tenantId, "c3", $"Cho of {tenantId}", "cho@example.com"),
    ];

    private static Invoice[] Invoices(string tenantId) =>
        [.. Orders(tenantId)[..3].Select((order, index) => new Invoice(tenantId, InvoiceId(tenantId, index + 1), order.OrderId, order.Total))];
}
