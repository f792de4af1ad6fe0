using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1005: a PartiQL statement without a key predicate for the tenant.</summary>
internal static class StatementNotTenantScoped
{
    public static DiagnosticDescriptor Rule => Rules.StatementNotTenantScoped;

    public static bool Applies(Access access) => access.EntryPoint.Kind == AccessKind.Statement;

    /// <summary>The arguments of the rule's message.</summary>
    public static object[] Message(Access access, AccessPath path) =>
    [
        (path.Binding.Verb ?? access.EntryPoint.Operation).ToUpperInvariant(),
        path.Binding.Table,
        path.Binding.Found,
        path.Binding.KeyAttribute,
        access.DescribeCondition(path) + access.DescribeWay(),
    ];
}
