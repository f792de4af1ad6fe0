using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Demo;

/// <summary>The tables of both shops, with two tenants' items in them.</summary>
internal static class ShopTables
{
    public const string Attacker = "acme";
    public const string Victim = "globex";

    /// <summary>Every table that the demo makes.</summary>
    public static readonly string[] All =
    [
        "Orders", "Customers", "Invoices", "InvoiceLines", "OrderEvents", "Carts", "Receipts",
        "InvoicesByTenant", "InvoiceLinesByTenant", "OrderEventsByTenant", "CartsByTenant", "ProductsByTenant", "Activity",
    ];

    /// <summary>Whether a table has a name that the demo or the shop uses.</summary>
    public static bool MayBeOurs(string table) => All.Contains(table) || table.Split('-') is ["orders" or "customers" or "invoices", _];

    /// <summary>Creates the tables. Those that both shops share have <c>tenantId</c> as their partition key.</summary>
    public static async Task CreateAsync(IAmazonDynamoDB dynamo)
    {
        await dynamo.CreateTableAsync(Table("Orders", "tenantId", "orderId",
            [Global("byOrderId", "orderId", "tenantId"), Global("byStatus", "status", "tenantId")], [Local("tenantByStatus", "tenantId", "status")]));
        await dynamo.CreateTableAsync(Table("Customers", "tenantId", "customerId",
            [Global("byEmail", "email", "tenantId")], [Local("tenantByEmail", "tenantId", "email")]));
        // As LeakyShop has them: keyed by the invoice, the order, the cart or the receipt alone.
        await dynamo.CreateTableAsync(Table("Invoices", "invoiceId", null, [], []));
        await dynamo.CreateTableAsync(Table("InvoiceLines", "invoiceId", "line", [], []));
        await dynamo.CreateTableAsync(Table("OrderEvents", "orderId", "at", [], []));
        await dynamo.CreateTableAsync(Table("Carts", "cartId", null, [Global("byCustomer", "customerId", null)], []));
        await dynamo.CreateTableAsync(Table("Receipts", "receiptId", null, [], []));
        // As TenantShop has them.
        await dynamo.CreateTableAsync(Table("InvoicesByTenant", "tenantId", "invoiceId", [], []));
        await dynamo.CreateTableAsync(Table("InvoiceLinesByTenant", "tenantId", "lineId", [], []));
        await dynamo.CreateTableAsync(Table("OrderEventsByTenant", "tenantId", "eventId", [], []));
        await dynamo.CreateTableAsync(Table("CartsByTenant", "tenantId", "cartId", [], []));
        await dynamo.CreateTableAsync(Table("ProductsByTenant", "tenantId", "productId", [], []));
        await dynamo.CreateTableAsync(Table("Activity", "PK", "SK", [], []));
    }

    /// <summary>Deletes every table but these.</summary>
    public static async Task DropOthersAsync(IAmazonDynamoDB dynamo, IReadOnlyCollection<string> kept)
    {
        foreach (var table in (await dynamo.ListTablesAsync()).TableNames.Except(kept))
            await dynamo.DeleteTableAsync(table);
    }

