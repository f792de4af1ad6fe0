using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Access;
using TenantShop.Layers;
using TenantShop.Orders;
using TenantShop.Storage;
using TenantShop.Storage.TablePerTenant;

namespace TenantShop.Attacks;

/// <summary>What the attacked code has in its hands: the caller's session, and the tenant that the caller asks for.</summary>
internal sealed class AttackContext(ShopSession session, string asked, ShopStores stores, TenantClients clients)
{
    public ShopSession Session { get; } = session;

    /// <summary>The tenant asked for: the victim, and in the control the caller itself.</summary>
    public string Asked { get; } = asked;

    /// <summary>Uses the shop's own store as a handler would, opened for whom the layers say.</summary>
    public async Task<T> WithStoreAsync<T>(Func<IShopStore, Task<T>> use)
    {
        await using var store = await stores.OpenAsync(Session, Asked);
        return await use(store);
    }

    /// <summary>The orders that a careless export gets: everything in the table, unless the keys layer keeps it to the caller's own.</summary>
    [TenantAnalyzers.CrossTenant("The attack is a scan of all tenants' items: the layers must stop it.")]
    public Task<List<Order>> ScanOrdersAsync() => (Session.Model, Session.Layers.Keys) switch
    {
        (StorageModel.SharedTable, false) => ScanAsync(Tables.Orders),
        (StorageModel.TablePerTenant, _) => ScanAsync(new TenantTables(Session.KeyedBy(Asked)).Orders),
        _ => WithStoreAsync(static store => store.ListOrdersAsync()),
    };

    /// <summary>A query for one order's partition in the tables of the tenant that the code uses.</summary>
    [TenantAnalyzers.CrossTenant("A table of one tenant has no tenant in its keys; the attack is to name another tenant's table.")]
    public async Task<List<Order>> QueryOwnTableAsync(string orderId)
    {
        var response = await clients.For(Session).QueryAsync(new QueryRequest(new TenantTables(Session.KeyedBy(Asked)).Orders)
        {
            KeyConditionExpression = "orderId = :order",
            ExpressionAttributeValues = new() { [":order"] = new AttributeValue(orderId) },
        });
        return (response.Items ?? []).ConvertAll(Order.FromItem);
    }

    [TenantAnalyzers.CrossTenant("The attack is a scan of all tenants' items: the layers must stop it.")]
    private async Task<List<Order>> ScanAsync(string table) =>
        ((await clients.For(Session).ScanAsync(new ScanRequest(table))).Items ?? []).ConvertAll(Order.FromItem);
}
