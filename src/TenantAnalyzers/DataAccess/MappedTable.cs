using Microsoft.CodeAnalysis;
using TenantAnalyzers.Flow;

namespace TenantAnalyzers.DataAccess;

/// <summary>The table that a class is stored in, where configurations name another or put a prefix before its name.</summary>
internal static class MappedTable
{
    // A call, the batch it belongs to, the context that made the batch.
    private const int Deepest = 3;

    /// <summary>The table of a class as the configuration of the call and those behind its receiver leave it.</summary>
    public static Table Of(AccessContext context, INamedTypeSymbol type, HeapObject? config, HeapObject? receiver)
    {
        Slot? name = null, prefix = null;
        Read(context, config, ref name, ref prefix, depth: 0);
        Read(context, receiver, ref name, ref prefix, depth: 0);
        // A prefix of constants leaves the class's table what it is; the tenant's makes it the tenant's own.
        var decides = prefix is { } given && ValueJudge.MayHoldTenant(given.Value, context.Identity) ? prefix : name;
        return Table.From(decides, index: null) with { Mapped = context.EntityOf(type) };
    }

    private static void Read(AccessContext context, HeapObject? holder, ref Slot? name, ref Slot? prefix, int depth)
    {
        if (holder is null || depth > Deepest)
            return;
        name ??= AccessContext.Given(holder, "OverrideTableName");
        prefix ??= AccessContext.Given(holder, "TableNamePrefix");
        foreach (var property in holder.Properties)
        {
            if (property.Key == Interpreter.Maker || property.Key.EndsWith("config", StringComparison.OrdinalIgnoreCase))
                Read(context, context.Object(property.Value), ref name, ref prefix, depth + 1);
        }
    }
}