    /// <summary>Writes the same few items for each tenant, over whatever is there.</summary>
    public static async Task SeedAsync(IAmazonDynamoDB dynamo)
    {
        foreach (var tenant in new[] { Attacker, Victim })
        {
            for (var number = 1; number <= 2; number++)
            {
                await PutAsync(dynamo, "Orders", ("tenantId", tenant), ("orderId", OrderId(tenant, number)), ("customerId", "c1"), ("status", "OPEN"), ("#total", "40"));
                await PutAsync(dynamo, "OrderEvents", ("orderId", OrderId(tenant, number)), ("at", "2026-01-01"), ("tenantId", tenant), ("text", $"{tenant} placed it"));
                await PutAsync(dynamo, "OrderEventsByTenant", ("tenantId", tenant), ("eventId", OrderId(tenant, number) + "#2026-01-01"), ("text", $"{tenant} placed it"));
                await PutAsync(dynamo, "Invoices", ("tenantId", tenant), ("invoiceId", InvoiceId(tenant, number)), ("orderId", OrderId(tenant, number)), ("#amount", "40"));
                await PutAsync(dynamo, "InvoicesByTenant", ("tenantId", tenant), ("invoiceId", InvoiceId(tenant, number)), ("orderId", OrderId(tenant, number)), ("#amount", "40"));
                await PutAsync(dynamo, "InvoiceLines", ("invoiceId", InvoiceId(tenant, number)), ("line", "1"), ("tenantId", tenant), ("text", $"Goods for {tenant}"));
                await PutAsync(dynamo, "InvoiceLinesByTenant", ("tenantId", tenant), ("lineId", InvoiceId(tenant, number) + "#1"), ("text", $"Goods for {tenant}"));
            }

            await PutAsync(dynamo, "Carts", ("cartId", CartId(tenant)), ("customerId", "c1"), ("tenantId", tenant));
            await PutAsync(dynamo, "CartsByTenant", ("tenantId", tenant), ("cartId", CartId(tenant)), ("customerId", "c1"));
            await PutAsync(dynamo, "Receipts", ("receiptId", ReceiptId(tenant)), ("text", $"{tenant} paid"), ("tenantId", tenant));
            await PutAsync(dynamo, "ProductsByTenant", ("tenantId", tenant), ("productId", "p1"), ("name", $"Tea of {tenant}"));
            await PutAsync(dynamo, "ProductsByTenant", ("tenantId", tenant), ("productId", "q1"), ("name", $"Cup of {tenant}"));
            await PutAsync(dynamo, "Activity", ("PK", $"TENANT#{tenant}"), ("SK", "TICKET#1"), ("text", $"{tenant} asks"), ("tenantId", tenant));
            await PutAsync(dynamo, "Customers", ("tenantId", tenant), ("customerId", "c1"), ("name", $"Ann of {tenant}"), ("email", "ann@example.com"));
        }
    }

    public static string OrderId(string tenant, int number) => $"{tenant}-order-{number.ToString(CultureInfo.InvariantCulture)}";

    public static string InvoiceId(string tenant, int number) => $"{tenant}-invoice-{number.ToString(CultureInfo.InvariantCulture)}";

    public static string CartId(string tenant) => $"{tenant}-cart";

    public static string ReceiptId(string tenant) => $"{tenant}-receipt";

    /// <summary>All items of one tenant in all tables, as text to compare.</summary>
    public static async Task<string> SnapshotAsync(IAmazonDynamoDB dynamo, string tenant)
    {
        var lines = new List<string>();
        foreach (var table in All)
        {
            await foreach (var page in dynamo.Paginators.Scan(new ScanRequest(table)).Responses)
            {
                foreach (var item in page.Items ?? [])
                {
                    if (Owner(item) == tenant)
                        lines.Add(table + " " + string.Join(", ", item.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value.S}{pair.Value.N}")));
                }
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string? Owner(Dictionary<string, AttributeValue> item) =>
        item.TryGetValue("tenantId", out var tenant) ? tenant.S : item.TryGetValue("PK", out var key) ? key.S["TENANT#".Length..] : null;

    private static Task PutAsync(IAmazonDynamoDB dynamo, string table, params (string Name, string Value)[] attributes) => dynamo.PutItemAsync(
        table,
        attributes.ToDictionary(
            static attribute => attribute.Name.TrimStart('#'),
            static attribute => attribute.Name[0] == '#' ? new AttributeValue { N = attribute.Value } : new AttributeValue(attribute.Value)));

    private static CreateTableRequest Table(
        string name, string hash, string? range, List<GlobalSecondaryIndex> global, List<LocalSecondaryIndex> local)
    {
        var keys = Keys(hash, range);
        var attributes = keys.Concat(global.SelectMany(static index => index.KeySchema)).Concat(local.SelectMany(static index => index.KeySchema));
        return new()
        {
            TableName = name,
            KeySchema = keys,
            AttributeDefinitions = [.. attributes.Select(static key => key.AttributeName).Distinct().Select(static attribute => new AttributeDefinition(attribute, ScalarAttributeType.S))],
            GlobalSecondaryIndexes = global.Count > 0 ? global : null,
            LocalSecondaryIndexes = local.Count > 0 ? local : null,
            BillingMode = BillingMode.PAY_PER_REQUEST,
        };
    }

    private static List<KeySchemaElement> Keys(string hash, string? range) =>
        range is null ? [new(hash, KeyType.HASH)] : [new(hash, KeyType.HASH), new(range, KeyType.RANGE)];

    private static GlobalSecondaryIndex Global(string name, string hash, string? range) =>
        new() { IndexName = name, KeySchema = Keys(hash, range), Projection = new Projection { ProjectionType = ProjectionType.ALL } };

    private static LocalSecondaryIndex Local(string name, string hash, string range) =>
        new() { IndexName = name, KeySchema = Keys(hash, range), Projection = new Projection { ProjectionType = ProjectionType.ALL } };
}
