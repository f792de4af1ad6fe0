using System.Net.Http.Headers;
using System.Net.Http.Json;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway;
using TenantShop.Attacks;
using TenantShop.Hosting;
using TenantShop.Layers;

namespace Demo;

/// <summary>TenantShop and the gateway in front of DynamoDB Local, and the attacker who is signed in there.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private const string User = "ann";
    private const string Password = "sample-ann";

    private readonly string _folder = Directory.CreateTempSubdirectory("tenant-shop-").FullName;
    private readonly HttpClient _http = new();
    private GatewayServer? _gateway;
    private ShopApp? _shop;

    private RunningShop()
    {
    }

    /// <summary>Where the page is.</summary>
    public Uri Page => _shop!.Address;

    /// <summary>Where DynamoDB and STS clients are to go.</summary>
    public Uri Gateway => _gateway!.Url;

    public string AuditFile => Path.Combine(_folder, "audit.jsonl");

    public static async Task<RunningShop> StartAsync(DynamoDbLocalServer local)
    {
        var running = new RunningShop();
        try
        {
            var dynamoDb = new Uri(local.ServiceUrl);
            running._gateway = await GatewayServer.StartAsync(
                new GatewayOptions { ConfigFile = ShopApp.GatewayConfigFile, DynamoDb = dynamoDb, AuditFile = running.AuditFile, Notices = Console.Error });
            running._shop = await ShopApp.StartAsync(new ShopOptions
            {
                Gateway = running.Gateway,
                DynamoDb = dynamoDb,
                AuditFile = running.AuditFile,
                DatabaseFolder = Path.Combine(running._folder, "databases"),
            });
            await running.SignInAsync();
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public async Task<AttackInfo[]> ListAttacksAsync() => await _http.GetFromJsonAsync<AttackInfo[]>("/api/attacks") ?? [];

    public async Task<AttackResult> AttackAsync(AttackInfo attack, string model, ShopLayers layers)
    {
        using var response = await _http.PostAsJsonAsync($"/api/attacks/{attack.Id}", new { model, layers, victim = ShopTables.Victim });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<AttackResult>() ?? throw new DemoFailedException($"the shop has no answer to the attack {attack.Id}.");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_shop is not null)
            await _shop.DisposeAsync();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in the temporary folder; the system will tidy up.
        }
    }

    private async Task SignInAsync()
    {
        _http.BaseAddress = Page;
        using var response = await _http.PostAsJsonAsync("/api/sign-in", new { user = User, password = Password });
        response.EnsureSuccessStatusCode();
        var signedIn = await response.Content.ReadFromJsonAsync<SignedIn>();
        if (signedIn?.Tenant != ShopTables.Attacker)
            throw new DemoFailedException($"{User} is signed in as {signedIn?.Tenant}, not as {ShopTables.Attacker}.");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
    }

    private sealed record SignedIn(string Token, string Tenant);
}

/// <summary>An attack as the shop lists it.</summary>
internal sealed record AttackInfo(string Id, string Title, bool LayersApply, string[] Models);
