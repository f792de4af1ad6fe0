using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.DataAccess;

/// <summary>TNT1002: an item read whose key does not hold the tenant.</summary>
internal static class ItemReadNotTenantScoped
{
    public static DiagnosticDescriptor Rule => Rules.ItemReadNotTenantScoped;

    public static bool Applies(Access access) => access.EntryPoint.Kind == AccessKind.ItemRead;

    /// <summary>The arguments of the rule's message.</summary>
    public static object[] Message(Access access, AccessPath path) =>
        [access.EntryPoint.Operation, path.Binding.Table, path.Binding.Found, path.Binding.KeyAttribute, access.DescribeCondition(path) + access.DescribeWay()];
}
