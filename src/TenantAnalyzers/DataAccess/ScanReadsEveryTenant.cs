using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1003: a Scan of a table that tenants share.</summary>
internal static class ScanReadsEveryTenant
{
    public static DiagnosticDescriptor Rule => Rules.ScanReadsEveryTenant;

    public static bool Applies(Access access) => access.EntryPoint.Kind is AccessKind.Scan or AccessKind.Export;

    /// <summary>The arguments of the rule's message.</summary>
    public static object[] Message(Access access, AccessPath path) =>
    [
        access.EntryPoint.Operation,
        path.Binding.Table,
        path.Binding.KeyAttribute,
        access.DescribeCondition(path) + access.DescribeWay() + (path.Binding.Parts.FiltersByTenant ? "; a filter is applied after the read and isolates nothing" : ""),
    ];
}
