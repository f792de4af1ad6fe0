using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Layers;
using TenantShop.Orders;
using TenantShop.Storage;
using TenantShop.Storage.DatabasePerTenant;
using TenantShop.Tenancy;

namespace TenantShop.Hosting;

/// <summary>What a tenant has in one of the models.</summary>
internal sealed record ShopPage(List<Order> Orders, List<Customer> Customers, List<Invoice> Invoices);

/// <summary>What the page shows of the shop itself.</summary>
internal static class ShopEndpoints
{
    public static void MapShop(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/shop", static async (string? model, ShopStores stores, ITenantContext tenant, ShopLayers layers) =>
        {
            if (StorageModels.Find(model ?? StorageModel.SharedTable.Name()) is not { } found)
                return Results.NotFound();
            await using var store = await stores.OpenAsync(new ShopSession(tenant.TenantId, found, layers));
            return Results.Ok(new ShopPage(await store.ListOrdersAsync(), await store.ListCustomersAsync(), await store.ListInvoicesAsync()));
        }).RequireAuthorization();
        app.MapGet("/api/models", static (ITenantDatabases databases) => new[]
        {
            new { id = StorageModel.SharedTable.Name(), title = "Shared table", engine = "DynamoDB" },
            new { id = StorageModel.TablePerTenant.Name(), title = "Table per tenant", engine = "DynamoDB" },
            new { id = StorageModel.DatabasePerTenant.Name(), title = "Database per tenant", engine = databases.Engine },
        });
    }
}
