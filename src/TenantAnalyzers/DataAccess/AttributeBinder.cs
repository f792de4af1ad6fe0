using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>What it means that one key attribute is bound to one value.</summary>
internal sealed class AttributeBinder(AccessContext context)
{
    /// <summary>An attribute with a name of its own; the value is asked for only where the name does not decide.</summary>
    public KeyBinding Bind(string name, Table table, AccessParts parts, Func<FlowValue?> value)
    {
        if (context.IsTenantKey(name, table))
        {
            // A condition on a placeholder that is never given fails at the service: it is a bug, but no leak.
            return value() is null
                ? context.Unknown(table, "the key condition compares with a value that is never defined", parts)
                : context.Tenant(table, name, parts);
        }

        var other = context.Other(table, $"binds `{name}`", parts);
        context.KeyOf(table, out var configured);
        if (configured)
            return other;

        var judged = Judge(value(), out var found);
        if (judged == BindingKind.Tenant)
            return context.Tenant(table, name, parts) with { IsByValue = !context.Identity.IsGenericKey(name) };
        if (context.Identity.MentionsTenant(name))
            return context.Unknown(table, $"`{name}` may be the tenant key: name it in `tenant_analyzers.partition_keys`", parts);
        if (!context.Identity.IsGenericKey(name))
            return other;
        return judged == BindingKind.Other
            ? other with { Found = $"binds `{name}` to {found}" }
            : context.Unknown(table, $"`{name}`: {found}", parts) with { Cause = CauseOf(value()) };
    }

    /// <summary>
    /// An attribute that is the tenant only by its value is the partition key when it is the only key; beside others it
    /// may be the sort key, which separates nobody.
    /// </summary>
    public KeyBinding ByValue(KeyBinding binding, bool isOnly, Table table) =>
        isOnly || !binding.IsByValue ? binding : context.Unknown(table, "the tenant may stand in the sort key only", binding.Parts);

    /// <summary>The partition key given by position: its name is known from the table, the entity or the configuration, or not at all.</summary>
    public KeyBinding BindHash(FlowValue value, Table table, AccessParts parts)
    {
        var expected = context.KeyOf(table, out var configured);
        if (configured)
            return context.Tenant(table, expected, parts);
        if (HashMember(table) is { } key)
            return BindMember(key, () => value, table, parts);
        // An index that the class does not declare may be a local one, with the partitions of the table.
        if (table is { Mapped.HashKey: not null, Index: not null } && value.Unwrapped is SymbolValue && BindUnnamed(value, table, parts) is { Kind: BindingKind.Other })
            return context.Unknown(table, "the class does not declare the index", parts);
        if (table.Mapped is not null)
            return BindUnnamed(value, table, parts);
        var name = table.HashKey ?? (context.SchemaOf(table) is { HashKeys: [var hash, ..] } ? hash : null);
        return name is null || table.Index is not null ? BindUnnamed(value, table, parts) : Bind(name, table, parts, () => value);
    }

    /// <summary>The hash key of an entity: the name of its member or of its attribute may say that it is the tenant's.</summary>
    public KeyBinding BindMember(EntityKey key, Func<FlowValue> value, Table table, AccessParts parts)
    {
        if (context.IsTenantKey(key.Member.Name, table) || context.Identity.Denotes(key.Member))
            return context.Tenant(table, key.AttributeName, parts);
        // Where one of its two names says nothing and the other is not the tenant's, only the value tells.
        var saysNothing = !context.IsTenantKey(key.AttributeName, table) && !context.Identity.IsGenericKey(key.AttributeName)
            && context.Identity.IsGenericKey(key.Member.Name);
        var name = saysNothing ? key.Member.Name : key.AttributeName;
        return Bind(name, table, parts, value);
    }

    // The key's own name is not visible: only a value that is named as something else proves anything.
    private KeyBinding BindUnnamed(FlowValue value, Table table, AccessParts parts) => Judge(value, out var found) switch
    {
        BindingKind.Tenant => context.Tenant(table, "the partition key", parts),
        _ when CauseOf(value) is { } named && context.IsTenantKey(named.Name, table) => context.Tenant(table, named.Name, parts),
        BindingKind.Other when value.Unwrapped is ConstantValue or TextValue { IsConstant: true } => context.Unknown(table, $"the name of the key that is {found} is not visible", parts),
        BindingKind.Other when !table.IsKnown && !context.Identity.Options.TableKeys.IsEmpty => context.Unknown(table, "neither the table nor the name of its key is visible", parts),
        BindingKind.Other => context.Other(table, $"binds the partition key to {found}", parts),
        _ => context.Unknown(table, $"the partition key: {found}", parts) with { Cause = CauseOf(value) },
    };

    // What a person could mark: the symbol itself, or the one that an attribute value was made of.
    private ISymbol? CauseOf(FlowValue? value)
    {
        if (value is ObjectValue && context.State.Object(value) is { Open: null } made)
        {
            var text = AccessContext.Property(made, "S") ?? AccessContext.Property(made, "N") ?? AccessContext.Property(made, "B");
            value = text?.Value;
        }

        return (value as SymbolValue ?? value?.Unwrapped as SymbolValue)?.Symbol;
    }

    public BindingKind Judge(FlowValue? value, out string found)
    {
        if (value is not null)
            return ValueJudge.Judge(value, context.State, context.Identity, out found);
        found = "its value is not visible";
        return BindingKind.Unknown;
    }

    /// <summary>The member that holds the partition key of the table or of its index; null when the class does not say.</summary>
    public static EntityKey? HashMember(Table table)
    {
        if (table.Mapped is not { } entity)
            return null;
        if (table.Index is null)
            return entity.HashKey;
        if (table.Index.Unwrapped is not TextValue { IsConstant: true, Text: var name })
            return null;
        foreach (var index in entity.Indexes)
        {
            if (index.Name == name)
                return index.HashKeys is [var first, ..] ? first : null;
        }

        // A local index has the partitions of its table.
        return entity.LocalIndexes.Contains(name) ? entity.HashKey : null;
    }
}
