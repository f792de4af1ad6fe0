using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TenantShop.Tenancy;
using static Demo.ShopTables;

namespace Demo;

/// <summary>
/// One way for the attacker to reach the victim's items, and its positive control: the same kind of access to the attacker's own items.
/// Both answer with the ids of the tenants whose items they touched.
/// </summary>
internal sealed record Attack(string Name, Func<IAmazonDynamoDB, Task<IEnumerable<string>>> Reach, string ControlName, Func<IAmazonDynamoDB, Task<IEnumerable<string>>> Own)
{
    private static readonly AttackerContext Caller = new();

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("read an order by its number (LeakyShop)",
            async dynamo => Tenants((await LeakyOrders(dynamo).GetAsync(OrderId(Victim, 1)))?.TenantId),
            "reads its own order (TenantShop)",
            async dynamo => Tenants((await Orders(dynamo).GetAsync(OrderId(Attacker, 1)))?.TenantId)),
        new("query the open orders (LeakyShop)",
            async dynamo => (await LeakyOrders(dynamo).FindByStatusAsync("OPEN")).Select(static order => order.TenantId),
            "queries its open orders (TenantShop)",
            async dynamo => (await Orders(dynamo).ListOpenAsync()).Select(static order => order.TenantId)),
        new("query the history of an order (LeakyShop)",
            async dynamo => Writers(await new LeakyShop.Orders.OrderHistory(dynamo, Caller).ListAsync(OrderId(Victim, 1))),
            "queries the history of its own order (TenantShop)",
            async dynamo => Writers(await new TenantShop.Orders.OrderHistory(dynamo, Caller).ListAsync(OrderId(Attacker, 1)))),
        new("export the orders by a scan (LeakyShop)",
            async dynamo => await ExportedAsync(text => new LeakyShop.Reports.OrderExport(dynamo).WriteAsync(Attacker, text)),
            "exports its orders (TenantShop)",
            async dynamo => await ExportedAsync(text => new TenantShop.Reports.OrderExport(dynamo, Caller).WriteAsync(text))),
        new("read an invoice by its number (LeakyShop)",
            async dynamo => Tenants((await new LeakyShop.Invoices.InvoiceRepository(dynamo, Caller).GetAsync(InvoiceId(Victim, 1)))?.TenantId),
            "reads its own invoice (TenantShop)",
            async dynamo => Tenants((await new TenantShop.Invoices.InvoiceRepository(dynamo, Caller).GetAsync(InvoiceId(Attacker, 1)))?.TenantId)),
        new("load a cart by its number, by the context (LeakyShop)",
            static async dynamo => Owners((await new LeakyShop.Carts.CartRepository(Context(dynamo), Caller).GetAsync(CartId(Victim)))?.CartId),
            "loads its own cart (TenantShop)",
            static async dynamo => Tenants((await new TenantRepository<TenantShop.Carts.Cart>(Context(dynamo), Caller).FindAsync(CartId(Attacker)))?.TenantId)),
        new("read a receipt by its number, as a document (LeakyShop)",
            static async dynamo => Writers([await new LeakyShop.Reports.ReceiptArchive(dynamo, Caller).ReadAsync(ReceiptId(Victim)) ?? ""]),
            "lists its own products, as documents (TenantShop)",
            static async dynamo => (await new TenantShop.Products.ProductCatalog(dynamo, Caller).ListAsync()).Select(static product => product.Name.Split(' ')[^1])),
        new("look customers up by PartiQL (LeakyShop)",
            static async dynamo => (await new LeakyShop.Customers.CustomerRepository(dynamo, Caller).FindByNameAsync($"Ann of {Victim}")).Select(static customer => customer.TenantId),
            "looks its own customers up by PartiQL (TenantShop)",
            static async dynamo => (await new TenantShop.Customers.CustomerRepository(dynamo, Caller).FindByNameAsync("Ann")).Select(static customer => customer.TenantId)),
        new("delete an invoice in a transaction (LeakyShop)",
            static async dynamo =>
            {
                var invoices = new LeakyShop.Invoices.InvoiceRepository(dynamo, Caller);
                await invoices.CancelAsync(InvoiceId(Victim, 2), OrderId(Attacker, 2));
                return await invoices.GetAsync(InvoiceId(Victim, 2)) is null ? Tenants(Victim) : [];
            },
            "places its own order in a transaction (TenantShop)",
            static async dynamo =>
            {
                await Orders(dynamo).PlaceAsync(OrderId(Attacker, 3), "c1", 7);
                return Tenants((await Orders(dynamo).GetAsync(OrderId(Attacker, 3)))?.TenantId);
            }),
        new("cancel an order by its number (LeakyShop)",
            async dynamo => await LeakyOrders(dynamo).SetStatusAsync(OrderId(Victim, 1), "CANCELLED") ? Tenants(Victim) : [],
            "changes its own order (TenantShop)",
            async dynamo => await Orders(dynamo).SetStatusAsync(OrderId(Attacker, 1), "PAID") ? Tenants(Attacker) : []),
        new("overwrite an order, keyed by hand",
            static dynamo => OverwriteAsync(dynamo, Victim),
            "overwrites its own order the same way",
            static dynamo => OverwriteAsync(dynamo, Attacker)),
        new("delete an order in a batch, keyed by hand",
            static dynamo => DeleteAsync(dynamo, Victim),
            "deletes its own order the same way",
            static dynamo => DeleteAsync(dynamo, Attacker)),
        new("read the orders by PartiQL",
            static async dynamo => TenantsOf((await dynamo.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders" })).Items),
            "lists its own orders by a query (TenantShop)",
            static async dynamo => (await Orders(dynamo).ListAsync()).Select(static order => order.TenantId)),
    ];

    /// <summary>The attack, on this client.</summary>
    public Task<Outcome> RunAsync(IAmazonDynamoDB dynamo) => JudgeAsync(Reach, dynamo);

    /// <summary>The control, on this client.</summary>
    public Task<Outcome> RunControlAsync(IAmazonDynamoDB dynamo) => JudgeAsync(Own, dynamo);

    private static async Task<Outcome> JudgeAsync(Func<IAmazonDynamoDB, Task<IEnumerable<string>>> access, IAmazonDynamoDB dynamo)
    {
        try
        {
            var touched = (await access(dynamo)).ToArray();
            var foreign = touched.Count(static tenant => tenant != Attacker);
            return touched switch
            {
                [] => new(OutcomeKind.Unclear, "nothing came back"),
                _ when foreign > 0 => new(OutcomeKind.Breach, $"{foreign} of {touched.Length} belong to {Victim}"),
                _ => new(OutcomeKind.Own, $"{touched.Length} of {Attacker}, none of others"),
            };
        }
        catch (TenantAccessDeniedException refusal)
        {
            return new(OutcomeKind.Refused, refusal.Message);
        }
        catch (Exception error) when (error is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            return new(OutcomeKind.Unclear, error.Message);
        }
    }

    private static LeakyShop.Orders.OrderRepository LeakyOrders(IAmazonDynamoDB dynamo) => new(dynamo, Caller);

    private static TenantShop.Orders.OrderRepository Orders(IAmazonDynamoDB dynamo) => new(dynamo, new ItemReader(dynamo), Caller);

    private static DynamoDBContext Context(IAmazonDynamoDB dynamo) => new DynamoDBContextBuilder()
        .WithDynamoDBClient(() => dynamo).ConfigureContext(static context => context.DisableFetchingTableMetadata = true).Build();

    // A number begins with its tenant.
    private static string[] Owners(string? number) => Tenants(number?.Split('-')[0]);

    private static string[] Tenants(string? tenant) => tenant is null ? [] : [tenant];

    private static IEnumerable<string> TenantsOf(List<Dictionary<string, AttributeValue>>? items) => (items ?? []).Select(static item => item["tenantId"].S);

    // An event's text begins with its tenant.
    private static IEnumerable<string> Writers(List<string> events) => events.Select(static text => text.Split(' ')[0]);

    // An order's number begins with its tenant; the first line of the export is a heading.
    private static async Task<IEnumerable<string>> ExportedAsync(Func<TextWriter, Task> write)
    {
        using var text = new StringWriter();
        await write(text);
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static line => line.Split('-')[0])];
    }

    private static async Task<IEnumerable<string>> OverwriteAsync(IAmazonDynamoDB dynamo, string tenant)
    {
        var response = await dynamo.PutItemAsync(new PutItemRequest
        {
            TableName = "Orders",
            Item = new() { ["tenantId"] = new(tenant), ["orderId"] = new(OrderId(tenant, 1)), ["customerId"] = new("c1"), ["status"] = new("LOST"), ["total"] = new() { N = "0" } },
            ReturnValues = ReturnValue.ALL_OLD,
        });
        return TenantsOf(response.Attributes is { Count: > 0 } old ? [old] : []);
    }

    private static async Task<IEnumerable<string>> DeleteAsync(IAmazonDynamoDB dynamo, string tenant)
    {
        await dynamo.BatchWriteItemAsync(new BatchWriteItemRequest
        {
            RequestItems = new() { ["Orders"] = [new WriteRequest(new DeleteRequest(new() { ["tenantId"] = new(tenant), ["orderId"] = new(OrderId(tenant, 2)) }))] },
        });
        var left = await dynamo.GetItemAsync("Orders", new() { ["tenantId"] = new(tenant), ["orderId"] = new(OrderId(tenant, 2)) });
        return left.IsItemSet ? [] : Tenants(tenant);
    }
}
