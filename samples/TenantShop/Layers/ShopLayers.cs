namespace TenantShop.Layers;

/// <summary>The layers that keep tenants apart. Each can be switched off, to show that the next one holds.</summary>
/// <param name="App"><c>TenantGuard</c> refuses a request that is not keyed by the caller's tenant, before it is sent.</param>
/// <param name="Iam">Credentials of the tenant's own session; off, the shop uses its own, which may do everything.</param>
/// <param name="Keys">Partition keys, table and database names come from the signed claim; off, the code trusts what the caller asked for.</param>
public sealed record ShopLayers(bool App = true, bool Iam = true, bool Keys = true)
{
    public static ShopLayers All { get; } = new();

    public static ShopLayers None { get; } = new(false, false, false);
}
