using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>What the verification of a signature found: a caller, or an error.</summary>
/// <param name="Caller">Who signed; null when the signature does not hold.</param>
/// <param name="Region">The region it is signed for; empty when not known.</param>
/// <param name="AccessKeyId">The access key that it names, whether or not it holds; null when it names none.</param>
/// <param name="Error">Why it does not hold.</param>
internal readonly record struct Verification(Caller? Caller, string Region, string? AccessKeyId, WireError? Error)
{
    /// <summary>The SHA-256 of the body in lower-case hexadecimal digits, so that it is not computed again for the next hop; empty when it was not needed.</summary>
    public string BodyHash { get; init; } = "";
}

/// <summary>Finds the secret and the caller behind an access key.</summary>
internal interface ICredentials
{
    /// <summary>The credentials of an access key; null when it is not known. An expired session is found, and says that it is.</summary>
    Credential? Find(string accessKeyId);
}

/// <summary>An access key with its secret.</summary>
/// <param name="Caller">Whose it is.</param>
/// <param name="Secret">The secret key.</param>
/// <param name="SessionToken">The token that must come with it; null for a long-term key, which must come without one.</param>
/// <param name="Expires">When it ends; null for a long-term key.</param>
internal sealed record Credential(Caller Caller, string Secret, string? SessionToken, DateTimeOffset? Expires);
