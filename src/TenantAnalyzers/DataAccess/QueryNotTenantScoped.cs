using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1001: a Query whose key condition does not bind the tenant.</summary>
internal static class QueryNotTenantScoped
{
    public static DiagnosticDescriptor Rule => Rules.QueryNotTenantScoped;

    public static bool Applies(Access access) => access.EntryPoint.Kind == AccessKind.Query;

    /// <summary>The arguments of the rule's message.</summary>
    public static object[] Message(Access access, AccessPath path) =>
    [
        access.EntryPoint.Operation,
        path.Binding.Table,
        path.Binding.Found,
        path.Binding.KeyAttribute,
        access.DescribeCondition(path) + access.DescribeWay() + (path.Binding.Parts.FiltersByTenant ? "; a filter is applied after the read and isolates nothing" : ""),
    ];
}
