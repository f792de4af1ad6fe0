using TenantShop.Tenancy;

namespace TenantShop.Layers;

/// <summary>Who works with the shop's data, where, and behind which layers.</summary>
public sealed record ShopSession
{
    public ShopSession(string tenantId, StorageModel model, ShopLayers layers)
    {
        TenantId = TenantIds.Require(tenantId);
        Model = model;
        Layers = layers;
    }

    /// <summary>The tenant of the signed claim.</summary>
    public string TenantId { get; }

    public StorageModel Model { get; }

    public ShopLayers Layers { get; }

    /// <summary>The tenant whose keys, tables or database the code uses: the caller's, or with the keys layer off, whichever was asked for.</summary>
    public string KeyedBy(string asked) => Layers.Keys ? TenantId : TenantIds.Require(asked);
}
