using System.Globalization;
using System.Security.Cryptography;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>Signs the requests that go on to DynamoDB, all with one access key.</summary>
internal sealed class RequestSigner(string accessKeyId, string secret, TimeProvider clock)
{
    private const string Service = "dynamodb";
    private const string SignedHeaders = "host;x-amz-date;x-amz-target";

    private readonly SigningKeys _keys = new();

    // Many requests in one second have one time.
    private volatile Timestamp _timestamp = new(DateTimeOffset.MinValue, "");

    /// <summary>The hash that <see cref="Sign"/> wants.</summary>
    public static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));

    /// <summary>Sets <c>X-Amz-Date</c> and <c>Authorization</c>.</summary>
    /// <param name="request">The request: its address must be absolute, and <c>X-Amz-Target</c> set.</param>
    /// <param name="bodyHash">The SHA-256 of its body in lower-case hexadecimal digits.</param>
    /// <param name="region">The region that it is signed for.</param>
    public void Sign(HttpRequestMessage request, string bodyHash, string region)
    {
        string timestamp = Now();
        string date = timestamp[..8];
        Uri uri = request.RequestUri!;
        request.Headers.Remove("X-Amz-Date");
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", timestamp);
        byte[] key = _keys.Get(secret, date, region, Service);
        _keys.Keep(secret, date, region, Service, key);
        var canonical = new CanonicalText(512);
        string signature;
        try
        {
            canonical.Add(request.Method.Method);
            canonical.Add('\n');
            UriText.AddPath(ref canonical, uri.AbsolutePath);
            canonical.Add('\n');
            UriText.AddQuery(ref canonical, uri.Query.AsSpan().TrimStart('?'));
            canonical.Add("\nhost:");
            canonical.Add(request.Headers.Host ?? uri.Authority);
            canonical.Add("\nx-amz-date:");
            canonical.Add(timestamp);
            canonical.Add("\nx-amz-target:");
            canonical.AddTrimmed(request.Headers.TryGetValues("X-Amz-Target", out IEnumerable<string>? targets) ? string.Join(',', targets) : "");
            canonical.Add("\n\n" + SignedHeaders + "\n");
            canonical.Add(bodyHash);
            signature = Signature.Of(canonical, key, timestamp, region, Service);
        }
        finally
        {
            canonical.Dispose();
        }

        request.Headers.TryAddWithoutValidation("Authorization", string.Create(
            CultureInfo.InvariantCulture,
            $"{AuthorizationHeader.Algorithm} Credential={accessKeyId}/{date}/{region}/{Service}/aws4_request, SignedHeaders={SignedHeaders}, Signature={signature}"));
    }

    private string Now()
    {
        DateTimeOffset now = clock.GetUtcNow();
        Timestamp kept = _timestamp;
        if (now.UtcTicks / TimeSpan.TicksPerSecond != kept.Time.UtcTicks / TimeSpan.TicksPerSecond)
            _timestamp = kept = new Timestamp(now, RequestTime.Write(now));
        return kept.Text;
    }

    private sealed record Timestamp(DateTimeOffset Time, string Text);
}
