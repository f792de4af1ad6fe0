using System.Net;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Forwarding;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Sts;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>Everything that a gateway is made of, put together.</summary>
internal sealed class GatewayParts : IAsyncDisposable
{
    // DynamoDB Local keeps one database for all regions; DescribeTable is asked in any.
    private const string AnyRegion = "us-east-1";

    // DynamoDB Local reads the key's id and does not verify the signature.
    private const string ForwardSecret = "local";

    private readonly ConfigSource _config;
    private readonly AuditLog _audit;
    private readonly HttpMessageInvoker _http;

    private GatewayParts(ConfigSource config, AuditLog audit, HttpMessageInvoker http, Router router)
    {
        _config = config;
        _audit = audit;
        _http = http;
        Router = router;
    }

    public Router Router { get; }

    /// <exception cref="GatewayException">The configuration is wrong, or the audit file cannot be written.</exception>
    public static async Task<GatewayParts> CreateAsync(GatewayOptions options)
    {
        var config = ConfigSource.Load(options.ConfigFile, options.Notices);
        try
        {
            return Create(options, config, new AuditLog(options.AuditStorage ?? new AuditStorage(options.AuditFile), options.FlushEachRecord));
        }
        catch
        {
            await config.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _config.DisposeAsync();
        _http.Dispose();
        await _audit.DisposeAsync();
    }

    private static GatewayParts Create(GatewayOptions options, ConfigSource config, AuditLog audit)
    {
        var clock = options.Clock;
        var sessions = new SessionStore(clock);
        var credentials = new Credentials(config, sessions);
        var verifier = new SignatureVerifier(credentials, clock);
        var http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Before DynamoDB's server (Jetty) closes an idle connection, perhaps just when it is used.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        });
        var signer = new RequestSigner(config.Current.ForwardAccessKeyId, ForwardSecret, clock);
        var forwarder = new Forwarder(http, options.DynamoDb, signer);
        var schemas = new TableSchemas(http, options.DynamoDb, clock, (request, body) => signer.Sign(request, RequestSigner.HashOf(body.Span), AnyRegion));
        var dynamoDb = new DynamoDbEndpoint(verifier, config, new AccessReader(schemas), schemas, new Authorizer(), audit, forwarder, clock);
        var sts = new StsEndpoint(verifier, new StsService(config, sessions), audit, clock);
        var databaseLogin = new DatabaseLoginEndpoint(new DatabaseLogin(config, credentials, clock), audit, clock);
        return new GatewayParts(config, audit, http, new Router(dynamoDb, sts, databaseLogin, audit, forwarder));
    }
}
