using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TenantShop.Access;
using TenantShop.Hosting;
using TenantShop.Layers;
using TenantShop.Storage.DatabasePerTenant;
using TenantShop.Storage.SharedTable;
using TenantShop.Storage.TablePerTenant;
using TenantShop.Tenancy;

namespace TenantShop.Attacks;

/// <summary>
/// An honest request for one's own order, signed by the SDK and altered on its way: the names in the body become the victim's. For a database
/// it is the login token whose user is altered.
/// </summary>
internal sealed class TamperedRequest(AwsSettings aws, TenantClients clients, DatabaseLogin login, ITenantDatabases databases)
{
    public async Task<IEnumerable<Touched>> ReachAsync(AttackContext at)
    {
        var own = at.Session.TenantId;
        if (at.Session.Model == StorageModel.DatabasePerTenant)
            return await LoginAsync(at, own);

        var config = aws.DynamoDb();
        config.HttpClientFactory = new TamperingClients(own, at.Asked);
        using var client = TenantClients.Guard(new AmazonDynamoDBClient(clients.CredentialsOf(at.Session), config), at.Session);
        var order = at.Session.Model == StorageModel.SharedTable
            ? await new SharedTableStore(client, new FixedTenant(own)).GetOrderAsync(ShopData.OrderId(own, 1))
            : await new TablePerTenantStore(client, new TenantTables(own)).GetOrderAsync(ShopData.OrderId(own, 1));
        return order is null ? [] : [new Touched(order.TenantId, order.OrderId)];
    }

    private async Task<IEnumerable<Touched>> LoginAsync(AttackContext at, string own)
    {
        var token = await login.TokenAsync(clients.CredentialsOf(at.Session), own);
        await login.DemandAsync(token.Replace("DBUser=" + own, "DBUser=" + at.Asked, StringComparison.Ordinal));
        await using var store = new DatabaseStore(await databases.OpenAsAdminAsync(at.Asked), at.Asked);
        return (await store.ListOrdersAsync()).Select(static order => new Touched(order.TenantId, order.OrderId));
    }

    private sealed class TamperingClients(string from, string to) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new TamperingHandler(from, to));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
    }

    private sealed class TamperingHandler(string from, string to) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } signed)
            {
                var body = await signed.ReadAsStringAsync(cancellationToken);
                var altered = new ByteArrayContent(Encoding.UTF8.GetBytes(body.Replace(from, to, StringComparison.Ordinal)));
                altered.Headers.ContentType = signed.Headers.ContentType;
                request.Content = altered;
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
