using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;

namespace TenantAnalyzers.Gateway.Tests.Support;

/// <summary>Signs a request by hand, so that the request can be one that no SDK would send.</summary>
/// <remarks>Source: IAM user guide, "Create a signed AWS API request". Written apart from the gateway's own signer, which it tests.</remarks>
internal static class SignedRequest
{
    /// <summary>The headers that sign a POST to <c>/</c> with these headers and body; the caller sends the rest just so.</summary>
    /// <param name="credentials">Who signs.</param>
    /// <param name="host">The <c>Host</c> header.</param>
    /// <param name="signed">The headers to sign, names in lower case, as the server joins them.</param>
    /// <param name="body">The body.</param>
    /// <param name="time">When.</param>
    public static IReadOnlyList<(string Name, string Value)> Headers(
        ImmutableCredentials credentials, string host, IEnumerable<(string Name, string Value)> signed, ReadOnlySpan<byte> body, DateTimeOffset time)
    {
        var timestamp = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        List<(string Name, string Value)> own = [("x-amz-date", timestamp)];
        if (credentials.UseToken)
            own.Add(("x-amz-security-token", credentials.Token));
        var headers = own.Concat(signed).Append(("host", host)).OrderBy(static header => header.Item1, StringComparer.Ordinal).ToArray();
        var names = string.Join(';', headers.Select(static header => header.Item1));
        var canonical = "POST\n/\n\n" + string.Concat(headers.Select(static header => $"{header.Item1}:{header.Item2.Trim()}\n")) + "\n" + names + "\n"
            + Convert.ToHexStringLower(SHA256.HashData(body));

        var scope = $"{timestamp[..8]}/{TestGateway.Region}/dynamodb/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{timestamp}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretKey);
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        own.Add(("Authorization", $"AWS4-HMAC-SHA256 Credential={credentials.AccessKey}/{scope}, SignedHeaders={names}, Signature={signature}"));
        return own;
    }

    /// <summary>A signed request of an operation, as the SDK would send it, at a time of its own.</summary>
    public static HttpRequestMessage Create(Uri gateway, ImmutableCredentials credentials, string target, byte[] body, DateTimeOffset? time = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, gateway) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        foreach (var (name, value) in Headers(credentials, gateway.Authority, [("x-amz-target", target)], body, time ?? DateTimeOffset.UtcNow))
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
