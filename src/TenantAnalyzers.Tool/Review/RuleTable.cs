using System.Collections.Immutable;

namespace TenantAnalyzers.Tool.Review;

/// <summary>A rule as reports describe it.</summary>
internal sealed record Rule(string Id, string Name, string Title)
{
    /// <summary>The rule's page, at the address that the analyzers give.</summary>
    public string HelpLink { get; } = Rules.PolicyWithoutLeadingKeys.HelpLinkUri.Replace(Rules.PolicyWithoutLeadingKeys.Id, Id, StringComparison.Ordinal);
}

/// <summary>The rules that files can break.</summary>
internal static class RuleTable
{
    public const string Malformed = "TNT3007";

    /// <summary>A tag that the caller chooses slips past every condition on it.</summary>
    public const string TagChosen = "TNT3002";

    public static ImmutableArray<Rule> All { get; } =
    [
        new("TNT3001", "PolicyWithoutLeadingKeys", "Policy allows item actions without leading keys"),
        new(TagChosen, "PolicyConditionSlipped", "Policy condition can be slipped past"),
        new("TNT3003", "PolicyPatternMatchesOthers", "Policy pattern matches other tenants"),
        new("TNT3004", "PolicyFixedTenant", "Policy names a fixed tenant"),
        new("TNT3005", "PolicyVariableWithoutVersion", "Policy variables without the version that has them"),
        new("TNT3006", "PolicyResourceNotBound", "Policy resource is not bound to the tenant"),
        new(Malformed, "PolicyMalformed", "Policy is malformed"),
    ];

    /// <summary>The place of a rule in <see cref="All"/>.</summary>
    public static int IndexOf(string id)
    {
        for (var i = 0; i < All.Length; i++)
        {
            if (All[i].Id == id)
                return i;
        }
        return -1;
    }
}
