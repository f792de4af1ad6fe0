using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3002: a condition that does not hold back every request.</summary>
internal static class LeadingKeysSlippedPast
{
    public static DiagnosticDescriptor Rule => Rules.LeadingKeysSlippedPast;

    /// <summary>The witness, what is wrong and how to mend it.</summary>
    public static object[] Message(IsolationFinding finding) => [finding.Witness!, finding.Reason];
}
