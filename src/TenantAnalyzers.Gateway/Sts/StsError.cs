using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>An error as STS says it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Message">For a person.</param>
/// <remarks>Source: STS API reference, "AssumeRole" and "Common errors". STS has other names than DynamoDB for what is wrong with a signature.</remarks>
internal sealed record StsError(int Status, string Code, string Message)
{
    public static StsError AccessDenied(string message) => new(403, "AccessDenied", message);

    public static StsError Validation(string message) => new(400, "ValidationError", message);

    /// <summary>A value that breaks a constraint of the API's model.</summary>
    public static StsError Constraint(string member, string constraint) =>
        Validation($"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}");

    public static StsError InvalidParameter(string message) => new(400, "InvalidParameterValue", message);

    public static StsError MalformedPolicy(string message) => new(400, "MalformedPolicyDocument", message);

    public static StsError PackedPolicyTooLarge(int percent) =>
        new(400, "PackedPolicyTooLarge", $"Packed policy consumes {percent}% of allotted space, please use smaller policy.");

    public static StsError InvalidAction(string message) => new(400, "InvalidAction", message);

    public static StsError Unavailable(string message) => new(503, "ServiceUnavailable", message);

    /// <summary>The error of a signature.</summary>
    public static StsError From(WireError error) => error.Code switch
    {
        "UnrecognizedClientException" => new(403, "InvalidClientTokenId", error.Message),
        "InvalidSignatureException" => new(403, "SignatureDoesNotMatch", error.Message),
        "ExpiredTokenException" => new(403, "ExpiredToken", error.Message),
        "MissingAuthenticationTokenException" => new(403, "MissingAuthenticationToken", error.Message),
        "IncompleteSignatureException" => new(400, "IncompleteSignature", error.Message),
        "RequestTooLargeException" => new(413, "RequestEntityTooLarge", error.Message),
        "ServiceUnavailableException" => Unavailable(error.Message),
        "AccessDeniedException" => AccessDenied(error.Message),
        _ => new(error.Status, "InternalFailure", error.Message),
    };
}
