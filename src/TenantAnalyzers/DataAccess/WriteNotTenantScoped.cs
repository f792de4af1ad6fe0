using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1004: a write whose key does not hold the tenant.</summary>
internal static class WriteNotTenantScoped
{
    public static DiagnosticDescriptor Rule => Rules.WriteNotTenantScoped;

    public static bool Applies(Access access) => access.EntryPoint.Kind == AccessKind.Write;

    /// <summary>The arguments of the rule's message.</summary>
    public static object[] Message(Access access, AccessPath path) =>
    [
        path.Binding.Part is { } part ? $"{access.EntryPoint.Operation}.{part}" : access.EntryPoint.Operation,
        path.Binding.Table,
        path.Binding.Found,
        path.Binding.KeyAttribute,
        access.DescribeCondition(path) + access.DescribeWay(),
    ];
}
