using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using TenantAnalyzers.Gateway.Hosting;

namespace TenantAnalyzers.Gateway;

/// <summary>A running gateway. It ends when disposed: requests that are under way are answered first.</summary>
public sealed class GatewayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GatewayParts _parts;

    private GatewayServer(WebApplication app, GatewayParts parts)
    {
        _app = app;
        _parts = parts;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>What to set as <c>ServiceURL</c> of the SDK's client configs, DynamoDB's and STS's.</summary>
    public Uri Url { get; }

    /// <summary>Starts a gateway and waits until it listens.</summary>
    /// <exception cref="GatewayException">The configuration is wrong, the audit file cannot be written, or the address is taken.</exception>
    public static async Task<GatewayServer> StartAsync(GatewayOptions options, CancellationToken cancellationToken = default)
    {
        var parts = await GatewayParts.CreateAsync(options).ConfigureAwait(false);
        WebApplication? app = null;
        try
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options.Listen));
            app = builder.Build();
            app.Run(parts.Router.HandleAsync);
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new GatewayServer(app, parts);
        }
        catch (Exception exception)
        {
            if (app is not null)
                await app.DisposeAsync().ConfigureAwait(false);
            await parts.DisposeAsync().ConfigureAwait(false);
            if (exception is IOException or System.Net.Sockets.SocketException)
                throw new GatewayException($"Cannot listen at {options.Listen}: {exception.Message} Choose another address, or end what listens there.", exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
        await _parts.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions kestrel, Uri listen)
    {
        kestrel.AddServerHeader = false;
        // RequestBody has the limit: Kestrel's would count the frame of a chunked body too.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MaxConcurrentConnections = null;
        if (listen.IsLoopback && listen.HostNameType == UriHostNameType.Dns)
            kestrel.Listen(IPAddress.Loopback, listen.Port, Http1); // Two addresses of localhost would need two free ports.
        else if (IPAddress.TryParse(listen.DnsSafeHost, out var address))
            kestrel.Listen(address, listen.Port, Http1);
        else
            throw new GatewayException($"Cannot listen at {listen}: it names no address of this machine. Give an IP address; 0.0.0.0 is every one of them.");

        static void Http1(ListenOptions endpoint) => endpoint.Protocols = HttpProtocols.Http1;
    }
}
