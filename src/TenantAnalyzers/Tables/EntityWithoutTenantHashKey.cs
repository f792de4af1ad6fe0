using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tables;

/// <summary>TNT2003: an entity of the object persistence model that is not keyed by the tenant.</summary>
internal static class EntityWithoutTenantHashKey
{
    public static DiagnosticDescriptor Rule => Rules.EntityWithoutTenantHashKey;

    /// <summary>Null when the key is the tenant's, is not seen, or may be right.</summary>
    public static KeyFinding? Decide(Entity entity, Location place, TenantKeys tenantKeys, CancellationToken cancellation)
    {
        var table = NamedTable.Of(entity);
        if (entity.HasSeveralHashKeys)
            return null;
        var expected = tenantKeys.Expected(table, index: null);
        if (entity.HashKey is { } key)
        {
            return tenantKeys.IsCertainlyOther(key.AttributeName, key.Member, table, index: null, cancellation)
                ? new(Rule, place, expected, [entity.Type.Name, $"is keyed by `{key.AttributeName}`, not", expected])
                : null;
        }

        // The table's own key is looked up; the SDK refuses a class that has no member for it.
        if (!entity.HasTableAttribute || entity.Members.IsEmpty)
            return null;
        foreach (var member in entity.Members)
        {
            if (tenantKeys.MayHoldTenant(member.Member, member.AttributeName, table, cancellation))
                return null;
        }

        return new(Rule, place, expected, [entity.Type.Name, "has no hash key, and no member for", expected]);
    }
}
