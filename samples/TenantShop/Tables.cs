using TenantShop.Activity;
using TenantShop.Tenancy;

namespace TenantShop;

/// <summary>
/// The tables: every one is keyed by <c>tenantId</c> first, or has the tenant in a general <c>PK</c>. A table's key cannot be changed, so what
/// was keyed otherwise moved to tables with new names.
/// </summary>
public static class Tables
{
    public const string Orders = "Orders";
    public const string OrderEvents = "OrderEventsByTenant";
    public const string Customers = "Customers";
    public const string Invoices = "InvoicesByTenant";
    public const string InvoiceLines = "InvoiceLinesByTenant";
    public const string Carts = "CartsByTenant";
    public const string Products = "ProductsByTenant";

    /// <summary>Items of several kinds in one table: <c>PK</c> is <c>TENANT#…</c>, <c>SK</c> says what the item is.</summary>
    public const string Activity = "Activity";

    /// <summary>What the guard must know to tell a tenant's request from another: the keys of each table, and the indexes that keep the tenant first.</summary>
    public static IReadOnlyDictionary<string, GuardedTable> Guarded { get; } = new Dictionary<string, GuardedTable>
    {
        [Orders] = new(Fields.TenantId, [Indexes.OrdersByStatus]),
        [OrderEvents] = new(Fields.TenantId, []),
        [Customers] = new(Fields.TenantId, [Indexes.CustomersByEmail]),
        [Invoices] = new(Fields.TenantId, []),
        [InvoiceLines] = new(Fields.TenantId, []),
        [Carts] = new(Fields.TenantId, []),
        [Products] = new(Fields.TenantId, []),
        [Activity] = new(Fields.PartitionKey, []) { Prefix = ActivityKeys.TenantPrefix },
    };
}

/// <summary>The indexes; each has <c>tenantId</c> as its partition key, like the table.</summary>
public static class Indexes
{
    public const string OrdersByStatus = "tenantByStatus";
    public const string CustomersByEmail = "tenantByEmail";
}

/// <summary>Attribute names.</summary>
public static class Fields
{
    public const string TenantId = "tenantId";
    public const string PartitionKey = "PK";
    public const string SortKey = "SK";
    public const string OrderId = "orderId";
    public const string CustomerId = "customerId";
    public const string InvoiceId = "invoiceId";
    public const string EventId = "eventId";
    public const string LineId = "lineId";
    public const string CartId = "cartId";
    public const string ProductId = "productId";
    public const string Status = "status";
}
