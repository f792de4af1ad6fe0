using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Amazon.Runtime;

namespace TenantAnalyzers.Gateway.Tests.Support;

/// <summary>A tap on everything that a client gets: it looks for texts that must not come, and counts.</summary>
/// <param name="forbidden">The texts that must not come; ASCII.</param>
internal sealed class Wiretap(IReadOnlyList<string> forbidden)
{
    private readonly byte[][] _forbidden = [.. forbidden.SelectMany(Forms)];
    private readonly ConcurrentQueue<string> _leaks = [];
    private readonly ConcurrentDictionary<int, int> _statuses = [];
    private int _sent;

    /// <summary>The requests that were sent.</summary>
    public int Sent => _sent;

    /// <summary>The id of every answer.</summary>
    public ConcurrentQueue<string> RequestIds { get; } = [];

    /// <summary>How often each status came.</summary>
    public IReadOnlyDictionary<int, int> Statuses => _statuses;

    /// <summary>The requests whose answers hold a forbidden text.</summary>
    public IReadOnlyCollection<string> Leaks => _leaks;

    /// <summary>Notes that a request is on its way.</summary>
    public void CountRequest() => Interlocked.Increment(ref _sent);

    /// <summary>Looks at an answer.</summary>
    /// <param name="request">What was asked, for a person.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="bytes">All of the answer.</param>
    public void Look(string request, int status, ReadOnlySpan<byte> bytes)
    {
        _statuses.AddOrUpdate(status, 1, static (_, count) => count + 1);
        foreach (var text in _forbidden)
        {
            if (bytes.IndexOf(text) >= 0)
                _leaks.Enqueue(request + " → " + Encoding.Latin1.GetString(bytes));
        }
    }

    /// <summary>A handler that taps what goes through it.</summary>
    public DelegatingHandler CreateHandler() => new Handler(this) { InnerHandler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false } };

    /// <summary>The same for a client of the SDK.</summary>
    public HttpClientFactory CreateFactory() => new Factory(this);

    // As text, and as the base64 of which it can be a part at any of three places.
    private static IEnumerable<byte[]> Forms(string text)
    {
        yield return Encoding.ASCII.GetBytes(text);
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string(' ', before) + text));
            yield return Encoding.ASCII.GetBytes(encoded[(before == 0 ? 0 : 4)..^4]);
        }
    }

    private sealed class Handler(Wiretap tap) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            tap.CountRequest();
            var asked = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.Headers.TryGetValues("x-amzn-RequestId", out var ids))
                tap.RequestIds.Enqueue(ids.Single());
            var plain = response.Content.Headers.ContentEncoding.Contains("gzip") ? await UnzipAsync(bytes, cancellationToken) : bytes;
            tap.Look($"{request.Headers} {asked}", (int)response.StatusCode, [.. Encoding.Latin1.GetBytes(response.Headers.ToString() + response.Content.Headers), .. plain]);
            return response;
        }

        private static async Task<byte[]> UnzipAsync(byte[] bytes, CancellationToken cancellationToken)
        {
            await using var zipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            await zipped.CopyToAsync(plain, cancellationToken);
            return plain.ToArray();
        }
    }

    private sealed class Factory(Wiretap tap) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(tap.CreateHandler());

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
