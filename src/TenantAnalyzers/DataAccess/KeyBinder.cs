using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>Decides how one access is keyed, from what its arguments hold on one path.</summary>
internal sealed class KeyBinder(TenantIdentity identity, FlowState state)
{
    /// <summary>The binding of a catalogued call.</summary>
    public KeyBinding Bind(EntryPoint entryPoint, ImmutableArray<AccessArgument> arguments)
    {
        Slot? request = null, tableName = null, key = null;
        foreach (var argument in arguments)
        {
            switch (argument.Parameter)
            {
                case "request": request = argument.Slot; break;
                case "tableName": tableName = argument.Slot; break;
                case "key": key = argument.Slot; break;
            }
        }

        var contents = request is { } given ? state.Object(given.Value) : null;
        if (request is not null && contents is null && entryPoint.Kind != AccessKind.Scan)
            return Unknown(Table.NotVisible, $"the request is not made here: {Reason(request.Value.Value)}");

        var table = TableOf(contents, tableName);
        var parts = contents is null ? AccessParts.None : PartsOf(contents, table);
        var binding = entryPoint.Kind switch
        {
            AccessKind.Query => BindQuery(contents!, table, parts),
            AccessKind.ItemRead => BindKey(contents, key, table, parts),
            _ => Unbound("no key", table, parts),
        };
        return binding.IsUnscoped && WhyTableIsExempt(table) is { } reason ? Unknown(table, reason, parts) : binding;
    }

    private KeyBinding BindQuery(HeapObject request, Table table, AccessParts parts)
    {
        if (Property(request, "KeyConditions") is { } legacy)
            return BindLegacy(legacy, request, table, parts);
        if (Property(request, "KeyConditionExpression") is not { } slot)
            return request.Open is { } open ? Unknown(table, open, parts) : Unbound("no key condition", table, parts);
        if (slot.Value.Unwrapped is NullValue)
            return Unbound("no key condition", table, parts);
        if (slot.Value.Unwrapped is not TextValue text)
            return Unknown(table, $"the key condition is not visible: {Reason(slot.Value)}", parts);
        if (text is { IsConstant: true, Text: var blank } && string.IsNullOrWhiteSpace(blank))
            return Unbound("no key condition", table, parts);

        var reading = KeyConditionParser.Parse(text.Text);
        if (!reading.IsValid)
            return Unknown(table, "the key condition is not of a form that DynamoDB accepts", parts);

        var certain = text.IsConstant;
        KeyBinding? other = null;
        foreach (var condition in reading.Conditions)
        {
            if (!condition.IsEquality)
                continue;
            var name = AttributeName(condition.Attribute, request);
            if (name is null)
            {
                certain = false;
                continue;
            }

            var binding = ByValue(BindAttribute(name, table, parts, () => ValueOf(condition.Value, request)), reading.Conditions.Length == 1, table);
            if (binding.Kind == BindingKind.Tenant)
                return binding;
            certain &= binding.Kind != BindingKind.Unknown;
            // The first equality names the partition; the others are the sort key or more of a multi-attribute key.
            if (other is null || (other.Kind != BindingKind.Unknown && binding.Kind == BindingKind.Unknown))
                other = binding;
        }

        if (other is null)
            return certain ? Unbound("no key by equality", table, parts) : Unknown(table, "the key attribute's name is not visible", parts);
        return certain || other.Kind == BindingKind.Unknown ? other : Unknown(table, "a part of the key condition is not visible", parts);
    }

    // The legacy form: `KeyConditions["pk"] = new Condition { ComparisonOperator = EQ, AttributeValueList = … }`.
    private KeyBinding BindLegacy(Slot conditions, HeapObject request, Table table, AccessParts parts)
    {
        if (state.Object(conditions.Value) is not { Open: null } dictionary)
            return conditions.Value.Unwrapped is NullValue && request.Open is null && Property(request, "KeyConditionExpression") is null
                ? Unbound("no key condition", table, parts)
                : Unknown(table, "the key conditions are not visible", parts);
        KeyBinding? other = null;
        foreach (var entry in dictionary.Entries)
        {
            if (entry.Key.Unwrapped is not TextValue { IsConstant: true, Text: var name })
                return Unknown(table, "the key attribute's name is not visible", parts);
            if (state.Object(entry.Value.Value) is not { Open: null } condition || !condition.Properties.TryGetValue("ComparisonOperator", out var comparison))
                return Unknown(table, "a key condition is not visible", parts);
            if (!IsEquality(comparison.Value))
                continue;
            var binding = ByValue(BindAttribute(name, table, parts, () => OnlyElement(condition)), dictionary.Entries.Length == 1, table);
            if (binding.Kind is BindingKind.Tenant or BindingKind.Unknown)
                return binding;
            other ??= binding;
        }

        return other ?? Unbound("no key by equality", table, parts);
    }

