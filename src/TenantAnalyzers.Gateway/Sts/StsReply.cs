using System.Collections.Immutable;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>What STS answers, and what the audit needs of it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The XML, of type <see cref="ContentType"/>.</param>
/// <param name="Action">The action that was asked for; empty when none can be read.</param>
/// <param name="Error">Why it is refused; null when it is not.</param>
/// <param name="Session">What <c>AssumeRole</c> was asked for, and gave; null for all else, and when it cannot be read.</param>
internal sealed record StsReply(int Status, string Body, string Action, StsError? Error, AssumeRoleFacts? Session)
{
    public const string ContentType = "text/xml";

    /// <summary>A refusal.</summary>
    public static StsReply Refuse(StsError error, string requestId, string action = "", AssumeRoleFacts? session = null) =>
        new(error.Status, StsXml.Write(error, requestId), action, error, session);
}

/// <summary>An <c>AssumeRole</c> for the audit; no secret is in it.</summary>
internal sealed record AssumeRoleFacts
{
    public required string RoleArn { get; init; }

    public required string SessionName { get; init; }

    public required int DurationSeconds { get; init; }

    /// <summary>The tags that were given, in order.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Tags { get; init; } = [];

    public ImmutableArray<string> TransitiveTagKeys { get; init; } = [];

    public string? Policy { get; init; }

    public ImmutableArray<string> PolicyArns { get; init; } = [];

    public string? ExternalId { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>The new access key; null when the call was refused, as all that follows.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary><c>arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION</c>.</summary>
    public string? AssumedRoleArn { get; init; }

    /// <summary><c>AROA…:SESSION</c>.</summary>
    public string? AssumedRoleId { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>In percent of what is allowed.</summary>
    public int? PackedPolicySize { get; init; }
}
