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
    /// <summary>The request in words, without a final period.</summary>
    public override string ToString()
    {
        string who = $"a principal tagged `{PrincipalTag}={TagValue}` may `{Action}`";
        return LeadingKeys.IsDefaultOrEmpty
            ? $"{who} every tenant's items on `{Resource}`"
            : $"{who} leading key `{LeadingKeys[0]}` on `{Resource}`";
    }
}
