using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1009: an access that may be bound to the tenant or not; off by default.</summary>
internal static class BindingNotDecided
{
    public static DiagnosticDescriptor Rule => Rules.BindingNotDecided;

    /// <summary>The arguments of the rule's message.</summary>
    public static object[] Message(Access access, AccessPath path) =>
        [access.EntryPoint.Operation, path.Binding.Table, path.Binding.Found, access.DescribeCondition(path)];
}
