using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Demo;
using TenantShop;
using TenantShop.Activity;
using TenantShop.Carts;
using TenantShop.Customers;
using TenantShop.Orders;
using TenantShop.Products;
using TenantShop.Tenancy;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>Every way TenantShop reaches DynamoDB, through the guard, on the real DynamoDB Local: each tenant meets only its own.</summary>
public sealed class ShopFamiliesTests : IClassFixture<ShopServer>
{
    private readonly ShopServer _shop;

    public ShopFamiliesTests(ShopServer shop)
    {
        Assert.SkipWhen(shop.Missing is not null, shop.Missing ?? "");
        _shop = shop;
    }

    [Fact]
    public async Task Context_GenericRepository_KeepsToTheTenant()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        var globex = await ShopTables.SnapshotAsync(_shop.Admin, "globex");
        using var guarded = Guarded("acme");
        var carts = Carts(guarded, "acme");

        Assert.Equal("acme", (await carts.FindAsync("acme-cart"))?.TenantId);
        Assert.Null(await carts.FindAsync("globex-cart"));
        await carts.SaveAsync(new Cart { TenantId = "globex", CartId = "globex-cart", CustomerId = "c9", Products = ["p1"] });
        Assert.Equal(["acme-cart", "globex-cart"], (await carts.ListAsync()).Select(static cart => cart.CartId));
        Assert.Equal(["acme"], (await carts.ListAsync()).Select(static cart => cart.TenantId).Distinct());
        await carts.DeleteAsync("globex-cart");
        Assert.Single(await carts.ListAsync());

        Assert.Equal(globex, await ShopTables.SnapshotAsync(_shop.Admin, "globex"));
    }

    [Fact]
    public async Task Context_RepositoryOfAnotherTenant_IsRefusedByTheGuard()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded("acme");
        var foreign = Carts(guarded, "globex");

        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => foreign.FindAsync("globex-cart"));
        await Assert.ThrowsAsync<TenantAccessDeniedException>(foreign.ListAsync);
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => foreign.SaveAsync(new Cart { CartId = "1" }));
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => foreign.DeleteAsync("globex-cart"));
    }

    [Fact]
    public async Task Documents_ByFilterBuilderAndKey_KeepToTheTenant()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded("acme");
        var catalog = new ProductCatalog(guarded, new Caller("acme"));

        Assert.Equal("Tea of acme", (await catalog.FindAsync("p1"))?.Name);
        Assert.Equal(["Tea of acme", "Cup of acme"], (await catalog.ListAsync()).Select(static product => product.Name));
        Assert.Equal(["q1"], (await catalog.ListRangeAsync("q")).Select(static product => product.ProductId));
        await catalog.SaveAsync(new Product("p1", "Coffee"));
        Assert.Equal("Coffee", (await catalog.FindAsync("p1"))?.Name);
        Assert.Equal("Tea of globex", (await new ProductCatalog(_shop.Admin, new Caller("globex")).FindAsync("p1"))?.Name);
    }

    [Fact]
    public async Task Documents_OfAnotherTenant_AreRefusedByTheGuard()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded("acme");
        var foreign = new ProductCatalog(guarded, new Caller("globex"));

        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => foreign.FindAsync("p1"));
        await Assert.ThrowsAsync<TenantAccessDeniedException>(foreign.ListAsync);
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => foreign.ListRangeAsync("q"));
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => foreign.SaveAsync(new Product("p1", "Coffee")));
    }

    [Fact]
    public async Task SingleTable_TicketsAndAudit_KeepToTheTenant()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded("acme");
        var log = Log(guarded, "acme");

        Assert.Equal("acme asks", (await log.FindTicketAsync("1"))?.Text);
        await log.OpenTicketAsync(new Ticket("2", "Where is it?"));
        Assert.Equal("Where is it?", (await log.FindTicketAsync("2"))?.Text);
        Assert.Null(await Log(_shop.Admin, "globex").FindTicketAsync("2"));
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => Log(guarded, "globex").FindTicketAsync("1"));
    }

    [Fact]
    public async Task Transaction_PlacedOrder_HasItsAuditEntryAndNoOneElseSeesIt()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded("acme");
        var orders = new OrderRepository(guarded, new ItemReader(guarded), new Caller("acme"));

        await orders.PlaceAsync("placed", "c1", 7);
        Assert.Equal(["c1 placed it"], await Log(guarded, "acme").ListAuditAsync("placed"));
        Assert.Empty(await Log(_shop.Admin, "globex").ListAuditAsync("placed"));
        // Both or none: the second time there is an order already.
        await Assert.ThrowsAsync<Amazon.DynamoDBv2.Model.TransactionCanceledException>(() => orders.PlaceAsync("placed", "c1", 7));
        Assert.Single(await Log(guarded, "acme").ListAuditAsync("placed"));
    }

    [Fact]
    public async Task Batch_SomeForeignNumbers_ReadsOnlyTheTenantsOrders()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded("acme");
        var orders = new OrderRepository(guarded, new ItemReader(guarded), new Caller("acme"));

        var found = await orders.GetManyAsync(["acme-order-1", "acme-order-2", "globex-order-1", "acme-order-1"]);
        Assert.Equal(["acme-order-1", "acme-order-2"], found.Select(static order => order.OrderId).Order(StringComparer.Ordinal));
        Assert.Empty(await orders.GetManyAsync([]));
    }

    [Fact]
    public async Task PartiQl_CustomersByName_KeepToTheTenant()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded("acme");

        Assert.Equal(["acme"], (await new CustomerRepository(guarded, new Caller("acme")).FindByNameAsync("Ann")).Select(static customer => customer.TenantId));
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => new CustomerRepository(guarded, new Caller("globex")).FindByNameAsync("Ann"));
    }

    private static TenantRepository<Cart> Carts(IAmazonDynamoDB dynamo, string tenant) => new(
        new DynamoDBContextBuilder().WithDynamoDBClient(() => dynamo).ConfigureContext(static context => context.DisableFetchingTableMetadata = true).Build(),
        new Caller(tenant));

    private static ActivityLog Log(IAmazonDynamoDB dynamo, string tenant) => new(dynamo, new ItemReader(dynamo), new Caller(tenant));

    private AmazonDynamoDBClient Guarded(string tenant) => new TenantGuard(new Caller(tenant), Tables.Guarded).Protect(_shop.Client());
}
