using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>What a request asks for, as far as IAM and the audit are concerned.</summary>
internal sealed record AccessReading
{
    /// <summary>The operation: <c>GetItem</c>. What the client sent when it is not known.</summary>
    public required string Operation { get; init; }

    /// <summary>
    /// Everything that must be allowed. Never empty unless <see cref="Doubt"/> is set: a request that raises no question is a defect of ours,
    /// and is refused.
    /// </summary>
    public ImmutableArray<ItemAccess> Accesses { get; init; } = [];

    /// <summary>Why the request cannot be judged, in words without a final period; null when it can. It is denied then.</summary>
    public string? Doubt { get; init; }

    /// <summary>
    /// The name of a table that is not there (yet); null when all are. Its keys are unknown, so even an allowed request is not forwarded but
    /// answered with <c>ResourceNotFoundException</c>: between the look-up and the call the table may be made.
    /// </summary>
    public string? MissingTable { get; init; }

    /// <summary>The operation changes keys or tables (<c>CreateTable</c>, <c>UpdateTable</c>, <c>DeleteTable</c> …): what is known of these is forgotten when it ends.</summary>
    public ImmutableArray<string> ChangedTables { get; init; } = [];

    /// <summary>It only reads (CloudTrail's <c>readOnly</c>).</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>It is a data event of CloudTrail, not a management event.</summary>
    public bool IsDataEvent { get; init; }

    /// <summary>CloudTrail's <c>requestParameters</c>: names, expressions and key values; no other value. Null when nothing could be read.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The partition-key values that the request names, as they go into <c>dynamodb:LeadingKeys</c>; for the audit.</summary>
    public ImmutableArray<string> LeadingKeys { get; init; } = [];

    /// <summary>A part of it reaches items whatever their partition key: a scan, a select without keys, a stream.</summary>
    public bool ReachesEveryKey => MissingTable is null && Accesses.Any(static access => !access.Keys.ContainsKey("dynamodb:LeadingKeys")
        && DynamoDbActions.Find(access.Action) is { Reach: DynamoDbReach.Items or DynamoDbReach.BulkRead or DynamoDbReach.Stream or DynamoDbReach.Export });
}
