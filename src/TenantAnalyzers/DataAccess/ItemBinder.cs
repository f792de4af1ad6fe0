using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>What the key of an item binds, and what the attributes of a whole item make its key.</summary>
internal sealed class ItemBinder(AccessContext context, AttributeBinder attributes)
{
    /// <summary>A key: one attribute or two, and nothing else.</summary>
    public KeyBinding BindKey(Slot slot, Table table, AccessParts parts)
    {
        if (slot.Value.Unwrapped is NullValue)
            return context.Unbound("no key", table, parts);
        if (IsLeftOver(slot.Value))
            return context.Tenant(table, "what an earlier call left over", parts);
        if (context.Object(slot) is not { } key)
            return context.Hidden(slot.Value, table, "the key is not made here", parts);

        parts = parts with { Key = key.Creation };
        var names = new List<string>();
        KeyBinding? undecided = null, other = null, generic = null;
        foreach (var entry in key.Entries)
        {
            if (entry.Key.Unwrapped is not TextValue { IsConstant: true, Text: var name })
            {
                undecided ??= context.Unknown(table, "the name of a key attribute is not visible", parts);
                continue;
            }

            var value = entry.Value.Value;
            var binding = attributes.ByValue(attributes.Bind(name, table, parts, () => value), key.Entries.Length == 1, table);
            if (binding.Kind == BindingKind.Tenant)
                return binding;
            if (binding.Kind == BindingKind.Unknown)
                undecided ??= binding;
            else
                other = binding;
            // A generic key is the partition key; what stands beside it is the sort key.
            if (context.Identity.IsGenericKey(name))
                generic ??= binding;
            names.Add(name);
        }

        if (key.Open is { } why)
            return context.Unknown(table, why, parts);
        if (generic is { Kind: BindingKind.Other })
            return generic;
        if (undecided is not null)
            return undecided;
        if (other is null)
            return context.Unbound("no key", table, parts);
        return other with { Found = "binds " + Join(names), Parts = other.Parts with { IsKeyFull = names.Count > 1 } };
    }

    /// <summary>
    /// A whole item: its key is among its attributes, and an attribute that only mentions the tenant separates nobody.
    /// </summary>
    public KeyBinding BindItem(Slot slot, Table table, AccessParts parts)
    {
        if (slot.Value.Unwrapped is NullValue)
            return context.Unbound("no item", table, parts);
        if (IsLeftOver(slot.Value))
            return context.Tenant(table, "what an earlier call left over", parts);
        if (context.Object(slot) is not { } item)
            return context.Hidden(slot.Value, table, "the item is not made here", parts);

        parts = parts with { Item = item.Creation };
        if (PartitionKey(item, table) is { } key)
            return key.Value is { } given
                ? attributes.Bind(key.Name, table, parts, () => given)
                : context.Unknown(table, item.Open ?? $"the item has no `{key.Name}`", parts);

        KeyBinding? undecided = null;
        var names = new List<string>();
        foreach (var entry in item.Entries)
        {
            if (entry.Key.Unwrapped is not TextValue { IsConstant: true, Text: var name })
            {
                undecided ??= context.Unknown(table, "the name of an attribute is not visible", parts);
                continue;
            }

            var value = entry.Value.Value;
            var binding = attributes.Bind(name, table, parts, () => value);
            if (binding is { Kind: BindingKind.Tenant, IsByValue: false })
                return binding;
            if (binding.Kind != BindingKind.Other)
                undecided ??= context.Unknown(table, $"`{name}` holds the tenant, and may be the partition key", parts);
            names.Add(name);
        }

        if (item.Open is { } open)
            return context.Unknown(table, open, parts);
        if (undecided is not null)
            return undecided;
        return names.Count == 0
            ? context.Unbound("no item", table, parts)
            : context.Other(table, "writes " + Join(names), parts);
    }

    /// <summary>Keys or items as an earlier response gave them back: they were bound when they were first sent.</summary>
    public static bool IsLeftOver(FlowValue value) =>
        value.Unwrapped is SymbolValue { Symbol: IPropertySymbol { Name: "UnprocessedKeys" or "UnprocessedItems" } property } && DynamoDb.Sdk.IsModelType(property.ContainingType);

    // The attribute that is certain to be the partition key: by configuration, by the table's declaration, or by a general name.
    private (string Name, FlowValue? Value)? PartitionKey(HeapObject item, Table table)
    {
        var expected = context.KeyOf(table, out var configured);
        if (configured)
            return Find(item, name => TenantNaming.Same(name, expected)) is { } found ? found : null;
        var declared = table.HashKey ?? (context.SchemaOf(table) is { HashKeys: [var hash] } ? hash : null);
        if (declared is not null)
            return Find(item, name => name == declared) ?? (declared, null);
        return Find(item, context.Identity.IsGenericKey);
    }

    private static (string Name, FlowValue? Value)? Find(HeapObject item, Func<string, bool> isWanted)
    {
        foreach (var entry in item.Entries)
        {
            if (entry.Key.Unwrapped is TextValue { IsConstant: true, Text: var name } && isWanted(name))
                return (name, entry.Value.Value);
        }

        return null;
    }

    private static string Join(List<string> names)
    {
        const int Most = 4;
        var quoted = names.ConvertAll(static name => $"`{name}`");
        if (quoted.Count > Most)
            return string.Join(", ", quoted.Take(Most - 1)) + $" and {quoted.Count - Most + 1} more";
        return quoted.Count == 1 ? quoted[0] : string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }
}
