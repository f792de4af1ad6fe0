using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>A request for another tenant's items that a policy allows.</summary>
/// <param name="PrincipalTag">The tag that names the caller's tenant.</param>
/// <param name="TagValue">The caller's tenant.</param>
/// <param name="Action">The action, <c>dynamodb:Query</c>.</param>
/// <param name="Resource">The ARN of the table or index.</param>
/// <param name="LeadingKeys">The partition keys the request names, another tenant's; none for an action that reads them all.</param>
/// <remarks>
/// Other conditions of the statement (network, organisation, other tags …) are taken to hold: they bind the caller, not the item.
/// The witness says what this document, alone, permits.
/// </remarks>
public sealed record Witness(string PrincipalTag, string TagValue, string Action, string Resource, ImmutableArray<string> LeadingKeys)
{
    /// <summary>Whether the session has the tag at all.</summary>
    public bool IsTagged { get; init; } = true;

    /// <summary>The other condition keys of the request, chosen so that the statement's conditions on the caller hold.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Context { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The request as the evaluator takes it.</summary>
    public AuthorizationRequest ToRequest()
    {
        RequestContext context = RequestContext.Empty;
        foreach (KeyValuePair<string, ImmutableArray<string>> key in Context)
            context = context.With(key.Key, [.. key.Value]);
        if (IsTagged)
            context = context.With("aws:PrincipalTag/" + PrincipalTag, TagValue);
        if (!LeadingKeys.IsDefaultOrEmpty)
            context = context.With("dynamodb:LeadingKeys", [.. LeadingKeys]);
        return new AuthorizationRequest(Action, Resource, context);
    }

    /// <summary>The request in words, without a final period.</summary>
    public override string ToString()
    {
        string who = IsTagged ? $"a principal tagged `{PrincipalTag}={TagValue}`" : $"a principal without the tag `{PrincipalTag}`";
        if (!LeadingKeys.IsDefaultOrEmpty)
            return $"{who} may `{Action}` {(LeadingKeys.Length == 1 ? "leading key" : "leading keys")} {string.Join(", ", LeadingKeys.Select(static key => $"`{key}`"))} on `{Resource}`";
        DynamoDbReach? reach = Action.StartsWith("dax:", StringComparison.Ordinal) ? DynamoDbReach.BulkRead : DynamoDbActions.Find(Action)?.Reach;
        return Gets(reach) is { } what ? $"{who} may `{Action}` {what} `{Resource}`" : $"{who} may `{Action}` `{Resource}`";
    }

    private static string? Gets(DynamoDbReach? reach) => reach switch
    {
        DynamoDbReach.Items or DynamoDbReach.BulkRead => "every tenant's items on",
        DynamoDbReach.Stream => "the changes of every tenant's items on",
        DynamoDbReach.Export or DynamoDbReach.Restore => "a copy of every tenant's items of",
        _ => null,
    };
}
