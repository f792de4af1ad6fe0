using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>The shop's whole web API with all layers on: what the tenant's policies allow is all that it needs, and nothing of another tenant.</summary>
public sealed class ShopApiOnGatewayTests : IClassFixture<ShopHost>
{
    private readonly ShopHost _host;

    public ShopApiOnGatewayTests(ShopHost host)
    {
        Assert.SkipWhen(host.Missing is not null, host.Missing ?? "");
        _host = host;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/orders", "acme-order-4")]
    [InlineData("/orders/open", "acme-order-2")]
    [InlineData("/orders/by-status/PAID", "acme-order-3")]
    [InlineData("/orders/some?id=acme-order-1&id=acme-order-2&id=globex-order-1", "acme-order-2")]
    [InlineData("/orders/acme-order-1", "OPEN")]
    [InlineData("/orders/acme-order-1/events", "[]")]
    [InlineData("/orders/acme-order-1/audit", "[]")]
    [InlineData("/customers/c1", "Ann of acme")]
    [InlineData("/customers/by-email/ann@example.com", "Ann of acme")]
    [InlineData("/customers/by-name/Ann", "Ann of acme")]
    [InlineData("/customers?text=Ann", "Ann of acme")]
    [InlineData("/invoices/acme-invoice-1", "acme-order-1")]
    [InlineData("/invoices/acme-invoice-1/amount", "40")]
    [InlineData("/invoices/acme-invoice-1/lines", "[]")]
    [InlineData("/carts", "[]")]
    [InlineData("/products", "[]")]
    [InlineData("/reports/orders.csv", "acme-order-1,c1,OPEN")]
    [InlineData("/reports/open-total", "165.5")]
    [InlineData("/session-policy/invoices", "invoices-acme")]
    public async Task Read_OwnData_IsAllowedAndOnlyItsOwn(string path, string expected)
    {
        using var ann = await ShopClient.SignInAsync(_host.Shop.Address, "ann", "sample-ann", Token);
        var answer = await ann.GetStringAsync(path, Token);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("globex", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/orders/globex-order-1")]
    [InlineData("/orders/globex-order-1/events/last")]
    [InlineData("/invoices/globex-invoice-1")]
    [InlineData("/carts/globex-cart")]
    [InlineData("/tickets/1")]
    public async Task Read_ForeignNumber_IsNotFound(string path)
    {
        using var ann = await ShopClient.SignInAsync(_host.Shop.Address, "ann", "sample-ann", Token);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.GetAsync(path, Token)).StatusCode);
    }

    [Fact]
    public async Task Write_OwnData_IsAllowedAndReadBack()
    {
        // Of a tenant that no other test looks at.
        using var ida = await ShopClient.SignInAsync(_host.Shop.Address, "ida", "sample-ida", Token);
        using var placed = await ida.PostAsJsonAsync("/orders", new { customerId = "c1", total = 7 }, Token);
        Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var order = placed.Headers.Location!.ToString();
        Assert.Contains("c1 placed it", await ida.GetStringAsync(order + "/audit", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await ida.PutAsJsonAsync(order + "/status", new { status = "PAID" }, Token)).StatusCode);
        Assert.Equal("PAID", (await ida.GetFromJsonAsync<JsonElement>(order, Token)).GetProperty("status").GetString());

        using var ticket = await ida.PostAsJsonAsync("/tickets", new { text = "Where is it?" }, Token);
        Assert.Contains("Where is it?", await ida.GetStringAsync(ticket.Headers.Location!.ToString(), Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await ida.PutAsJsonAsync("/customers/c9", new { name = "Zoe", email = "zoe@example.com" }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ida.PutAsJsonAsync("/carts/k1", new { customerId = "c1", products = new[] { "p1" } }, Token)).StatusCode);
        Assert.Contains("k1", await ida.GetStringAsync("/carts", Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ida.DeleteAsync("/carts/k1", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ida.PutAsJsonAsync("/products/p1", new { name = "Tea" }, Token)).StatusCode);
        Assert.Contains("Tea", await ida.GetStringAsync("/products?prefix=p", Token), StringComparison.Ordinal);
    }
}
