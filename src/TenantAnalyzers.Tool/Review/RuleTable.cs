using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tool.Review;

/// <summary>The rules that files can break: the analyzers' own.</summary>
internal static class RuleTable
{
    /// <summary>The text is no policy, or not the one it looks like.</summary>
    public static string Malformed => Rules.PolicyMalformed.Id;

    /// <summary>A tag that the caller chooses slips past every condition on it.</summary>
    public static string TagChosen => Rules.LeadingKeysSlippedPast.Id;

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        Rules.PolicyWithoutLeadingKeys, Rules.LeadingKeysSlippedPast, Rules.KeyPatternMatchesOtherTenants, Rules.KeyNamesFixedTenant,
        Rules.PolicyVariableWithoutVersion, Rules.ResourceNotBoundToTenant, Rules.PolicyMalformed,
    ];

    /// <summary>The place of a rule in <see cref="All"/>; -1 when it is not there.</summary>
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
