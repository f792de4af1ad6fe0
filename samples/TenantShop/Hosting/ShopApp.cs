using Amazon.Runtime;
using Microsoft.Extensions.Configuration.Json;
using TenantShop.Activity;
using TenantShop.Attacks;
using TenantShop.AuditTrail;
using TenantShop.Carts;
using TenantShop.Customers;
using TenantShop.Invoices;
using TenantShop.Orders;
using TenantShop.Products;
using TenantShop.Reports;
using TenantShop.SignIn;

namespace TenantShop.Hosting;

/// <summary>The shop, running inside the program that started it.</summary>
public sealed class ShopApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ShopApp(WebApplication app)
    {
        _app = app;
        Address = app.Services.GetRequiredService<ShopAddress>().Value;
    }

    /// <summary>The gateway's configuration for this shop: its users, its role and their policies.</summary>
    public static string GatewayConfigFile => Path.Combine(AppContext.BaseDirectory, "gateway.json");

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    internal IServiceProvider Services => _app.Services;

    /// <summary>Starts the shop: it listens when this returns, and its sample data is there.</summary>
    public static async Task<ShopApp> StartAsync(ShopOptions options, CancellationToken cancellationToken = default)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // What lies beside the program that starts the shop is that program's own.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(options.ToConfiguration());
        builder.Logging.ClearProviders();
        var app = await BuildAsync(builder);
        try
        {
            await app.StartAsync(cancellationToken);
            return new ShopApp(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs the shop as a program of its own, by its configuration and the command line; the exit code.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        try
        {
            await using var app = await BuildAsync(builder);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(
                $"The sample data cannot be put into the DynamoDB at {builder.Configuration["DynamoDb:ServiceUrl"]}: {exception.Message}\n" +
                "Start the gateway first: dotnet run --project src/TenantAnalyzers.Tool -- gateway --config samples/TenantShop/gateway.json");
            return 1;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<WebApplication> BuildAsync(WebApplicationBuilder builder)
    {
        // Last, behind every other source: the defaults are in the assembly.
        using var defaults = typeof(ShopApp).Assembly.GetManifestResourceStream("appsettings.json")!;
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new JsonStreamConfigurationSource { Stream = defaults });
        await builder.AddShopAsync();
        var app = builder.Build();
        app.UseShopHeaders();
        app.UseRefusals();
        app.UseShopPage();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSignIn();
        app.MapShop();
        app.MapAttacks();
        app.MapAudit();
        app.MapOrders();
        app.MapCustomers();
        app.MapInvoices();
        app.MapActivity();
        app.MapCarts();
        app.MapProducts();
        app.MapReports();
        app.MapGet("/session-policy/invoices", static (Access.SessionPolicyFactory factory) => factory.ForInvoices()).RequireAuthorization();
        if (app.Configuration.GetValue<bool>("Seed"))
            await app.Services.GetRequiredService<ShopData>().CreateAsync(app.Services.GetRequiredService<ShopUsers>().Tenants);
        return app;
    }
}
