using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Forwarding;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>Everything that a gateway is made of, put together.</summary>
internal sealed class GatewayParts : IAsyncDisposable
{
    private readonly ConfigSource _config;
    private readonly AuditLog _audit;
    private readonly Forwarder _forwarder;

    private GatewayParts(ConfigSource config, AuditLog audit, Forwarder forwarder, Router router)
    {
        _config = config;
        _audit = audit;
        _forwarder = forwarder;
        Router = router;
    }

    public Router Router { get; }

    /// <exception cref="GatewayException">The configuration is wrong, or the audit file cannot be written.</exception>
    public static GatewayParts Create(GatewayOptions options, AuditLog? audit = null)
    {
        throw new NotImplementedException();
    }

    public async ValueTask DisposeAsync()
    {
        await _config.DisposeAsync();
        _forwarder.Dispose();
        await _audit.DisposeAsync();
    }
}
