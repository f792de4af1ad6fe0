using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Iam.Expressions;

namespace TenantAnalyzers.DataAccess;

/// <summary>What a key condition binds: an expression, the legacy conditions, or what the SDK's builders make of either.</summary>
internal sealed class ConditionBinder(AccessContext context, AttributeBinder attributes)
{
    private const string AliasMap = "ExpressionAttributeNames";
    private const string ValueMap = "ExpressionAttributeValues";

    /// <summary>The condition in a text; its names and values are resolved by the object that holds the maps.</summary>
    public KeyBinding BindText(Slot slot, HeapObject holder, Table table, AccessParts parts)
    {
        if (slot.Value.Unwrapped is NullValue)
            return context.Unbound("no key condition", table, parts);
        if (slot.Value.Unwrapped is not TextValue text)
            return context.Hidden(slot.Value, table, "the key condition is not visible", parts);
        if (text is { IsConstant: true, Text: var blank } && string.IsNullOrWhiteSpace(blank))
            return context.Unbound("no key condition", table, parts);

        var reading = KeyConditionParser.Parse(text.Text);
        if (!reading.IsValid)
            return context.Unknown(table, "the key condition is not of a form that DynamoDB accepts", parts);

        var certain = text.IsConstant;
        KeyBinding? other = null;
        foreach (var condition in reading.Conditions)
        {
            if (!condition.IsEquality)
                continue;
            if (AttributeName(condition.Attribute, text, holder) is not { } name)
            {
                certain = false;
                continue;
            }

            var binding = attributes.ByValue(attributes.Bind(name, table, parts, () => ValueOf(condition.Value, holder)), reading.Conditions.Length == 1, table);
            if (binding.Kind == BindingKind.Tenant)
                return binding;
            certain &= binding.Kind != BindingKind.Unknown;
            other = Prefer(other, binding);
        }

        return Decide(other, certain, table, parts, "a part of the key condition is not visible");
    }

    /// <summary>Conditions under the names of their attributes.</summary>
    public KeyBinding BindMap(HeapObject map, Table table, AccessParts parts)
    {
        var certain = map.Open is null;
        KeyBinding? other = null;
        foreach (var entry in map.Entries)
        {
            if (entry.Key.Unwrapped is not TextValue { IsConstant: true, Text: var name } || !TryRead(entry.Value, out var isEquality, out var value))
            {
                certain = false;
                continue;
            }

            if (!isEquality)
                continue;
            var binding = attributes.ByValue(attributes.Bind(name, table, parts, () => value), map.Entries.Length == 1, table);
            if (binding.Kind == BindingKind.Tenant)
                return binding;
            certain &= binding.Kind != BindingKind.Unknown;
            other = Prefer(other, binding);
        }

        return other is null && certain && map.Entries.IsEmpty
            ? context.Unbound("no key condition", table, parts)
            : Decide(other, certain, table, parts, map.Open ?? "a key condition is not visible");
    }

    /// <summary>An <c>Expression</c> of the document model: its text, or what a builder put into it.</summary>
    public KeyBinding BindExpression(Slot slot, Table table, AccessParts parts)
    {
        if (context.Object(slot) is not { } expression)
            return context.Hidden(slot.Value, table, "the key condition is not visible", parts);
        if (AccessContext.Property(expression, "ExpressionStatement") is not { } text)
        {
            return !expression.Entries.IsEmpty || expression.Type?.Name is "KeyExpressionBuilder" or "ConditionExpressionBuilder" ? BindMap(expression, table, parts)
                : expression.Open is { } open ? context.Unknown(table, open, parts) : context.Unbound("no key condition", table, parts);
        }

        return BindText(text, expression, table, parts with
        {
            KeyCondition = text.Source,
            Names = context.CreationOf(AccessContext.Property(expression, AliasMap)),
            Values = context.CreationOf(AccessContext.Property(expression, ValueMap)),
        });
    }

    /// <summary>The attributes that a filter expression names.</summary>
    public bool Mentions(Slot? filter, HeapObject holder, Func<string, bool> isWanted)
    {
        if (filter?.Value.Unwrapped is not TextValue text)
            return false;
        var lexer = new ExpressionLexer(text.Text);
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            if (token.Kind is TokenKind.Word or TokenKind.Alias
                && AttributeName(new(OperandKind.Attribute, token.In(text.Text), token.Start), text, holder) is { } name && isWanted(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One condition of the legacy form or of a filter: whether it is an equality, and with what.</summary>
    public bool TryRead(Slot slot, out bool isEquality, out FlowValue value)
    {
        (isEquality, value) = (false, new UnknownValue("the list of values is not visible"));
        if (context.Object(slot) is not { Open: null } condition)
            return false;
        if ((AccessContext.Property(condition, Interpreter.Operator) ?? AccessContext.Property(condition, "ComparisonOperator")) is not { } comparison)
            return false;
        if (IsEquality(comparison.Value) is not { } known)
            return false;
        isEquality = known;
        if ((AccessContext.Property(condition, Interpreter.Values) ?? AccessContext.Property(condition, "AttributeValueList")) is not { } values)
            return true;
        value = context.Object(values) switch
        {
            { Open: null, Entries: [var only], Type: { } type } when !IsAttributeValue(type) => only.Value.Value,
            { Type: { } type } when !IsAttributeValue(type) => value,
            _ => values.Value,
        };
        return true;
    }

    private static bool IsAttributeValue(ITypeSymbol type) => SdkTypes.Is(type, SdkTypes.Model, "AttributeValue");

    private static bool? IsEquality(FlowValue comparison) => comparison.Unwrapped switch
    {
        TextValue { IsConstant: true } text => text.Text == "EQ",
        SymbolValue { Symbol: IFieldSymbol { ContainingType.Name: "ComparisonOperator" } field } => field.Name == "EQ",
        // `QueryOperator.Equal` and `ScanOperator.Equal` are the first of their enumerations.
        ConstantValue constant => constant.Constant is 0,
        _ => null,
    };

    // The first equality names the partition; the others are the sort key or more of a multi-attribute key.
    private static KeyBinding Prefer(KeyBinding? first, KeyBinding next) =>
        first is null || (first.Kind != BindingKind.Unknown && next.Kind == BindingKind.Unknown) ? next : first;

    private KeyBinding Decide(KeyBinding? other, bool certain, Table table, AccessParts parts, string hidden)
    {
        if (other is null)
            return certain ? context.Unbound("no key by equality", table, parts) : context.Unknown(table, "the key attribute's name is not visible", parts);
        return certain || other.Kind == BindingKind.Unknown ? other : context.Unknown(table, hidden, parts);
    }

    private FlowValue? ValueOf(Operand operand, HeapObject holder)
    {
        if (operand.Kind != OperandKind.Value)
            return new UnknownValue("the value's name is not visible");
        if (AccessContext.Property(holder, ValueMap) is not { } slot)
            return holder.Open is { } open ? new UnknownValue(open) : null;
        return context.Entry(slot, operand.Text);
    }

    private string? AttributeName(Operand operand, TextValue text, HeapObject holder)
    {
        if (operand.Kind != OperandKind.Attribute)
            return null;
        if (operand.Text[0] != '#')
            return operand.Text;
        return AccessContext.Property(holder, AliasMap) is { } names && context.Entry(names, operand.Text)?.Unwrapped is TextValue { IsConstant: true, Text: var name }
            ? name
            : null;
    }
}
