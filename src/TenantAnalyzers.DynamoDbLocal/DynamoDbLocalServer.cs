using System.Net;
using System.Net.Sockets;

namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>
/// A running DynamoDB Local: in memory, one database for all access keys (without <c>-sharedDb</c> each key would see its own
/// empty database, which looks like isolation and is none). It ends when disposed, and with this process however that ends.
/// It has no option to listen on loopback only: keep nothing in it that others may not read.
/// </summary>
public sealed class DynamoDbLocalServer : IAsyncDisposable
{
    private const int Attempts = 3;

    private readonly TiedProcess? _process;

    private DynamoDbLocalServer(string serviceUrl, string source, TiedProcess? process)
    {
        ServiceUrl = serviceUrl;
        Source = source;
        _process = process;
    }

    /// <summary>What to set as <c>ServiceURL</c> of the SDK's client config.</summary>
    public string ServiceUrl { get; }

    /// <summary>Where it was found, for a person: a URL, a folder, or Docker.</summary>
    public string Source { get; }

    /// <summary>The server's process (for Docker, that of the docker command), or null when it was running already.</summary>
    public int? ProcessId => _process?.Id;

    /// <summary>Finds DynamoDB Local (downloads it once where needed), starts it on a free port and waits until it answers.</summary>
    /// <exception cref="DynamoDbLocalException">It cannot be had or does not start; the message says what to install.</exception>
    public static async Task<DynamoDbLocalServer> StartAsync(DynamoDbLocalOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new DynamoDbLocalOptions();
        var location = await Locator.LocateAsync(options, cancellationToken).ConfigureAwait(false);
        if (location is Location.Running running)
        {
            if (!await Readiness.AnswersAsync(running.Url, cancellationToken).ConfigureAwait(false))
                throw new DynamoDbLocalException($"{Locator.UrlVariable} is {running.Url}, but no DynamoDB answers there. Start it, or unset the variable.");
            return new DynamoDbLocalServer(running.Url.TrimEnd('/'), running.Url, null);
        }

        Licence.PrintOnce(options, location);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var process = TiedProcess.Start(location, port, options.Cache);
            var url = $"http://127.0.0.1:{port}";
            try
            {
                await Readiness.WaitAsync(url, process, options.StartTimeout, cancellationToken).ConfigureAwait(false);
                return new DynamoDbLocalServer(url, location.Description, process);
            }
            catch (Exception exception)
            {
                await process.DisposeAsync().ConfigureAwait(false);
                // Another program may have taken the port between our asking for a free one and Java's opening it.
                if (exception is not DynamoDbLocalException || attempt == Attempts || !process.SaidAddressInUse)
                    throw;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
