using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TenantAnalyzers.Samples.Tests.Postgres;
using TenantShop.Attacks;
using TenantShop.Hosting;
using TenantShop.Layers;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>Every attack on every model, behind each layer alone, behind all and behind none; and its control each time.</summary>
public sealed class AttackTests : IClassFixture<ShopHost>
{
    private const string Shared = "shared-table";
    private const string Own = "table-per-tenant";
    private const string Databases = "database-per-tenant";

    private static readonly string[] Attacks =
        ["read", "query", "index", "scan", "partiql", "batch-read", "write", "update", "delete", "batch-write", "transaction", "forged-token", "tampered-signature"];

    private readonly ShopHost _host;

    public AttackTests(ShopHost host)
    {
        Assert.SkipWhen(host.Missing is not null, host.Missing ?? "");
        _host = host;
    }

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            foreach (var model in new[] { Shared, Own, Databases })
            {
                foreach (var attack in Attacks.Where(attack => attack != "partiql" || model != Databases))
                    pairs.Add(model, attack);
            }

            return pairs;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Attack_EachLayerAlone_IsStoppedByIt(string model, string attack)
    {
        using var ann = await ShopClient.SignInAsync(_host.Shop.Address, "ann", "sample-ann", Token);
        await AttackAsync(_host.Shop, ann, model, attack, iam: ("iam", "AccessDeniedException"));
    }

    [Fact]
    public async Task Attack_OnPostgres_IsStoppedByTheDatabase()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var shop = await ShopApp.StartAsync(_host.Options with { PostgresAdmin = postgres.AdminConnectionString }, Token);
        using var ann = await ShopClient.SignInAsync(shop.Address, "ann", "sample-ann", Token);
        Assert.Contains("PostgreSQL", await ann.GetStringAsync("/api/models", Token), StringComparison.Ordinal);
        foreach (var attack in Attacks.Except(["partiql"]))
            await AttackAsync(shop, ann, Databases, attack, iam: ("database", "42501"));
    }

    [Fact]
    public async Task Attack_RefusedByIam_HasItsAuditRecord()
    {
        using var ann = await ShopClient.SignInAsync(_host.Shop.Address, "ann", "sample-ann", Token);
        var result = await ShopHost.AttackAsync(ann, "read", Shared, new ShopLayers(App: false, Iam: true, Keys: false));
        Assert.Equal(HttpStatusCode.BadRequest, (HttpStatusCode)result.HttpStatus!);
        Assert.Contains("is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:eu-central-1:111122223333:table/Orders", result.Message, StringComparison.Ordinal);
        var page = await ann.GetFromJsonAsync<JsonElement>("/api/audit", Token);
        var record = page.GetProperty("entries").EnumerateArray().Select(static entry => entry.GetProperty("record"))
            .Single(record => record.GetProperty("requestID").GetString() == result.RequestId);
        Assert.Equal("AccessDenied", record.GetProperty("errorCode").GetString());
        Assert.EndsWith("/shop-acme", record.GetProperty("userIdentity").GetProperty("arn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attack_AllLayersOff_AuditSaysWhoReachedWhat()
    {
        using var ann = await ShopClient.SignInAsync(_host.Shop.Address, "ann", "sample-ann", Token);
        var next = (await ann.GetFromJsonAsync<JsonElement>("/api/audit", Token)).GetProperty("next").GetInt64();
        Assert.Equal(AttackResult.Breach, (await ShopHost.AttackAsync(ann, "read", Shared, ShopLayers.None)).Outcome);
        var page = await ann.GetFromJsonAsync<JsonElement>($"/api/audit?after={next}", Token);
        Assert.Contains(page.GetProperty("entries").EnumerateArray(), static entry =>
            entry.GetProperty("record").GetProperty("userIdentity").GetProperty("arn").GetString()!.EndsWith("user/shop-without-iam", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("read", "shared-table", "acme", HttpStatusCode.BadRequest)]
    [InlineData("read", "shared-table", "nobody", HttpStatusCode.BadRequest)]
    [InlineData("read", "shared-table", null, HttpStatusCode.BadRequest)]
    [InlineData("read", "no-model", "globex", HttpStatusCode.NotFound)]
    [InlineData("no-attack", "shared-table", "globex", HttpStatusCode.NotFound)]
    [InlineData("partiql", "database-per-tenant", "globex", HttpStatusCode.NotFound)]
    public async Task Attack_NotKnown_IsRefused(string attack, string model, string? victim, HttpStatusCode expected)
    {
        using var ann = await ShopClient.SignInAsync(_host.Shop.Address, "ann", "sample-ann", Token);
        using var response = await ann.PostAsJsonAsync("/api/attacks/" + attack, new { model, victim }, Token);
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(Shared)]
    [InlineData(Own)]
    [InlineData(Databases)]
    public async Task Shop_AllLayersOn_ShowsEachTenantItsOwn(string model)
    {
        foreach (var (user, tenant) in new[] { ("ann", "acme"), ("gus", "globex"), ("ida", "initech") })
        {
            using var client = await ShopClient.SignInAsync(_host.Shop.Address, user, "sample-" + user, Token);
            var shop = await client.GetFromJsonAsync<ShopPage>("/api/shop?model=" + model, Token);
            Assert.Equal(4, shop!.Orders.Count);
            Assert.Equal(3, shop.Customers.Count);
            Assert.Equal(3, shop.Invoices.Count);
            Assert.All(shop.Orders, order => Assert.StartsWith(tenant + "-", order.OrderId, StringComparison.Ordinal));
        }
    }

    private static async Task AttackAsync(ShopApp shop, HttpClient ann, string model, string attack, (string Layer, string Code) iam)
    {
        var data = (ShopData)shop.Services.GetService(typeof(ShopData))!;
        var stored = StorageModels.Find(model)!.Value;
        var victim = await data.SnapshotAsync(stored, "globex");
        var seen = new List<string>();
        foreach (var layers in new[] { new ShopLayers(true, false, false), new(false, true, false), new(false, false, true), ShopLayers.All, ShopLayers.None })
        {
            var result = await ShopHost.AttackAsync(ann, attack, model, layers);
            Assert.True(result.Control.Ok, $"{attack} on {model}, {layers}: control {result.Control.Seen}");
            seen.Add($"{result.Outcome} {result.StoppedBy} {result.ErrorCode}".Trim());
        }

        string[] expected = attack switch
        {
            "forged-token" => [.. Enumerable.Repeat("stopped sign-in Unauthorized", 5)],
            "tampered-signature" => [.. Enumerable.Repeat("stopped signature InvalidSignatureException", 5)],
            _ => ["stopped app TenantAccessDeniedException", $"stopped {iam.Layer} {iam.Code}", "stopped keys", "stopped keys", "breach"],
        };
        Assert.Equal(expected, seen);
        Assert.Equal(victim, await data.SnapshotAsync(stored, "globex"));
    }
}
