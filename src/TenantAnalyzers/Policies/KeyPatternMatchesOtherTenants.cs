using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3003: a pattern that another tenant's key matches as well.</summary>
internal static class KeyPatternMatchesOtherTenants
{
    public static DiagnosticDescriptor Rule => Rules.KeyPatternMatchesOtherTenants;

    /// <summary>The witness, what is wrong and how to mend it.</summary>
    public static object[] Message(IsolationFinding finding) => [finding.Witness!, finding.Reason];
}
