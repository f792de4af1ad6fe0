using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Identity;

namespace TenantAnalyzers.Gateway.Audit;

/// <summary>What there is to say of one attempt.</summary>
internal sealed record AuditEvent
{
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>dynamodb.amazonaws.com</c>, <c>sts.amazonaws.com</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The API operation: <c>GetItem</c>.</summary>
    public required string Name { get; init; }

    public required string Region { get; init; }

    public required string SourceIp { get; init; }

    public string? UserAgent { get; init; }

    /// <summary>Who signed; null when the signature does not hold.</summary>
    public Caller? Caller { get; init; }

    /// <summary>The access key that the request names, whether or not it holds.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The request id that the client gets.</summary>
    public required string RequestId { get; init; }

    /// <summary>CloudTrail's code, <c>AccessDenied</c> for a refusal; null when the request goes on.</summary>
    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public JsonObject? Parameters { get; init; }

    public JsonObject? Response { get; init; }

    public bool IsReadOnly { get; init; }

    public bool IsDataEvent { get; init; }

    /// <summary>The account that gets the record.</summary>
    public string? Account { get; init; }

    /// <summary>The resources, with the type that CloudTrail gives each.</summary>
    public ImmutableArray<(string Type, string Arn)> Resources { get; init; } = [];

    /// <summary>The partition keys that the request names.</summary>
    public ImmutableArray<string> LeadingKeys { get; init; } = [];

    /// <summary>It reaches whole tables or indexes, so every tenant's items in them.</summary>
    public bool ReachesEveryKey { get; init; }

    /// <summary>What allowed or refused: <c>identity-based policy</c>, <c>signature</c> …</summary>
    public string? DecidedBy { get; init; }
}
