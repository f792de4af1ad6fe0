using System.Security.Cryptography;
using System.Text;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>The signature of a canonical request.</summary>
/// <remarks>Source: IAM user guide, "Create a signed AWS API request", steps 2 to 4.</remarks>
internal static class Signature
{
    /// <summary>The SHA-256 of nothing.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>Of a request that is signed with a key.</summary>
    /// <param name="canonical">The canonical request.</param>
    /// <param name="key">The signing key.</param>
    /// <param name="timestamp"><c>20260901T100000Z</c>.</param>
    /// <param name="region">The region of the scope.</param>
    /// <param name="service">The service of the scope.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string Of(in CanonicalText canonical, byte[] key, string timestamp, string region, string service)
    {
        Span<char> hash = stackalloc char[64];
        canonical.Hash(hash);
        var toSign = new CanonicalText(256);
        try
        {
            toSign.Add(AuthorizationHeader.Algorithm);
            toSign.Add('\n');
            toSign.Add(timestamp);
            toSign.Add('\n');
            toSign.Add(timestamp.AsSpan(0, 8));
            toSign.Add('/');
            toSign.Add(region);
            toSign.Add('/');
            toSign.Add(service);
            toSign.Add("/aws4_request\n");
            toSign.Add(hash);
            Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, toSign.Written, signature);
            return Convert.ToHexStringLower(signature);
        }
        finally
        {
            toSign.Dispose();
        }
    }

    /// <summary>Compares in a time that does not tell how much is equal.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
