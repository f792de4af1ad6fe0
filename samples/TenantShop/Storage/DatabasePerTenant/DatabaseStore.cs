using System.Data.Common;
using System.Globalization;
using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Orders;

namespace TenantShop.Storage.DatabasePerTenant;

/// <summary>Each tenant in a database of its own; SQL that SQLite and PostgreSQL both speak.</summary>
/// <param name="connection">The open connection; the store closes it.</param>
/// <param name="tenantId">Whose database it is.</param>
internal sealed class DatabaseStore(DbConnection connection, string tenantId) : IShopStore
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS orders (order_id text PRIMARY KEY, customer_id text NOT NULL, status text NOT NULL, cents bigint NOT NULL);
        CREATE INDEX IF NOT EXISTS orders_by_status ON orders (status);
        CREATE TABLE IF NOT EXISTS customers (customer_id text PRIMARY KEY, name text NOT NULL, email text NOT NULL);
        CREATE TABLE IF NOT EXISTS invoices (invoice_id text PRIMARY KEY, order_id text NOT NULL, cents bigint NOT NULL);
        """;

    private const string SelectOrders = "SELECT order_id, customer_id, status, cents FROM orders ";
    private const string SelectCustomers = "SELECT customer_id, name, email FROM customers ";
    private const string Upsert = """
        INSERT INTO orders (order_id, customer_id, status, cents) VALUES (@id, @customer, @status, @cents)
        ON CONFLICT (order_id) DO UPDATE SET customer_id = excluded.customer_id, status = excluded.status, cents = excluded.cents
        """;

    public async Task<Order?> GetOrderAsync(string orderId) =>
        await ReadAsync(SelectOrders + "WHERE order_id = @id", ReadOrder, ("id", orderId)) is [var order] ? order : null;

    public Task<List<Order>> ListOrdersAsync() => ReadAsync(SelectOrders + "ORDER BY order_id", ReadOrder);

    public Task<List<Order>> FindOrdersByStatusAsync(string status) =>
        ReadAsync(SelectOrders + "WHERE status = @status ORDER BY order_id", ReadOrder, ("status", status));

    public Task<List<Order>> GetOrdersAsync(IReadOnlyList<string> orderIds)
    {
        var values = orderIds.Select(static (id, index) => ("p" + index.ToString(CultureInfo.InvariantCulture), (object)id)).ToArray();
        return ReadAsync($"{SelectOrders}WHERE order_id IN ({string.Join(", ", values.Select(static value => "@" + value.Item1))})", ReadOrder, values);
    }

    public Task PutOrderAsync(Order order) => RunAsync(null, Upsert, Values(order));

    public async Task PutOrdersAsync(IReadOnlyList<Order> orders)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var order in orders)
            await RunAsync(transaction, Upsert, Values(order));
        await transaction.CommitAsync();
    }

    public async Task PlaceOrderAsync(Order order, Invoice invoice)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(transaction, "INSERT INTO orders (order_id, customer_id, status, cents) VALUES (@id, @customer, @status, @cents)", Values(order));
        await AddInvoiceAsync(invoice, transaction);
        await transaction.CommitAsync();
    }

    public async Task<bool> SetOrderStatusAsync(string orderId, string status) =>
        await RunAsync(null, "UPDATE orders SET status = @status WHERE order_id = @id", ("status", status), ("id", orderId)) > 0;

    public Task DeleteOrderAsync(string orderId) => RunAsync(null, "DELETE FROM orders WHERE order_id = @id", ("id", orderId));

    public Task<List<Customer>> FindCustomersAsync(string nameBeginning) =>
        ReadAsync(SelectCustomers + "WHERE substr(name, 1, @length) = @name ORDER BY customer_id", ReadCustomer, ("length", nameBeginning.Length), ("name", nameBeginning));

    public Task<List<Customer>> ListCustomersAsync() => ReadAsync(SelectCustomers + "ORDER BY customer_id", ReadCustomer);

    public Task<List<Invoice>> ListInvoicesAsync() => ReadAsync("SELECT invoice_id, order_id, cents FROM invoices ORDER BY invoice_id", ReadInvoice);

    /// <summary>Makes the tables where they are missing, and puts these rows in the place of all others.</summary>
    public async Task ReplaceAllAsync(IEnumerable<Order> orders, IEnumerable<Customer> customers, IEnumerable<Invoice> invoices)
    {
        await RunAsync(null, Schema);
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(transaction, "DELETE FROM orders; DELETE FROM customers; DELETE FROM invoices");
        foreach (var order in orders)
            await RunAsync(transaction, Upsert, Values(order));
        foreach (var customer in customers)
            await RunAsync(transaction, "INSERT INTO customers (customer_id, name, email) VALUES (@id, @name, @email)", ("id", customer.CustomerId), ("name", customer.Name), ("email", customer.Email));
        foreach (var invoice in invoices)
            await AddInvoiceAsync(invoice, transaction);
        await transaction.CommitAsync();
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static (string, object)[] Values(Order order) =>
        [("id", order.OrderId), ("customer", order.CustomerId), ("status", order.Status), ("cents", ToCents(order.Total))];

    private static long ToCents(decimal amount) => decimal.ToInt64(decimal.Round(amount * 100));

    private Task<int> AddInvoiceAsync(Invoice invoice, DbTransaction transaction) => RunAsync(
        transaction, "INSERT INTO invoices (invoice_id, order_id, cents) VALUES (@id, @order, @cents)", ("id", invoice.InvoiceId), ("order", invoice.OrderId), ("cents", ToCents(invoice.Amount)));

    private Order ReadOrder(DbDataReader row) => new(tenantId, row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3) / 100m);

    private Customer ReadCustomer(DbDataReader row) => new(tenantId, row.GetString(0), row.GetString(1), row.GetString(2));

    private Invoice ReadInvoice(DbDataReader row) => new(tenantId, row.GetString(0), row.GetString(1), row.GetInt64(2) / 100m);

    private async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] values)
    {
        await using var command = Sql.Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }

    private async Task<int> RunAsync(DbTransaction? transaction, string sql, params (string Name, object Value)[] values)
    {
        await using var command = Sql.Command(connection, sql, values);
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync();
    }
}
