using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3004: a key that is one tenant's, whoever asks.</summary>
internal static class KeyNamesFixedTenant
{
    public static DiagnosticDescriptor Rule => Rules.KeyNamesFixedTenant;

    /// <summary>The witness, what is wrong and how to mend it.</summary>
    public static object[] Message(IsolationFinding finding) => [finding.Witness!, finding.Reason];
}
