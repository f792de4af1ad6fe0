using System.Collections.Concurrent;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using TenantShop.Layers;
using TenantShop.Storage.TablePerTenant;
using TenantShop.Tenancy;

namespace TenantShop.Access;

/// <summary>
/// One client for each tenant, model and set of layers. The key is a value of those very parts, compared as they are: nothing is joined to a
/// text, so no name can be made to mean another tenant's client.
/// </summary>
internal sealed class TenantClients(AwsSettings aws, IAmazonSecurityTokenService sts) : IDisposable
{
    // Lazy: of several that ask at once, one makes it.
    private readonly ConcurrentDictionary<string, Lazy<TenantCredentials>> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ClientKey, Lazy<AmazonDynamoDBClient>> _clients = new();

    /// <summary>The client that acts for the session's tenant.</summary>
    public IAmazonDynamoDB For(ShopSession session) => Client(session).Value;

    /// <summary>What signs for the session: the tenant's own credentials, or with the IAM layer off, the shop's, which may do everything.</summary>
    public AWSCredentials CredentialsOf(ShopSession session) => session.Layers.Iam
        ? _sessions.GetOrAdd(session.TenantId, tenant => new Lazy<TenantCredentials>(() => new TenantCredentials(sts, aws.RoleArn, tenant))).Value
        : aws.Wide;

    /// <summary>Puts the app layer in front of a client that acts for the session, when it is on.</summary>
    public static T Guard<T>(T client, ShopSession session) where T : IAmazonDynamoDB =>
        session.Layers.App ? new TenantGuard(new FixedTenant(session.TenantId), TablesOf(session)).Protect(client) : client;

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(static client => client.IsValueCreated))
            client.Value.Dispose();
        foreach (var session in _sessions.Values.Where(static session => session.IsValueCreated))
            session.Value.Dispose();
    }

    private static IReadOnlyDictionary<string, GuardedTable> TablesOf(ShopSession session) =>
        session.Model == StorageModel.TablePerTenant ? TenantTables.Guarded(session.TenantId) : Tables.Guarded;

    private Lazy<AmazonDynamoDBClient> Client(ShopSession session) => _clients.GetOrAdd(
        new ClientKey(session.TenantId, session.Model, session.Layers.App, session.Layers.Iam),
        _ => new Lazy<AmazonDynamoDBClient>(() => Guard(new AmazonDynamoDBClient(CredentialsOf(session), aws.DynamoDb()), session)));

    private readonly record struct ClientKey(string TenantId, StorageModel Model, bool App, bool Iam);
}
