using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tables;

/// <summary>TNT2002: a global secondary index whose partition key does not have the tenant in it.</summary>
internal static class IndexNotKeyedByTenant
{
    public static DiagnosticDescriptor Rule => Rules.IndexNotKeyedByTenant;

    /// <summary>Null when the key has the tenant in it, is not seen, or may be right.</summary>
    public static KeyFinding? Decide(DeclaredIndex index, DeclaredName tableName, TenantKeys tenantKeys, CancellationToken cancellation)
    {
        if (index.Keys is not { Hash: { IsEmpty: false } hash })
            return null;
        var table = NamedTable.Of(tableName);
        if (tenantKeys.IsExempt(table) || tenantKeys.IsRegistry(table))
            return null;
        var names = new List<string>();
        foreach (var key in hash)
        {
            if (key.Attribute is not { } attribute || !tenantKeys.IsCertainlyOther(attribute, member: null, table, index.Name.Text ?? "", cancellation))
                return null;
            names.Add(attribute);
        }

        var expected = tenantKeys.Expected(table, index.Name.Text);
        return new(Rule, hash[0].Place.GetLocation(), expected, [InWords(index.Name.Text, table), InWords(names), expected]);
    }

    /// <summary>The same for an index that an entity declares.</summary>
    public static KeyFinding? Decide(EntityIndex index, Entity entity, Location place, TenantKeys tenantKeys, CancellationToken cancellation)
    {
        var table = NamedTable.Of(entity);
        var names = new List<string>();
        foreach (var key in index.HashKeys)
        {
            if (!tenantKeys.IsCertainlyOther(key.AttributeName, key.Member, table, index.Name, cancellation))
                return null;
            names.Add(key.AttributeName);
        }

        var expected = tenantKeys.Expected(table, index.Name);
        return new(Rule, place, expected, [InWords(index.Name, table), InWords(names), expected]);
    }

    private static string InWords(string? index, NamedTable table)
    {
        var owner = table.Name is { Length: > 0 } name ? $" of `{name}`" : table.Alias is { } alias ? $" of the table in `{alias}`" : "";
        return (string.IsNullOrEmpty(index) ? "An index" : $"Index `{index}`") + owner;
    }

    private static string InWords(List<string> names) => string.Join(" and ", names.ConvertAll(static name => $"`{name}`"));
}
