using System.Collections.Immutable;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>One question for IAM that a request raises: an action on a resource, with the service's own condition keys.</summary>
/// <param name="Action">The action with its service: <c>dynamodb:Query</c>.</param>
/// <param name="Resource">The ARN of the table, index or stream; <c>*</c> for an action without a resource type.</param>
/// <param name="Keys">
/// The condition keys that the request carries (<c>dynamodb:LeadingKeys</c>, <c>dynamodb:Attributes</c> …). A key that is not here is absent.
/// </param>
internal sealed record ItemAccess(string Action, string Resource, ImmutableDictionary<string, ImmutableArray<string>> Keys)
{
    /// <summary>The ARN of the table that owns the resource; null when there is none. Its policies and tags have a say.</summary>
    public string? TableArn { get; init; }

    /// <summary>
    /// Other readings of <see cref="Keys"/>, where the documentation does not say how IAM would see the request (a Number or Binary
    /// partition key). The access is allowed only if it is under every reading.
    /// </summary>
    public ImmutableArray<ImmutableDictionary<string, ImmutableArray<string>>> OtherReadings { get; init; } = [];
}
