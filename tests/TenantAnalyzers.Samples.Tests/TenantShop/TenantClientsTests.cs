using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Configuration;
using TenantShop.Access;
using TenantShop.Layers;
using TenantShop.Tenancy;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>Whose client and whose credentials a tenant gets, also when many ask at once.</summary>
public sealed class TenantClientsTests
{
    // Near misses of each other in case, length and separators.
    private static readonly string[] Tenants = ["acme", "ACME", "Acme", "acme-", "acme_", "-acme", "acme1", "acme11", "a", "A", "shop-acme", "acme-True-True"];

    [Fact]
    public async Task CredentialsOf_ManyTenantsAtOnce_AreEachTenantsOwnAndFetchedOnce()
    {
        using var sts = new FakeSts();
        using var clients = Clients(sts);
        var given = new ConcurrentBag<(string Tenant, string Token)>();
        var work = Enumerable.Range(0, 600).Select(i => Task.Run(async () =>
        {
            var tenant = Tenants[i % Tenants.Length];
            var credentials = await clients.CredentialsOf(Session(tenant)).GetCredentialsAsync();
            given.Add((tenant, credentials.Token));
        }));
        await Task.WhenAll(work);

        Assert.All(given, static got => Assert.Equal(FakeSts.TokenOf(got.Tenant, 1), got.Token));
        Assert.Equal(Tenants.Length, sts.Requests.Count);
        Assert.All(sts.Requests, static request =>
        {
            var tag = Assert.Single(request.Tags);
            Assert.Equal("TenantId", tag.Key);
            Assert.Equal("shop-" + tag.Value, request.RoleSessionName);
            Assert.Empty(request.TransitiveTagKeys ?? []);
        });
    }

    [Fact]
    public async Task For_ManyTenantsAtOnce_IsOneClientEach()
    {
        using var sts = new FakeSts();
        using var clients = Clients(sts);
        var given = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => Task.Run(() => (Tenant: Tenants[i % Tenants.Length], Client: clients.For(Session(Tenants[i % Tenants.Length]))))));
        var byTenant = given.GroupBy(static got => got.Tenant).Select(static group => Assert.Single(group.Select(static got => got.Client).Distinct())).ToArray();
        Assert.Equal(Tenants.Length, byTenant.Distinct().Count());
    }

    [Fact]
    public void For_OtherModelOrLayers_IsAnotherClient()
    {
        using var sts = new FakeSts();
        using var clients = Clients(sts);
        var sessions = from model in StorageModels.All
                       from app in new[] { true, false }
                       from iam in new[] { true, false }
                       select new ShopSession("acme", model, new ShopLayers(app, iam));
        var given = sessions.Select(clients.For).ToArray();
        Assert.Equal(given.Length, given.Distinct().Count());
        Assert.Same(clients.For(Session("acme")), clients.For(Session("acme") with { }));
        // The keys layer is a matter of stores, not of clients.
        Assert.Same(clients.For(Session("acme")), clients.For(new ShopSession("acme", StorageModel.SharedTable, new ShopLayers(Keys: false))));
    }

    [Fact]
    public async Task CredentialsOf_NearTheirEnd_AreFetchedAnewForTheSameTenant()
    {
        using var sts = new FakeSts { Lifetime = TenantCredentials.Margin / 2 };
        using var clients = Clients(sts);
        var first = await clients.CredentialsOf(Session("acme")).GetCredentialsAsync();
        sts.Lifetime = TimeSpan.FromHours(1);
        var second = await clients.CredentialsOf(Session("acme")).GetCredentialsAsync();
        var third = await clients.CredentialsOf(Session("acme")).GetCredentialsAsync();
        Assert.Equal([FakeSts.TokenOf("acme", 1), FakeSts.TokenOf("acme", 2), FakeSts.TokenOf("acme", 2)], [first.Token, second.Token, third.Token]);
    }

    [Fact]
    public async Task CredentialsOf_StsRefusedOnce_AreAskedForAgain()
    {
        using var sts = new FakeSts { Failures = 1 };
        using var clients = Clients(sts);
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => clients.CredentialsOf(Session("acme")).GetCredentialsAsync());
        Assert.Equal(FakeSts.TokenOf("acme", 2), (await clients.CredentialsOf(Session("acme")).GetCredentialsAsync()).Token);
    }

    [Fact]
    public async Task CredentialsOf_IamOff_AreTheShopsOwnAndAskNobody()
    {
        using var sts = new FakeSts();
        using var clients = Clients(sts);
        var session = new ShopSession("acme", StorageModel.SharedTable, new ShopLayers(Iam: false));
        Assert.Equal("wide", (await clients.CredentialsOf(session).GetCredentialsAsync()).AccessKey);
        Assert.Empty(sts.Requests);
    }

    [Theory]
    [MemberData(nameof(TenantIdsTests.Hostile), MemberType = typeof(TenantIdsTests))]
    public void Session_NoTenantId_Refuses(string? tenant) => Assert.Throws<TenantAccessDeniedException>(() => Session(tenant!));

    private static ShopSession Session(string tenant) => new(tenant, StorageModel.SharedTable, ShopLayers.All);

    private static TenantClients Clients(IAmazonSecurityTokenService sts) => new(
        new AwsSettings(new ConfigurationBuilder().AddInMemoryCollection([new("Aws:Wide:AccessKeyId", "wide"), new("Aws:Wide:SecretAccessKey", "wide")]).Build()), sts);

    /// <summary>Hands out sessions whose token says whose they are; slowly, so that callers meet.</summary>
    private sealed class FakeSts() : AmazonSecurityTokenServiceClient(new BasicAWSCredentials("broker", "broker"), new AmazonSecurityTokenServiceConfig { ServiceURL = "http://127.0.0.1:9" })
    {
        private int _calls;

        public ConcurrentQueue<AssumeRoleRequest> Requests { get; } = new();

        public TimeSpan Lifetime { get; set; } = TimeSpan.FromMinutes(15);

        public int Failures { get; set; }

        public static string TokenOf(string tenant, int call) => $"token {call} of {tenant}";

        public override async Task<AssumeRoleResponse> AssumeRoleAsync(AssumeRoleRequest request, CancellationToken cancellationToken = default)
        {
            var tenant = request.Tags.Single().Value;
            Requests.Enqueue(request);
            var call = Requests.Count(earlier => earlier.Tags.Single().Value == tenant);
            await Task.Delay(20, cancellationToken);
            if (Interlocked.Increment(ref _calls) <= Failures)
                throw new AmazonSecurityTokenServiceException("Busy.");
            return new AssumeRoleResponse
            {
                Credentials = new Credentials { AccessKeyId = "ASIA" + call, SecretAccessKey = "secret", SessionToken = TokenOf(tenant, call), Expiration = DateTime.UtcNow + Lifetime },
            };
        }
    }
}
