namespace TenantAnalyzers.Gateway;

/// <summary>A running gateway. It ends when disposed: requests that are under way are answered first.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    /// <summary>What to set as <c>ServiceURL</c> of the SDK's client configs, DynamoDB's and STS's.</summary>
    public Uri Url { get; } = new("http://127.0.0.1:1");

    /// <summary>Starts a gateway and waits until it listens.</summary>
    /// <exception cref="GatewayException">The configuration is wrong, the audit file cannot be written, or the address is taken.</exception>
    public static Task<GatewayServer> StartAsync(GatewayOptions options, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(options + cancellationToken.ToString());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
