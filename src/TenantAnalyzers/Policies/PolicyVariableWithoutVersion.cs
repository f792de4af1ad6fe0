using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3005: policy variables in a version of the policy language that has none.</summary>
internal static class PolicyVariableWithoutVersion
{
    public static DiagnosticDescriptor Rule => Rules.PolicyVariableWithoutVersion;

    /// <summary>The witness or what happens instead, what is wrong.</summary>
    public static object[] Message(IsolationFinding finding) =>
        [(object?)finding.Witness ?? "the tenant's own requests are refused", finding.Reason];
}
