using System.Net.Http.Json;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;
using TenantShop.Attacks;
using TenantShop.Hosting;
using TenantShop.Layers;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>The whole thing: DynamoDB Local, the gateway with the shop's own configuration in front of it, and the shop.</summary>
public sealed class ShopHost : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tenantshop-").FullName;
    private DynamoDbLocalServer? _dynamo;
    private GatewayServer? _gateway;

    /// <summary>What the machine lacks, or null.</summary>
    public string? Missing { get; private set; }

    public ShopApp Shop { get; private set; } = null!;

    public string AuditFile => Path.Combine(_folder, "audit.jsonl");

    internal Uri Gateway => _gateway!.Url;

    internal string DynamoDbUrl => _dynamo!.ServiceUrl;

    internal ShopData Data => (ShopData)Shop.Services.GetService(typeof(ShopData))!;

    internal ShopOptions Options => new()
    {
        Gateway = Gateway,
        DynamoDb = new Uri(DynamoDbUrl),
        AuditFile = AuditFile,
        DatabaseFolder = Path.Combine(_folder, "databases"),
    };

    public async ValueTask InitializeAsync()
    {
        try
        {
            _dynamo = await DynamoDbLocalServer.StartAsync();
        }
        catch (DynamoDbLocalException exception) when (!Needs.MustRun)
        {
            // A fixture cannot skip; its tests can.
            Missing = exception.Message;
            return;
        }

        _gateway = await GatewayServer.StartAsync(new GatewayOptions { ConfigFile = ShopApp.GatewayConfigFile, DynamoDb = new Uri(DynamoDbUrl), AuditFile = AuditFile });
        Shop = await ShopApp.StartAsync(Options);
    }

    public async ValueTask DisposeAsync()
    {
        if (Shop is not null)
            await Shop.DisposeAsync();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_dynamo is not null)
            await _dynamo.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs an attack over the web API, as ann of acme.</summary>
    internal static async Task<AttackResult> AttackAsync(HttpClient ann, string attack, string model, ShopLayers layers, string victim = "globex")
    {
        using var response = await ann.PostAsJsonAsync("/api/attacks/" + attack, new { model, victim, layers = new { layers.App, layers.Iam, layers.Keys } });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<AttackResult>())!;
    }
}
