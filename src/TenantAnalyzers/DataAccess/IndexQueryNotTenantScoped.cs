using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1006: a query on an index whose partition key is not the tenant: no condition on it can mend that.</summary>
internal static class IndexQueryNotTenantScoped
{
    public static DiagnosticDescriptor Rule => Rules.IndexQueryNotTenantScoped;

    public static bool Applies(Access access, AccessPath path) =>
        // A search condition can name any attribute that its index filters by.
        access.EntryPoint is { Kind: AccessKind.Query, Operation: not "SearchVectors" } && path.Binding is { Kind: BindingKind.Other, Parts.HasIndex: true };

    /// <summary>The arguments of the rule's message.</summary>
    public static object[] Message(Access access, AccessPath path) =>
    [
        access.EntryPoint.Operation,
        path.Binding.Index ?? "an index",
        path.Binding.Table,
        path.Binding.Found,
        path.Binding.KeyAttribute,
        access.DescribeCondition(path) + access.DescribeWay() + (path.Binding.Parts.FiltersByTenant ? "; a filter is applied after the read and isolates nothing" : ""),
    ];
}