    private KeyBinding BindKey(HeapObject? request, Slot? keyArgument, Table table, AccessParts parts)
    {
        var slot = keyArgument ?? (request is null ? null : Property(request, "Key"));
        if (slot is null)
            return request?.Open is { } open ? Unknown(table, open, parts) : Unbound("no key", table, parts);
        if (slot.Value.Value.Unwrapped is NullValue)
            return Unbound("no key", table, parts);
        if (state.Object(slot.Value.Value) is not { } key)
            return Unknown(table, $"the key is not made here: {Reason(slot.Value.Value)}", parts);

        parts = parts with { Key = key.Creation };
        var names = new List<string>();
        KeyBinding? undecided = null, other = null, generic = null;
        foreach (var entry in key.Entries)
        {
            if (entry.Key.Unwrapped is not TextValue { IsConstant: true, Text: var name })
            {
                undecided ??= Unknown(table, "the name of a key attribute is not visible", parts);
                continue;
            }

            var value = entry.Value.Value;
            var binding = ByValue(BindAttribute(name, table, parts, () => value), key.Entries.Length == 1, table);
            if (binding.Kind == BindingKind.Tenant)
                return binding;
            if (binding.Kind == BindingKind.Unknown)
                undecided ??= binding;
            else
                other = binding;
            // A generic key is the partition key; what stands beside it is the sort key.
            if (identity.IsGenericKey(name))
                generic ??= binding;
            names.Add(name);
        }

        if (key.Open is { } why)
            return Unknown(table, why, parts);
        if (generic is { Kind: BindingKind.Other })
            return generic;
        if (undecided is not null)
            return undecided;
        if (other is null)
            return Unbound("no key", table, parts);
        return other with { Found = "binds " + Join(names) };
    }

    /// <summary>What it means that an equality binds this attribute.</summary>
    private KeyBinding BindAttribute(string name, Table table, AccessParts parts, Func<FlowValue?> value)
    {
        var expected = KeyOf(table, out var configured);
        if (IsTenantKey(name, table))
            return HasValue(value()) ? new(BindingKind.Tenant, $"binds `{name}`", table.InWords, name, parts) : Unknown(table, "the key condition compares with a value that is never defined", parts);
        var other = new KeyBinding(BindingKind.Other, $"binds `{name}`", table.InWords, expected, parts);
        if (configured)
            return other;

        var judged = value() is { } known ? ValueJudge.Judge(known, state, identity, out var found) : NoValue(out found);
        if (judged == BindingKind.Tenant)
            return new(BindingKind.Tenant, $"binds `{name}`", table.InWords, name, parts) { IsByValue = !identity.IsGenericKey(name) };
        if (identity.MentionsTenant(name))
            return Unknown(table, $"`{name}` may be the tenant key: name it in `tenant_analyzers.partition_keys`", parts);
        if (!identity.IsGenericKey(name))
            return other;
        return judged == BindingKind.Other
            ? other with { Found = $"binds `{name}` to {found}" }
            : Unknown(table, $"`{name}`: {found}", parts);
    }

    /// <summary>
    /// An attribute that is the tenant only by its value is the partition key when it is the only key; beside others it
    /// may be the sort key, which separates nobody.
    /// </summary>
    private KeyBinding ByValue(KeyBinding binding, bool isOnly, Table table) =>
        isOnly || !binding.IsByValue ? binding : Unknown(table, "the tenant may stand in the sort key only", binding.Parts);

    private static BindingKind NoValue(out string found)
    {
        found = "its value is not visible";
        return BindingKind.Unknown;
    }

    // A condition on a placeholder that is never given fails at the service: it is a bug, but no leak.
    private static bool HasValue(FlowValue? value) => value is not null;

    private FlowValue? ValueOf(Operand operand, HeapObject request)
    {
        if (operand.Kind != OperandKind.Value)
            return new UnknownValue("the value's name is not visible");
        if (Property(request, "ExpressionAttributeValues") is not { } slot)
            return request.Open is { } open ? new UnknownValue(open) : null;
        return Entry(slot, operand.Text);
    }

    private FlowValue? Entry(Slot dictionary, string key)
    {
        if (state.Object(dictionary.Value) is not { } contents)
            return dictionary.Value.Unwrapped is NullValue ? null : new UnknownValue(Reason(dictionary.Value));
        foreach (var entry in contents.Entries)
        {
            if (entry.Key.Unwrapped is not TextValue { IsConstant: true, Text: var name })
                return new UnknownValue("a name among the expression's values is not visible");
            if (name == key)
                return entry.Value.Value;
        }

        return contents.Open is { } open ? new UnknownValue(open) : null;
    }

    private string? AttributeName(Operand operand, HeapObject request)
    {
        if (operand.Kind != OperandKind.Attribute)
            return null;
        if (operand.Text[0] != '#')
            return operand.Text;
        return Property(request, "ExpressionAttributeNames") is { } names && Entry(names, operand.Text)?.Unwrapped is TextValue { IsConstant: true, Text: var name }
            ? name
            : null;
    }

