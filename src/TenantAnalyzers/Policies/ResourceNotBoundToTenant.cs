using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3006: a table, user, secret or prefix of one tenant that every tenant reaches.</summary>
internal static class ResourceNotBoundToTenant
{
    public static DiagnosticDescriptor Rule => Rules.ResourceNotBoundToTenant;

    /// <summary>The witness, what is wrong and how to mend it.</summary>
    public static object[] Message(IsolationFinding finding) => [finding.Witness!, finding.Reason];
}
