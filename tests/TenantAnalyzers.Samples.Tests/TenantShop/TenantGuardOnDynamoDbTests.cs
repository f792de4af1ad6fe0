using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Demo;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;
using TenantShop;
using TenantShop.Orders;
using TenantShop.Tenancy;
using static TenantAnalyzers.Samples.Tests.TenantShop.GuardedRequests;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>The guard between the real SDK and the real DynamoDB Local.</summary>
public sealed class TenantGuardOnDynamoDbTests : IClassFixture<ShopServer>
{
    private readonly ShopServer _shop;

    public TenantGuardOnDynamoDbTests(ShopServer shop)
    {
        Assert.SkipWhen(shop.Missing is not null, shop.Missing ?? "");
        _shop = shop;
    }

    public static TheoryData<string> AllowedKinds => Names;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(AllowedKinds))]
    public async Task Send_OwnKey_IsAnswered(string request)
    {
        await ShopTables.SeedAsync(_shop.Admin);
        using var guarded = Guarded();
        await SendAsync(guarded, Make(request, "acme"), Token);
    }

    [Theory]
    [MemberData(nameof(AllowedKinds))]
    public async Task Send_ForeignKey_IsRefusedAndChangesNothing(string request)
    {
        await ShopTables.SeedAsync(_shop.Admin);
        var before = await ShopTables.SnapshotAsync(_shop.Admin, "globex");
        using var open = _shop.Client();
        await SendAsync(open, Make(request, "globex"), Token); // Without the guard the service would do it.
        await ShopTables.SeedAsync(_shop.Admin);

        using var guarded = Guarded();
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => SendAsync(guarded, Make(request, "globex"), Token));
        Assert.Equal(before, await ShopTables.SnapshotAsync(_shop.Admin, "globex"));
    }

    [Fact]
    public async Task Send_ScanAndPartiQl_AreRefused()
    {
        using var guarded = Guarded();
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => guarded.ScanAsync(new ScanRequest("Orders"), Token));
        await Assert.ThrowsAsync<TenantAccessDeniedException>(() => guarded.ExecuteStatementAsync(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders" }, Token));
    }

    [Fact]
    public async Task Send_ThroughPaginator_IsRefused()
    {
        using var guarded = Guarded();
        await Assert.ThrowsAsync<TenantAccessDeniedException>(async () =>
        {
            await foreach (var page in guarded.Paginators.Scan(new ScanRequest("Orders")).Responses)
                Assert.Fail($"{page.Count} items came back");
        });
    }

    [Fact]
    public async Task Refusal_ReachesTheCaller_BeforeAnythingIsSent()
    {
        // Nobody listens there: a request that was sent would fail with another exception.
        using var nowhere = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:1", MaxErrorRetry = 0 });
        var guarded = new TenantGuard(new Caller("acme"), Tables.Guarded).Protect(nowhere);
        var refusal = await Assert.ThrowsAsync<TenantAccessDeniedException>(() => guarded.GetItemAsync("Orders", Key("globex"), Token));
        Assert.Contains("'tenantId' in its key on 'Orders' is another tenant", refusal.Message, StringComparison.Ordinal);
        var sent = await Record.ExceptionAsync(() => guarded.GetItemAsync("Orders", Key("acme"), Token));
        Assert.False(sent is null or TenantAccessDeniedException);
    }

    [Fact]
    public async Task TenantShop_TwoTenants_EachSeesAndChangesOnlyItsOwn()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        var globex = await ShopTables.SnapshotAsync(_shop.Admin, "globex");
        using var guarded = Guarded();
        var orders = new OrderRepository(guarded, new ItemReader(guarded), new Caller("acme"));

        Assert.Equal(["acme-order-1", "acme-order-2"], (await orders.ListAsync()).Select(static order => order.OrderId));
        Assert.Equal(2, (await orders.ListOpenAsync()).Count);
        Assert.NotNull(await orders.GetAsync("acme-order-1"));
        Assert.Null(await orders.GetAsync("globex-order-1"));
        Assert.True(await orders.SetStatusAsync("acme-order-1", "PAID"));
        Assert.False(await orders.SetStatusAsync("globex-order-1", "PAID"));
        await orders.PlaceAsync("acme-order-3", "c1", 7);
        Assert.Equal(3, (await orders.ListAsync()).Count);

        var customers = new global::TenantShop.Customers.CustomerRepository(guarded, new Caller("acme"));
        Assert.Equal("acme", (await customers.FindByEmailAsync("Ann@example.com"))?.TenantId);
        Assert.Equal("acme", Assert.Single(await customers.SearchAsync("Ann")).TenantId);
        await customers.SaveAsync("c2", "Bob", "bob@example.com");
        Assert.Equal("Bob", (await customers.GetAsync("c2"))?.Name);

        var invoices = new global::TenantShop.Invoices.InvoiceRepository(guarded, new Caller("acme"));
        Assert.Equal(40, await invoices.GetAmountAsync("acme-invoice-1"));
        Assert.Null(await invoices.GetAsync("globex-invoice-1"));
        Assert.Equal(["Goods for acme"], await invoices.GetLinesAsync("acme-invoice-1"));
        await invoices.AddAsync("acme-invoice-9", "acme-order-3", 7);
        Assert.Equal(7, (await invoices.GetAsync("acme-invoice-9"))?.Amount);

        var export = new global::TenantShop.Reports.OrderExport(guarded, new Caller("acme"));
        using var text = new StringWriter();
        await export.WriteAsync(text);
        Assert.DoesNotContain("globex", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(47, await export.OpenTotalAsync());
        Assert.Equal(globex, await ShopTables.SnapshotAsync(_shop.Admin, "globex"));

        await _shop.Admin.DeleteItemAsync("Orders", new() { ["tenantId"] = new("acme"), ["orderId"] = new("acme-order-3") }, Token);
    }

    private AmazonDynamoDBClient Guarded() => new TenantGuard(new Caller("acme"), Tables.Guarded).Protect(_shop.Client());
}