    private FlowValue? OnlyElement(HeapObject condition) =>
        condition.Properties.TryGetValue("AttributeValueList", out var list) && state.Object(list.Value) is { Open: null, Entries: [var only] }
            ? only.Value.Value
            : new UnknownValue("the list of values is not visible");

    private static bool IsEquality(FlowValue comparison) => comparison.Unwrapped switch
    {
        TextValue { IsConstant: true, Text: "EQ" } => true,
        SymbolValue { Symbol: IFieldSymbol { Name: "EQ" } } => true,
        _ => false,
    };

    private AccessParts PartsOf(HeapObject request, Table table)
    {
        var filter = Property(request, "FilterExpression");
        return new()
        {
            Request = request.Creation,
            KeyCondition = Property(request, "KeyConditionExpression")?.Source,
            Filter = filter?.Source,
            Names = CreationOf(Property(request, "ExpressionAttributeNames")),
            Values = CreationOf(Property(request, "ExpressionAttributeValues")),
            HasIndex = Property(request, "IndexName") is { } index && index.Value.Unwrapped is not NullValue,
            FiltersByTenant = FiltersByTenant(filter, request, table),
        };
    }

    private bool FiltersByTenant(Slot? filter, HeapObject request, Table table)
    {
        if (filter?.Value.Unwrapped is TextValue text)
        {
            var lexer = new ExpressionLexer(text.Text);
            for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
            {
                if (token.Kind is TokenKind.Word or TokenKind.Alias
                    && AttributeName(new(OperandKind.Attribute, token.In(text.Text), token.Start), request) is { } name
                    && IsTenantKey(name, table))
                {
                    return true;
                }
            }
        }

        foreach (var legacy in new[] { "QueryFilter", "ScanFilter" })
        {
            if (Property(request, legacy) is not { } slot || state.Object(slot.Value) is not { } conditions)
                continue;
            foreach (var entry in conditions.Entries)
            {
                if (entry.Key.Unwrapped is TextValue { IsConstant: true, Text: var name } && IsTenantKey(name, table))
                    return true;
            }
        }

        return false;
    }

    private SyntaxNode? CreationOf(Slot? slot) => slot is { } given ? state.Object(given.Value)?.Creation : null;

    private static Slot? Property(HeapObject request, string name) =>
        request.Properties.TryGetValue(name, out var slot) ? slot : null;

    private Table TableOf(HeapObject? request, Slot? tableName) => Table.From(
        tableName ?? (request is null ? null : Property(request, "TableName")), request is null ? null : Property(request, "IndexName"));

    private bool IsTenantKey(string name, Table table) =>
        KeyOf(table, out var configured) is var expected && configured
            ? TenantNaming.Same(name, expected)
            : identity.IsPartitionKey(name) || IsKeyOfSomeTable(name, table);

    private string KeyOf(Table table, out bool configured)
    {
        configured = true;
        foreach (var pair in identity.Options.TableKeys)
        {
            if (table.Matches(pair.Key))
                return pair.Value;
        }

        configured = false;
        return identity.Options.PartitionKeys[0];
    }

    // Without the table's name, any configured key might be the right one.
    private bool IsKeyOfSomeTable(string name, Table table)
    {
        if (table.IsKnown)
            return false;
        foreach (var pair in identity.Options.TableKeys)
        {
            if (TenantNaming.Same(pair.Value, name))
                return true;
        }

        return false;
    }

    private string? WhyTableIsExempt(Table table)
    {
        if (identity.Options.Isolation != Isolation.Pool)
            return "tenants do not share tables here (`tenant_analyzers.isolation`)";
        if (table.Name is { } name && ValueJudge.MayHoldTenant(name, identity))
            return "the table's name may hold the tenant";
        foreach (var shared in identity.Options.SharedTables)
        {
            if (table.Matches(shared))
                return "the table holds no tenant data (`tenant_analyzers.shared_tables`)";
        }

        return !table.IsKnown && !identity.Options.SharedTables.IsEmpty
            ? "the table's name is not visible, and some tables hold no tenant data (`tenant_analyzers.shared_tables`)"
            : null;
    }

    private KeyBinding Unbound(string found, Table table, AccessParts parts) =>
        new(BindingKind.Unbound, $"binds {found}", table.InWords, KeyOf(table, out _), parts);

    private KeyBinding Unknown(Table table, string reason, AccessParts? parts = null) =>
        new(BindingKind.Unknown, reason, table.InWords, KeyOf(table, out _), parts ?? AccessParts.None);

    private static string Reason(FlowValue value) => value.Unwrapped switch
    {
        UnknownValue unknown => unknown.Reason,
        SymbolValue symbol => $"it comes from `{symbol.Symbol.Name}`",
        _ => "it is not followed",
    };

    private static string Join(List<string> names)
    {
        var quoted = names.ConvertAll(static name => $"`{name}`");
        return quoted.Count == 1 ? quoted[0] : string.Join(", ", quoted.Take(quoted.Count - 1)) + " and " + quoted[quoted.Count - 1];
    }
}
