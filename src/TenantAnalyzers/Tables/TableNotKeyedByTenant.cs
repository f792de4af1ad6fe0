using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tables;

/// <summary>TNT2001: a table that is made with a partition key other than the tenant.</summary>
internal static class TableNotKeyedByTenant
{
    public static DiagnosticDescriptor Rule => Rules.TableNotKeyedByTenant;

    /// <summary>Null when the key is the tenant's, is not seen, or may be right.</summary>
    public static KeyFinding? Decide(DeclaredName name, DeclaredKeys? keys, TenantKeys tenantKeys, CancellationToken cancellation)
    {
        // A table has one partition key.
        if (keys is not { Hash: [{ Attribute: { } attribute, Place: var place }] })
            return null;
        var table = NamedTable.Of(name);
        if (tenantKeys.IsExempt(table) || tenantKeys.IsRegistry(table) || !tenantKeys.IsCertainlyOther(attribute, member: null, table, index: null, cancellation))
            return null;
        var expected = tenantKeys.Expected(table, index: null);
        return new(Rule, place.GetLocation(), expected, [table.InWords, attribute, expected]);
    }
}
