namespace LeakyShop;

/// <summary>
/// The tables. <c>Orders</c> and <c>Customers</c> are shared by all tenants, keyed <c>tenantId</c> + the entity's id. <c>Invoices</c>,
/// <c>InvoiceLines</c> and <c>OrderEvents</c> are from the days of one customer, keyed by the invoice or the order alone.
/// </summary>
public static class Tables
{
    public const string Orders = "Orders";
    public const string OrderEvents = "OrderEvents";
    public const string Customers = "Customers";
    public const string Invoices = "Invoices";
    public const string InvoiceLines = "InvoiceLines";
}

/// <summary>The global indexes; each has <c>tenantId</c> as its sort key.</summary>
public static class Indexes
{
    public const string OrdersById = "byOrderId";
    public const string OrdersByStatus = "byStatus";
    public const string CustomersByEmail = "byEmail";
}

/// <summary>Attribute names.</summary>
public static class Fields
{
    public const string TenantId = "tenantId";
    public const string OrderId = "orderId";
    public const string CustomerId = "customerId";
    public const string InvoiceId = "invoiceId";
    public const string Status = "status";
}
