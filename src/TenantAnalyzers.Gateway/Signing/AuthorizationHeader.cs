namespace TenantAnalyzers.Gateway.Signing;

/// <summary>The parts of an <c>Authorization</c> header of Signature Version 4.</summary>
/// <param name="AccessKeyId">Whose key.</param>
/// <param name="Date">The day of the scope: <c>20260901</c>.</param>
/// <param name="Region">The region of the scope.</param>
/// <param name="Service">The service of the scope.</param>
/// <param name="Terminator">The end of the scope: <c>aws4_request</c>.</param>
/// <param name="SignedHeaders">The names of the headers that are signed.</param>
/// <param name="Signature">The signature as 64 hexadecimal digits.</param>
internal sealed record AuthorizationHeader(
    string AccessKeyId, string Date, string Region, string Service, string Terminator, string[] SignedHeaders, string Signature)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const int MaxLength = 8192;
    private const int MaxHeaders = 100;
    private const int MaxKeyIdLength = 128;
    private const int SignatureLength = 64;

    /// <summary>Reads a header; null with what is wrong with it when it is malformed.</summary>
    public static AuthorizationHeader? Parse(string header, out string? problem)
    {
        problem = null;
        if (header.Length > MaxLength)
            return Wrong("Authorization header is too long.", out problem);
        ReadOnlySpan<char> text = header.AsSpan().Trim();
        int blank = text.IndexOf(' ');
        ReadOnlySpan<char> algorithm = blank < 0 ? text : text[..blank];
        if (algorithm is not Algorithm)
            return Wrong($"Unsupported AWS 'algorithm': only '{Algorithm}' is supported.", out problem);

        string? credential = null, signedHeaders = null, signature = null;
        foreach (Range range in text[algorithm.Length..].Split(','))
        {
            ReadOnlySpan<char> part = text[algorithm.Length..][range].Trim();
            int equals = part.IndexOf('=');
            ref string? value = ref credential;
            switch (equals < 0 ? "" : part[..equals])
            {
                case "Credential":
                    break;
                case "SignedHeaders":
                    value = ref signedHeaders;
                    break;
                case "Signature":
                    value = ref signature;
                    break;
                default:
                    return Wrong("Authorization header has a part that is none of 'Credential', 'SignedHeaders' and 'Signature'.", out problem);
            }

            if (value is not null)
                return Wrong("Authorization header gives a parameter more than once.", out problem);
            value = part[(equals + 1)..].ToString();
        }

        if (credential is null || signedHeaders is null || signature is null)
        {
            string missing = string.Concat(Missing(credential, "Credential"), Missing(signature, "Signature"), Missing(signedHeaders, "SignedHeaders"));
            return Wrong(missing.TrimEnd(), out problem);
        }

        return Create(credential, signedHeaders, signature, out problem);

        static string Missing(string? value, string name) => value is null ? $"Authorization header requires '{name}' parameter. " : "";
    }

    /// <summary>Puts the parts together, also of the query form; null with what is wrong.</summary>
    public static AuthorizationHeader? Create(string credential, string signedHeaders, string signature, out string? problem)
    {
        string[] scope = credential.Split('/');
        if (scope.Length != 5)
            return Wrong("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.", out problem);
        if (!IsKeyId(scope[0]) || !IsRegion(scope[2]))
            return Wrong("Credential must have a valid access key and region.", out problem);
        string[] headers = signedHeaders.Split(';');
        if (headers.Length > MaxHeaders || !headers.All(IsHeaderName) || headers.Distinct(StringComparer.Ordinal).Count() != headers.Length)
            return Wrong("SignedHeaders must be a list of different header names in lower case.", out problem);
        if (signature.Length != SignatureLength || !signature.All(static c => char.IsAsciiHexDigitLower(c)))
            return Wrong("Signature must be 64 lower-case hexadecimal digits.", out problem);
        Array.Sort(headers, StringComparer.Ordinal);
        problem = null;
        return new AuthorizationHeader(scope[0], scope[1], scope[2], scope[3], scope[4], headers, signature);
    }

    private static AuthorizationHeader? Wrong(string message, out string? problem)
    {
        problem = message;
        return null;
    }

    private static bool IsKeyId(string text) => text.Length is > 0 and <= MaxKeyIdLength && text.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    // It goes into ARNs and policies: nothing that has a meaning there.
    private static bool IsRegion(string text) => text.Length is > 0 and <= 32 && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static bool IsHeaderName(string text) =>
        text.Length > 0 && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');
}
