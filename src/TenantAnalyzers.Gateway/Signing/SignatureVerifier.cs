using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>Verifies AWS Signature Version 4 in the <c>Authorization</c> header.</summary>
/// <remarks>Source: IAM user guide, "Create a signed AWS API request" and "Troubleshoot Signature Version 4 signing"; the messages as seen in public reports.</remarks>
internal sealed class SignatureVerifier(ICredentials credentials, TimeProvider clock)
{
    public const string Mismatch = "The request signature we calculated does not match the signature you provided. "
        + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    private readonly SigningKeys _keys = new();

    /// <summary>Verifies a request.</summary>
    /// <param name="request">The request; its body is not read.</param>
    /// <param name="body">The body.</param>
    /// <param name="service">The service it must be signed for: <c>dynamodb</c>, <c>sts</c>.</param>
    public Verification Verify(HttpRequest request, ReadOnlyMemory<byte> body, string service)
    {
        AuthorizationHeader? authorization = null;
        StringValues header = request.Headers.Authorization;
        if (StringValues.IsNullOrEmpty(header))
            return Refuse(WireError.MissingToken());
        if (header.Count > 1)
            return Refuse(WireError.IncompleteSignature("There is more than one Authorization header."));
        authorization = AuthorizationHeader.Parse(header[0]!, out string? problem);
        if (authorization is null)
            return Refuse(WireError.IncompleteSignature(problem!));

        // Before any work on the signature: who nobody knows costs nothing.
        if (credentials.Find(authorization.AccessKeyId) is not { } credential || !HasToken(request, credential.SessionToken))
            return Refuse(WireError.UnrecognizedClient());
        DateTimeOffset now = clock.GetUtcNow();
        if (credential.Expires <= now)
            return Refuse(WireError.ExpiredToken());
        if (TimeOf(request) is not { } time)
            return Refuse(WireError.IncompleteSignature("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."));
        if ((CheckScope(authorization, service, time) ?? RequestTime.Check(time, now) ?? CheckSignedHeaders(request.Headers, authorization.SignedHeaders)) is { } wrong)
            return Refuse(WireError.InvalidSignature(wrong));

        string bodyHash = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        if (request.Headers.TryGetValue("X-Amz-Content-Sha256", out StringValues claimed) && claimed != bodyHash)
            return Refuse(WireError.InvalidSignature(claimed == "UNSIGNED-PAYLOAD" ? "The payload must be signed." : Mismatch));
        if (!IsSigned(request, authorization, credential.Secret, RequestTime.Write(time), bodyHash))
            return Refuse(WireError.InvalidSignature(Mismatch));
        return new Verification(credential.Caller, authorization.Region, authorization.AccessKeyId, null) { BodyHash = bodyHash };

        Verification Refuse(WireError error) => new(null, "", authorization?.AccessKeyId, error);
    }

    private bool IsSigned(HttpRequest request, AuthorizationHeader authorization, string secret, string timestamp, string bodyHash)
    {
        byte[] key = _keys.Get(secret, authorization.Date, authorization.Region, authorization.Service);
        var canonical = new CanonicalText(1024);
        try
        {
            if (!TryWrite(ref canonical, request, authorization.SignedHeaders, bodyHash))
                return false;
            string expected = Signature.Of(canonical, key, timestamp, authorization.Region, authorization.Service);
            if (!Signature.AreEqual(expected, authorization.Signature))
                return false;
        }
        finally
        {
            canonical.Dispose();
        }

        _keys.Keep(secret, authorization.Date, authorization.Region, authorization.Service, key);
        return true;
    }

    private static bool TryWrite(ref CanonicalText canonical, HttpRequest request, string[] signedHeaders, string bodyHash)
    {
        if (!TryTarget(request, out ReadOnlySpan<char> path, out ReadOnlySpan<char> query))
            return false;
        canonical.Add(request.Method);
        canonical.Add('\n');
        UriText.AddPath(ref canonical, path);
        canonical.Add('\n');
        UriText.AddQuery(ref canonical, query);
        canonical.Add('\n');
        foreach (string name in signedHeaders)
        {
            if (!request.Headers.TryGetValue(name, out StringValues values))
                return false;
            canonical.Add(name);
            canonical.Add(':');
            for (int i = 0; i < values.Count; i++)
            {
                if (i > 0)
                    canonical.Add(',');
                canonical.AddTrimmed(values[i]);
            }

            canonical.Add('\n');
        }

        canonical.Add('\n');
        for (int i = 0; i < signedHeaders.Length; i++)
        {
            if (i > 0)
                canonical.Add(';');
            canonical.Add(signedHeaders[i]);
        }

        canonical.Add('\n');
        canonical.Add(bodyHash);
        return true;
    }

    /// <summary>Path and query as they stand on the wire: what is decoded cannot be signed.</summary>
    private static bool TryTarget(HttpRequest request, out ReadOnlySpan<char> path, out ReadOnlySpan<char> query)
    {
        string target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : request.Path.ToUriComponent() + request.QueryString;
        path = target;
        if (Uri.TryCreate(target, UriKind.Absolute, out Uri? uri) && target[0] != '/')
            path = uri.PathAndQuery;
        int mark = path.IndexOf('?');
        query = mark < 0 ? default : path[(mark + 1)..];
        path = mark < 0 ? path : path[..mark];
        return path.Length == 0 || path[0] == '/';
    }

    /// <summary>A session's key comes with its token, a user's without any.</summary>
    private static bool HasToken(HttpRequest request, string? token)
    {
        bool isThere = request.Headers.TryGetValue("X-Amz-Security-Token", out StringValues given);
        return token is null ? !isThere : isThere && given.Count == 1 && Signature.AreEqual(given[0] ?? "", token);
    }

    private static DateTimeOffset? TimeOf(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("X-Amz-Date", out StringValues given))
            given = request.Headers.Date;
        return given.Count == 1 ? RequestTime.Read(given[0]!) : null;
    }

    private static string? CheckScope(AuthorizationHeader authorization, string service, DateTimeOffset time)
    {
        string timestamp = RequestTime.Write(time);
        if (authorization.Service != service)
            return $"Credential should be scoped to correct service: '{service}'. ";
        if (authorization.Terminator != "aws4_request")
            return "Credential should be scoped with a valid terminator: 'aws4_request'. ";
        return timestamp.StartsWith(authorization.Date, StringComparison.Ordinal) && authorization.Date.Length == 8 ? null
            : $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{timestamp[..8]}', from '{timestamp}'.";
    }

    /// <summary>What decides must be signed: the host, and all of AWS's own headers, the operation's name among them.</summary>
    private static string? CheckSignedHeaders(IHeaderDictionary headers, string[] signed)
    {
        if (!signed.Contains("host", StringComparer.Ordinal))
            return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
        foreach (KeyValuePair<string, StringValues> header in headers)
        {
            if (header.Key.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !signed.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                return $"There were headers present in the request which were not signed: {header.Key.ToLowerInvariant()}";
        }

        return null;
    }
}
