namespace LeakyShop;

/// <summary>
/// The tables. <c>Orders</c> and <c>Customers</c> are shared by all tenants, keyed <c>tenantId</c> + the entity's id. The others are from
/// the days of one customer, keyed by the invoice, the order, the cart or the receipt alone.
/// </summary>
public static class Tables
{
    public const string Orders = "Orders";
    public const string OrderEvents = "OrderEvents";
    public const string Customers = "Customers";
    public const string Invoices = "Invoices";
    public const string InvoiceLines = "InvoiceLines";
    public const string Carts = "Carts";
    public const string Receipts = "Receipts";
}

/// <summary>The global indexes; all but that of the carts have <c>tenantId</c> as their sort key.</summary>
public static class Indexes
{
    public const string OrdersById = "byOrderId";
    public const string OrdersByStatus = "byStatus";
    public const string CustomersByEmail = "byEmail";
    public const string CartsByCustomer = "byCustomer";
}

/// <summary>Attribute names.</summary>
public static class Fields
{
    public const string TenantId = "tenantId";
    public const string OrderId = "orderId";
    public const string CustomerId = "customerId";
    public const string InvoiceId = "invoiceId";
    public const string CartId = "cartId";
    public const string ReceiptId = "receiptId";
    public const string Status = "status";
}
