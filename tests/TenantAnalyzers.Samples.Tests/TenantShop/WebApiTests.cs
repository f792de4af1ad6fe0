using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Demo;
using TenantShop.Tenancy;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>TenantShop as a caller sees it: the token says who the caller is, and the guard knows it from the request's principal.</summary>
public sealed class WebApiTests : IClassFixture<ShopServer>
{
    private readonly ShopServer _shop;

    public WebApiTests(ShopServer shop)
    {
        Assert.SkipWhen(shop.Missing is not null, shop.Missing ?? "");
        _shop = shop;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Api_TwoTenantsAndAStranger_EachReachesOnlyItsOwn()
    {
        await ShopTables.SeedAsync(_shop.Admin);
        var start = new ProcessStartInfo("dotnet", [typeof(TenantGuard).Assembly.Location, "--urls", "http://127.0.0.1:0", $"--DynamoDb:ServiceUrl={_shop.ServiceUrl}", "--Layers:Iam=false", "--Seed=false"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        using var process = Process.Start(start)!;
        try
        {
            var address = await ListeningAddressAsync(process);
            using var stranger = new HttpClient { BaseAddress = address };
            using var acme = await ShopClient.SignInAsync(address, "ann", "sample-ann", Token);
            using var globex = await ShopClient.SignInAsync(address, "gus", "sample-gus", Token);

            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/orders", Token)).StatusCode);
            Assert.Contains("acme-order-1", await acme.GetStringAsync("/orders", Token), StringComparison.Ordinal);
            Assert.DoesNotContain("globex", await acme.GetStringAsync("/orders", Token), StringComparison.Ordinal);
            Assert.DoesNotContain("acme", await globex.GetStringAsync("/reports/orders.csv", Token) + await globex.GetStringAsync("/orders/by-status/OPEN", Token), StringComparison.Ordinal);

            Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("/orders/acme-order-1", Token)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync("/orders/globex-order-1", Token)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await acme.GetAsync("/invoices/globex-invoice-1", Token)).StatusCode);
            Assert.Equal("[]", await acme.GetStringAsync("/orders/globex-order-1/events", Token));
            Assert.Equal("acme placed it", await acme.GetStringAsync("/orders/acme-order-1/events/last", Token));

            Assert.Equal(HttpStatusCode.NotFound, (await acme.PutAsJsonAsync("/orders/globex-order-1/status", new { Status = "CANCELLED" }, Token)).StatusCode);
            Assert.Equal(HttpStatusCode.NoContent, (await acme.PutAsJsonAsync("/orders/acme-order-1/status", new { Status = "PAID" }, Token)).StatusCode);
            Assert.Contains("PAID", await acme.GetStringAsync("/orders/acme-order-1", Token), StringComparison.Ordinal);
            Assert.DoesNotContain("CANCELLED", await globex.GetStringAsync("/orders", Token), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    // Reads on after the announcement, or the shop would stop when the pipe is full.
    private static async Task<Uri> ListeningAddressAsync(Process process)
    {
        const string announcement = "Now listening on: ";
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, output) =>
        {
            if (output.Data is null)
                address.TrySetException(new InvalidOperationException("The shop ended before it listened."));
            else if (output.Data.IndexOf(announcement, StringComparison.Ordinal) is var at and >= 0)
                address.TrySetResult(new Uri(output.Data[(at + announcement.Length)..]));
        };
        process.BeginOutputReadLine();
        return await address.Task.WaitAsync(Token);
    }
}
