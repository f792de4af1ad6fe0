using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3001: item actions with no condition on the leading keys.</summary>
internal static class PolicyWithoutLeadingKeys
{
    public static DiagnosticDescriptor Rule => Rules.PolicyWithoutLeadingKeys;

    /// <summary>The actions, the witness.</summary>
    public static object[] Message(IsolationFinding finding) => [ActionsInWords.Of(finding.Actions), finding.Witness!];
}
