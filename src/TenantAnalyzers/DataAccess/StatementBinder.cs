using System.Collections.Immutable;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Iam.Expressions;
using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.DataAccess;

/// <summary>What the key predicate of a PartiQL statement binds.</summary>
internal sealed class StatementBinder(AccessContext context, AttributeBinder attributes)
{
    /// <summary>A statement and its parameters, as the request or a part of a batch holds them.</summary>
    public KeyBinding Bind(HeapObject request)
    {
        var parts = new AccessParts
        {
            Request = request.Creation,
            Statement = AccessContext.Property(request, "Statement")?.Source,
            Parameters = context.CreationOf(AccessContext.Property(request, "Parameters")),
        };
        if (AccessContext.Property(request, "Statement") is not { } slot)
            return context.Unknown(Table.NotVisible, request.Open ?? "there is no statement", parts);
        if (slot.Value.Unwrapped is not TextValue text)
            return context.Hidden(slot.Value, Table.NotVisible, "the statement is not visible", parts);
        var statement = PartiQlReader.Read(text.Text);
        if (!statement.IsValid)
            return context.Unknown(Table.NotVisible, "the statement is not of a form that DynamoDB accepts", parts);

        var table = TableOf(statement, text);
        parts = parts with { HasIndex = statement.Index is not null };
        var names = new List<string>();
        string? reason = null;
        var answer = statement.ReachesOnly((name, operand) => IsTenant(name.Text, operand, text, request, table, parts, names, ref reason));
        var binding = answer switch
        {
            true => context.Tenant(table, context.KeyOf(table, out _), parts),
            null => context.Unknown(table, reason ?? "a part of the statement is not visible", parts),
            _ when names.Count == 0 => context.Unbound("no key by `=` or `IN`", table, parts),
            _ => context.Other(table, "binds " + string.Join(", ", names.Distinct(StringComparer.Ordinal).Select(static name => $"`{name}`")), parts),
        };
        return context.Exempt(binding with { Verb = statement.Verb.ToString() }, table);
    }

    private bool? IsTenant(
        string name, PartiQlOperand operand, TextValue text, HeapObject request, Table table, AccessParts parts, List<string> names, ref string? reason)
    {
        names.Add(name);
        var value = ValueOf(operand, text, request);
        // A list of values may reach several tenants: the attribute's name alone does not speak for all of them.
        var binding = attributes.Bind(name, table, parts, () => value);
        if (binding.Kind == BindingKind.Unknown)
            reason ??= binding.Found;
        return binding.Kind switch { BindingKind.Tenant => true, BindingKind.Unknown => null, _ => false };
    }

    private FlowValue? ValueOf(PartiQlOperand operand, TextValue text, HeapObject request)
    {
        switch (operand.Kind)
        {
            case PartiQlOperandKind.Literal when operand.Text.HasHole:
                return Cut(operand.Text, text);
            case PartiQlOperandKind.Literal:
                return TextValue.Constant(operand.Text.Text);
            case PartiQlOperandKind.Hole:
                return operand.Text.FirstHole < text.Holes.Length ? text.Holes[operand.Text.FirstHole] : new UnknownValue("a part of the statement is not visible");
            case PartiQlOperandKind.Parameter:
                if (AccessContext.Property(request, "Parameters") is not { } slot)
                    return request.Open is { } open ? new UnknownValue(open) : null;
                if (context.Object(slot) is not { } list)
                    return slot.Value.Unwrapped is NullValue ? null : new UnknownValue(AccessContext.Reason(slot.Value));
                if (list.Open is { } why)
                    return new UnknownValue(why);
                return operand.Parameter < list.Entries.Length ? list.Entries[operand.Parameter].Value.Value : null;
            default:
                return new UnknownValue("it compares with an expression");
        }
    }

    private static FlowValue Cut(PartiQlText literal, TextValue text)
    {
        var parts = new List<TextValue>();
        var hole = literal.FirstHole;
        var start = 0;
        for (var i = 0; i < literal.Text.Length; i++)
        {
            if (literal.Text[i] != ExpressionLexer.Hole || hole >= text.Holes.Length)
                continue;
            parts.Add(TextValue.Constant(literal.Text.Substring(start, i - start)));
            parts.Add(TextValue.Of(text.Holes[hole++]));
            start = i + 1;
        }

        parts.Add(TextValue.Constant(literal.Text.Substring(start)));
        return TextValue.Concat(parts);
    }

    private static Table TableOf(PartiQlStatement statement, TextValue text)
    {
        var name = statement.Table is { } table ? Value(table) : null;
        var index = statement.Index is { } of ? Value(of) : null;
        return new(name, index);

        FlowValue Value(PartiQlText part) => part.HasHole ? Cut(part, text) : TextValue.Constant(part.Text);
    }
}
