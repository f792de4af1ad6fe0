using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Expressions.PartiQl;

internal sealed partial class PartiQlReader
{
    /// <summary>A part of a condition: a condition already, or an operand that may become one.</summary>
    private readonly record struct Term(PartiQlOperand Operand, PartiQlCondition? Condition, int Start, int End, bool IsEnclosed = false);

    private PartiQlCondition ReadCondition() => AsCondition(ReadOr());

    private PartiQlCondition AsCondition(Term term)
    {
        if (term.Condition is { } condition)
            return condition;
        if (term.Operand.Kind == PartiQlOperandKind.Hole || term.Operand is { Kind: PartiQlOperandKind.Attribute, Text.HasHole: true })
            return new PartiQlCondition.Open(term.IsEnclosed, term.Start, term.End);
        // `WHERE a` is refused by the service: a value is no condition.
        Fail();
        return new PartiQlCondition.Other(term.Start, term.End);
    }

    private Term ReadOr()
    {
        var first = ReadAnd();
        if (!_token.IsWord(_text, "OR"))
            return first;
        var parts = ImmutableArray.CreateBuilder<PartiQlCondition>();
        parts.Add(AsCondition(first));
        while (TakeWord("OR"))
            parts.Add(AsCondition(ReadAnd()));
        return Made(new PartiQlCondition.Or(parts.ToImmutable(), first.Start, _last.End));
    }

    private Term ReadAnd()
    {
        var first = ReadNot();
        if (!_token.IsWord(_text, "AND") && !_token.IsBareHole)
            return first;
        var parts = ImmutableArray.CreateBuilder<PartiQlCondition>();
        parts.Add(AsCondition(first));
        while (true)
        {
            if (TakeWord("AND"))
            {
                parts.Add(AsCondition(ReadNot()));
            }
            else if (_token.IsBareHole)
            {
                // `a = 1 {more}`: what follows a condition may be more of it.
                parts.Add(new PartiQlCondition.Open(IsEnclosed: false, _token.Start, _token.End));
                Advance();
            }
            else
            {
                return Made(new PartiQlCondition.And(parts.ToImmutable(), first.Start, _last.End));
            }
        }
    }

    private Term ReadNot()
    {
        var start = _token.Start;
        if (!TakeWord("NOT"))
            return ReadPredicate();
        Enter();
        var part = AsCondition(ReadNot());
        Leave();
        return Made(new PartiQlCondition.Not(part, start, _last.End));
    }

    private Term ReadPredicate()
    {
        var left = ReadSum();
        if (_token.Kind == PartiQlTokenKind.Comparison)
        {
            var comparison = ComparisonAt(_token);
            Advance();
            return Made(Compare(left, comparison, ReadSum()));
        }

        var isNegated = TakeWord("NOT");
        if (TakeWord("BETWEEN"))
        {
            ReadSum();
            ExpectWord("AND");
            ReadSum();
            return Made(new PartiQlCondition.Other(left.Start, _last.End));
        }

        if (TakeWord("IN"))
            return ReadIn(left, isNegated);
        if (isNegated)
            Fail();
        if (!TakeWord("IS"))
            return left;
        TakeWord("NOT");
        if (_token.Kind != PartiQlTokenKind.Word)
            Fail();
        Advance();
        return Made(new PartiQlCondition.Other(left.Start, _last.End));
    }

    // `IN [..]` is documented; `(..)`, `<<..>>` are accepted as well, and a parameter or a hole may be the whole list.
    private Term ReadIn(Term left, bool isNegated)
    {
        var operands = ImmutableArray.CreateBuilder<PartiQlOperand>();
        if (_token.Kind == PartiQlTokenKind.SetOpen)
            ReadItems(operands, close: null);
        else if (_token.IsSymbol(_text, '['))
            ReadItems(operands, ']');
        else if (_token.IsSymbol(_text, '('))
            ReadItems(operands, ')');
        else if (_token.Kind == PartiQlTokenKind.Parameter || _token.IsBareHole)
            operands.Add(ReadPrimary().Operand);
        if (operands.Count == 0)
            Fail();
        return Made(!isNegated && left.Operand.Kind is PartiQlOperandKind.Attribute or PartiQlOperandKind.Hole
            ? new PartiQlCondition.In(left.Operand, operands.ToImmutable(), left.Start, _last.End)
            : new PartiQlCondition.Other(left.Start, _last.End));
    }

    private PartiQlCondition Compare(Term left, PartiQlComparison comparison, Term right)
    {
        // A hole in place of a name is a name that is not known.
        var (name, operand) = (left.Operand, right.Operand);
        var isReversed = name.Kind != PartiQlOperandKind.Attribute
            && (operand.Kind == PartiQlOperandKind.Attribute || (operand.Kind == PartiQlOperandKind.Hole && name.Kind != PartiQlOperandKind.Hole));
        if (isReversed)
        {
            (name, operand) = (operand, name);
            comparison = comparison switch
            {
                PartiQlComparison.Less => PartiQlComparison.Greater,
                PartiQlComparison.LessOrEqual => PartiQlComparison.GreaterOrEqual,
                PartiQlComparison.Greater => PartiQlComparison.Less,
                PartiQlComparison.GreaterOrEqual => PartiQlComparison.LessOrEqual,
                _ => comparison,
            };
        }

        return name.Kind is PartiQlOperandKind.Attribute or PartiQlOperandKind.Hole
            ? new PartiQlCondition.Comparison(name, comparison, operand, left.Start, _last.End)
            : new PartiQlCondition.Other(left.Start, _last.End);
    }

    private PartiQlComparison ComparisonAt(PartiQlToken token) => (_text[token.Start], token.End - token.Start, _text[token.End - 1]) switch
    {
        ('=', _, _) => PartiQlComparison.Equal,
        ('<', 1, _) => PartiQlComparison.Less,
        ('<', _, '=') => PartiQlComparison.LessOrEqual,
        ('>', 1, _) => PartiQlComparison.Greater,
        ('>', _, _) => PartiQlComparison.GreaterOrEqual,
        _ => PartiQlComparison.NotEqual,
    };

    private static Term Made(PartiQlCondition condition) =>
        new(new(PartiQlOperandKind.Expression, new("", 0, condition.Start, condition.End)), condition, condition.Start, condition.End);
}
