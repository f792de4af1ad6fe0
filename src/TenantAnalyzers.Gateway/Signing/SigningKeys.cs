using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>Signing keys: four hashes that are the same all day, so they are kept.</summary>
/// <remarks>Source: IAM user guide, "Create a signed AWS API request", step 4.</remarks>
internal sealed class SigningKeys
{
    private const int Capacity = 4096;
    private const string Terminator = "aws4_request";

    private readonly ConcurrentDictionary<Key, byte[]> _keys = new();

    /// <summary>The signing key. Only <see cref="Keep"/> keeps it: what is asked for with a wrong signature would fill the store.</summary>
    public byte[] Get(string secret, string date, string region, string service) =>
        _keys.TryGetValue(new Key(secret, date, region, service), out byte[]? key) ? key : Derive(secret, date, region, service);

    public void Keep(string secret, string date, string region, string service, byte[] key)
    {
        var name = new Key(secret, date, region, service);
        if (_keys.ContainsKey(name))
            return;
        // Yesterday's keys and those of ended sessions: what is still needed is quickly there again.
        if (_keys.Count >= Capacity)
            _keys.Clear();
        _keys[name] = key;
    }

    private static byte[] Derive(string secret, string date, string region, string service)
    {
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (string part in (ReadOnlySpan<string>)[date, region, service, Terminator])
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return key;
    }

    private readonly record struct Key(string Secret, string Date, string Region, string Service);
}
