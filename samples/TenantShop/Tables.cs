using TenantShop.Tenancy;

namespace TenantShop;

/// <summary>
/// The tables: every one is keyed by <c>tenantId</c> first. A table's key cannot be changed, so what was keyed otherwise moved to tables
/// with new names.
/// </summary>
public static class Tables
{
    public const string Orders = "Orders";
    public const string OrderEvents = "OrderEventsByTenant";
    public const string Customers = "Customers";
    public const string Invoices = "InvoicesByTenant";
    public const string InvoiceLines = "InvoiceLinesByTenant";

    /// <summary>What the guard must know to tell a tenant's request from another: the keys of each table, and the indexes that keep the tenant first.</summary>
    public static IReadOnlyDictionary<string, GuardedTable> Guarded { get; } = new Dictionary<string, GuardedTable>
    {
        [Orders] = new(Fields.TenantId, [Indexes.OrdersByStatus]),
        [OrderEvents] = new(Fields.TenantId, []),
        [Customers] = new(Fields.TenantId, [Indexes.CustomersByEmail]),
        [Invoices] = new(Fields.TenantId, []),
        [InvoiceLines] = new(Fields.TenantId, []),
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
    public const string OrderId = "orderId";
    public const string CustomerId = "customerId";
    public const string InvoiceId = "invoiceId";
    public const string EventId = "eventId";
    public const string LineId = "lineId";
    public const string Status = "status";
}
