using System.Globalization;
using System.Text;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>A token of IAM database authentication: a presigned address without its scheme, <c>HOST:PORT/?Action=connect&amp;DBUser=…</c>.</summary>
/// <remarks>Source: RDS user guide, "IAM database authentication"; IAM user guide, "Create a signed AWS API request" (query parameters).</remarks>
internal sealed class PresignedToken
{
    private const int MaxLength = 16 * 1024;
    private const int MaxExpires = 900;
    private const string SignatureParameter = "X-Amz-Signature";

    private readonly string _host; // As signed: with the case it has.
    private readonly string _query;
    private readonly string _timestamp;

    private PresignedToken(string address, string query, AuthorizationHeader authorization, Dictionary<string, string> parameters, DateTimeOffset signed, int expires)
    {
        (_host, _query, _timestamp) = (address, query, parameters["X-Amz-Date"]);
        (Address, Authorization, Signed) = (address.ToLowerInvariant(), authorization, signed);
        Expires = signed.AddSeconds(expires);
        User = parameters["DBUser"];
        SecurityToken = parameters.GetValueOrDefault("X-Amz-Security-Token");
    }

    /// <summary><c>host:port</c>, in lower case.</summary>
    public string Address { get; }

    /// <summary>The database user.</summary>
    public string User { get; }

    public string? SecurityToken { get; }

    public AuthorizationHeader Authorization { get; }

    public DateTimeOffset Signed { get; }

    public DateTimeOffset Expires { get; }

    /// <summary>Reads a token; null with what is wrong with it when it is none.</summary>
    public static PresignedToken? Parse(string token, out string? problem)
    {
        int path = token.IndexOf("/?", StringComparison.Ordinal);
        if (token.Length > MaxLength || path <= 0 || token.AsSpan(0, path).ContainsAny('/', '?', '@'))
            return Wrong("it is not of the form HOST:PORT/?Action=connect&DBUser=…", out problem);
        string query = token[(path + 2)..];
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in query.Split('&'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parameters.TryAdd(Text(part[..equals]), Text(part[(equals + 1)..])))
                return Wrong("a parameter has no value, or two", out problem);
        }

        foreach (string name in (ReadOnlySpan<string>)["Action", "DBUser", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", SignatureParameter])
        {
            if (!parameters.ContainsKey(name))
                return Wrong($"it has no {name}", out problem);
        }

        if (parameters["Action"] != "connect" || parameters["X-Amz-Algorithm"] != AuthorizationHeader.Algorithm || parameters["X-Amz-SignedHeaders"] != "host")
            return Wrong("its Action is not connect, its algorithm not AWS4-HMAC-SHA256, or it does not sign the host alone", out problem);
        if (!int.TryParse(parameters["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out int expires) || expires is 0 or > MaxExpires)
            return Wrong("it is good for 1 to 900 seconds only", out problem);
        if (RequestTime.Read(parameters["X-Amz-Date"]) is not { } signed || RequestTime.Write(signed) != parameters["X-Amz-Date"])
            return Wrong("its date is none", out problem);
        return AuthorizationHeader.Create(parameters["X-Amz-Credential"], "host", parameters[SignatureParameter], out problem) is { } authorization
            ? new PresignedToken(token[..path], query, authorization, parameters, signed, expires) : null;

        static string Text(string text) => Encoding.UTF8.GetString(UriText.Decode(text));
    }

    /// <summary>Whether it is signed with a secret.</summary>
    public bool IsSigned(string secret, SigningKeys keys)
    {
        byte[] key = keys.Get(secret, Authorization.Date, Authorization.Region, Authorization.Service);
        var canonical = new CanonicalText(2048);
        try
        {
            canonical.Add("GET\n/\n");
            UriText.AddQuery(ref canonical, _query, without: SignatureParameter);
            canonical.Add("\nhost:");
            canonical.Add(_host);
            canonical.Add("\n\nhost\n" + Signature.EmptyHash);
            return Signature.AreEqual(Signature.Of(canonical, key, _timestamp, Authorization.Region, Authorization.Service), Authorization.Signature);
        }
        finally
        {
            canonical.Dispose();
        }
    }

    private static PresignedToken? Wrong(string message, out string? problem)
    {
        problem = message;
        return null;
    }
}
