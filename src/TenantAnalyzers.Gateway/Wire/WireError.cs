namespace TenantAnalyzers.Gateway.Wire;

/// <summary>An error as DynamoDB says it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">What goes into <c>__type</c>, with its namespace.</param>
/// <param name="Message">For a person.</param>
/// <remarks>Source: DynamoDB developer guide, "Error handling with DynamoDB"; the namespaces and the capital <c>Message</c> of a denial as seen on the wire.</remarks>
internal sealed record WireError(int Status, string Type, string Message)
{
    private const string Framework = "com.amazon.coral.service#";
    private const string Denied = Framework + "AccessDeniedException";
    private const string Service = "com.amazonaws.dynamodb.v20120810#";

    /// <summary>The name alone: <c>AccessDeniedException</c>.</summary>
    public string Code => Type[(Type.IndexOf('#') + 1)..];

    /// <summary>A denial has <c>Message</c>, every other error <c>message</c>.</summary>
    public string MessageName => Type == Denied ? "Message" : "message";

    public static WireError AccessDenied(string message) => new(400, Denied, message);

    public static WireError MissingToken() => new(400, Framework + "MissingAuthenticationTokenException", "Request is missing Authentication Token");

    public static WireError IncompleteSignature(string message) => new(400, Framework + "IncompleteSignatureException", message);

    public static WireError InvalidSignature(string message) => new(400, Framework + "InvalidSignatureException", message);

    public static WireError UnrecognizedClient() => new(400, Framework + "UnrecognizedClientException", "The security token included in the request is invalid.");

    public static WireError ExpiredToken() => new(400, Framework + "ExpiredTokenException", "The security token included in the request is expired");

    public static WireError ResourceNotFound(string message) => new(400, Service + "ResourceNotFoundException", message);

    /// <summary>The client may try again.</summary>
    public static WireError Unavailable(string message) => new(503, Framework + "ServiceUnavailableException", message);

    /// <summary>The client may try again.</summary>
    public static WireError Internal(string message) => new(500, Service + "InternalServerError", message);

    public static WireError TooLarge(string message) => new(413, Framework + "RequestTooLargeException", message);
}
