using TenantShop.Access;
using TenantShop.Layers;
using TenantShop.Storage.DatabasePerTenant;
using TenantShop.Storage.SharedTable;
using TenantShop.Storage.TablePerTenant;
using TenantShop.Tenancy;

namespace TenantShop.Storage;

/// <summary>Opens stores: the one place where the layers meet the models.</summary>
internal sealed class ShopStores(TenantClients clients, ITenantDatabases databases)
{
    /// <summary>The caller's own store.</summary>
    public Task<IShopStore> OpenAsync(ShopSession session) => OpenAsync(session, session.TenantId);

    /// <summary>
    /// The store that the code uses when a caller asks for <paramref name="asked"/>'s data: the caller's own, or with the keys layer off, the
    /// one asked for. Whose credentials and whose guard stand in front of it does not depend on what was asked.
    /// </summary>
    /// <exception cref="TenantAccessDeniedException">The app layer refuses to open another tenant's database.</exception>
    public async Task<IShopStore> OpenAsync(ShopSession session, string asked)
    {
        var owner = session.KeyedBy(asked);
        switch (session.Model)
        {
            case StorageModel.SharedTable:
                return new SharedTableStore(clients.For(session), new FixedTenant(owner));
            case StorageModel.TablePerTenant:
                return new TablePerTenantStore(clients.For(session), new TenantTables(owner));
            case StorageModel.DatabasePerTenant:
                // A guard of connections: the requests of this model say nothing of tenants.
                if (session.Layers.App && owner != session.TenantId)
                    throw new TenantAccessDeniedException($"Tenant '{session.TenantId}': connection refused, the database is another tenant's.");
                return new DatabaseStore(await databases.OpenAsync(session, owner), owner);
            default:
                throw new ArgumentOutOfRangeException(nameof(session));
        }
    }
}
