using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;

namespace TenantAnalyzers.DataAccess;

/// <summary>The object persistence model: which member is the key stands on the entity's class.</summary>
internal sealed class ContextBinder(AccessContext context, AttributeBinder attributes, ConditionBinder conditions, DocumentBinder documents)
{
    private static readonly UnknownValue ManyValues = new("the keys of many items are not visible");

    public KeyBinding Bind()
    {
        var site = context.Site;
        var type = EntityType() is ITypeParameterSymbol parameter ? ConstraintOf(parameter) : EntityType();
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct } named)
            return context.Unknown(Table.NotVisible, type is ITypeParameterSymbol ? $"the entity is the type parameter `{type.Name}`" : "the entity's class is not visible");

        var config = Config();
        var contents = context.Object(config);
        var table = MappedTable.Of(context, named, contents, context.State.Object(site.Receiver));
        var binding = site.EntryPoint.Kind switch
        {
            AccessKind.Scan => context.Unbound("no key", table, AccessParts.None with { FiltersByTenant = FiltersByTenant(site.Argument("conditions"), table) }),
            AccessKind.Query => BindQuery(config, contents, ref table),
            _ => BindItem(table),
        };
        return context.Exempt(binding, table);
    }

    private KeyBinding BindQuery(Slot? config, HeapObject? contents, ref Table table)
    {
        var site = context.Site;
        if (site.EntryPoint.Member.StartsWith("From", StringComparison.Ordinal))
        {
            if (site.Argument("queryConfig", "queryOperationRequest", "searchVectorsOperationRequest") is not { } query)
                return context.Unknown(table, "the query is given where the delegate is called");
            if (context.Object(query) is { } inner)
                table = table with { Index = AccessContext.Given(inner, "IndexName")?.Value };
            return documents.BindQuery(query, table);
        }

        table = table with { Index = AccessContext.Given(contents, "IndexName")?.Value };
        var parts = AccessParts.None with { Request = contents?.Creation, HasIndex = table.Index is not null };
        if (site.EntryPoint.Operation == "SearchVectors")
        {
            return (config is null || config.Value.Value.Unwrapped is NullValue || contents is { Open: null }) && AccessContext.Given(contents, "SearchConditionExpression") is null
                ? context.Unbound("no key condition", table, parts)
                : context.Unknown(table, "the search condition is a lambda", parts);
        }

        if (site.Argument("queryConditional") is { } conditional)
        {
            return context.Object(conditional) is { } keys
                ? conditions.BindMap(keys, table, parts)
                : context.Hidden(conditional.Value, table, "the condition is not made here", parts);
        }

        if (site.Argument("hashKeyValue") is not { } hash)
            return context.Unknown(table, "the key is given where the delegate is called", parts);
        if (context.Object(hash) is { Type.Name: "QueryConditional" })
            return context.Unknown(table, "a `QueryConditional` without a `QueryConfig` is taken for a key value, and fails", parts);
        if (config is not null && contents is null && config.Value.Value.Unwrapped is not NullValue)
            return context.Unknown(table, "the configuration, which may name an index, is not made here", parts);
        return BindReplaced(contents, table, parts) ?? attributes.BindHash(hash.Value, table, parts with { Hash = hash.Source });
    }

    // A scan condition on the hash property, of the table or of the index, replaces the hash key that is given.
    private KeyBinding? BindReplaced(HeapObject? config, Table table, AccessParts parts)
    {
        if (AccessContext.Given(config, "QueryFilter") is not { } slot || AttributeBinder.HashMember(table) is not { } key)
            return null;
        if (context.Object(slot) is not { } list)
            return context.Hidden(slot.Value, table, "the query filter, which may replace the key, is not made here", parts);
        KeyBinding? replaced = null;
        foreach (var entry in list.Entries)
        {
            if (context.Object(entry.Value) is not { } condition || AccessContext.Property(condition, "PropertyName")?.Value.Unwrapped is not TextValue { IsConstant: true, Text: var name })
                return context.Unknown(table, "a condition of the query filter, which may replace the key, is not visible", parts);
            if (name != key.Member.Name || !conditions.TryRead(entry.Value, out var isEquality, out var value) || !isEquality)
                continue;
            replaced = attributes.Judge(value, out var found) switch
            {
                BindingKind.Tenant => context.Tenant(table, key.AttributeName, parts),
                BindingKind.Other => context.Other(table, $"replaces the key `{key.AttributeName}` by {found} in its `QueryFilter`", parts),
                _ => context.Unknown(table, $"the query filter replaces the key: {found}", parts),
            };
        }

        return replaced;
    }

    private KeyBinding BindItem(Table table)
    {
        var site = context.Site;
        if (site.Argument("hashKey") is { } hash)
            return attributes.BindHash(hash.Value, table, new() { Hash = hash.Source });
        var value = site.Argument("keyObject", "value", "item");
        var many = value is null ? site.Argument("values", "items", "keyObjects") : null;
        if ((value ?? many) is not { } given)
            return context.Unknown(table, "the key is given where the delegate is called");
        if (table.Mapped?.HashKey is not { } key)
            return HasTenantMember(table) is { } member ? context.Tenant(table, member, AccessParts.None) : context.Unknown(table, "the class declares no hash key, so the table does");
        context.KeyOf(table, out var configured);
        if (configured)
            return attributes.BindMember(key, () => ManyValues, table, AccessParts.None);
        if (many is null)
            return BindEntity(given, key, table);
        if (context.Object(given) is not { Open: null, Entries.IsEmpty: false } list)
            return attributes.BindMember(key, () => ManyValues, table, AccessParts.None);
        var found = new List<KeyBinding>(list.Entries.Length);
        foreach (var entry in list.Entries)
            found.Add(BindEntity(entry.Value, key, table));
        return context.Worst(found, table, "the list is empty");
    }

    private KeyBinding BindEntity(Slot entity, EntityKey key, Table table) =>
        attributes.BindMember(
            key, () => context.Site.Flow.ReadMember(entity.Value, key.Member, context.Site.Operation.Syntax), table,
            new() { Item = context.CreationOf(entity) });

    // Without an attribute on the key the table decides what it is; a member of the tenant's name is believed.
    private string? HasTenantMember(Table table)
    {
        for (ITypeSymbol? type = table.Mapped!.Type; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && context.IsTenantKey(member.Name, table))
                    return member.Name;
            }
        }

        return null;
    }

    // What a class that every entity must derive from declares holds for all of them.
    private static ITypeSymbol ConstraintOf(ITypeParameterSymbol parameter)
    {
        foreach (var constraint in parameter.ConstraintTypes)
        {
            if (constraint is INamedTypeSymbol { TypeKind: TypeKind.Class, SpecialType: SpecialType.None })
                return constraint;
        }

        return parameter;
    }

    private bool FiltersByTenant(Slot? filter, Table table)
    {
        if (context.Object(filter) is not { } list)
            return false;
        foreach (var entry in list.Entries)
        {
            if (context.Object(entry.Value) is { } condition
                && AccessContext.Property(condition, "PropertyName")?.Value.Unwrapped is TextValue { IsConstant: true, Text: var name } && context.IsTenantKey(name, table))
            {
                return true;
            }
        }

        return false;
    }

    private Slot? Config() => context.Site.Argument(
        "loadConfig", "saveConfig", "deleteConfig", "scanConfig", "operationConfig", "searchConfig", "vectorsSearchConfig", "fromQueryConfig", "fromScanConfig", "fromSearchVectorsConfig")
        ?? (context.Site.EntryPoint.Member.StartsWith("From", StringComparison.Ordinal) ? null : context.Site.Argument("queryConfig"));

    // `LoadAsync<Order>(…)` names the entity, `IBatchGet<Order>.AddKey(…)` has it from its type, `SaveAsync(typeof(Order), …)` is told.
    private ITypeSymbol? EntityType()
    {
        var site = context.Site;
        if (site.Argument("valueType") is { } named)
            return named.Value.Unwrapped is SymbolValue { Symbol: ITypeSymbol type } ? type : null;
        if (site.Method.TypeArguments is [var own])
            return site.Flow.Resolve(own);
        return site.Method.ContainingType.TypeArguments is [var of] ? site.Flow.Resolve(of) : null;
    }
}
