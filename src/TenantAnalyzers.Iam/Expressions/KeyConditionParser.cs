using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Expressions;

/// <summary>
/// Reads a <c>KeyConditionExpression</c>: equalities on key attributes and at most a sort condition, joined by <c>AND</c>,
/// with aliases and parentheses. Total: text of another shape is answered with <c>IsValid == false</c>.
/// Source: Amazon DynamoDB API Reference, Query, KeyConditionExpression.
/// </summary>
internal static class KeyConditionParser
{
    // A valid expression has at most 4 + 4 conditions (multi-attribute keys); this only bounds the work on nonsense.
    private const int MostConditions = 64;

    public static KeyConditionReading Parse(string text)
    {
        var reader = new Reader(text);
        return reader.Read();
    }

    private ref struct Reader
    {
        private readonly string _text;
        private ExpressionLexer _lexer;
        private Token _token;
        private Token _last;

        public Reader(string text)
        {
            _text = text;
            _lexer = new ExpressionLexer(text);
            _token = _lexer.Next();
        }

        public KeyConditionReading Read()
        {
            var conditions = ImmutableArray.CreateBuilder<KeyCondition>(2);
            var depth = 0;
            while (conditions.Count < MostConditions)
            {
                var start = _token.Start;
                while (Take(TokenKind.Open))
                    depth++;
                if (!TryReadCondition(out var condition))
                    return Invalid;
                while (depth > 0 && Take(TokenKind.Close))
                    depth--;
                conditions.Add(condition with { Start = start, End = _last.End });
                if (_token.Kind == TokenKind.End)
                    return depth == 0 ? new(conditions.ToImmutable(), IsValid: true) : Invalid;
                if (!TakeWord("AND"))
                    return Invalid;
            }

            return Invalid;
        }

        private static KeyConditionReading Invalid => new(ImmutableArray<KeyCondition>.Empty, IsValid: false);

        private bool TryReadCondition(out KeyCondition condition)
        {
            condition = default;
            if (_token.Is(_text, "begins_with"))
                return TryReadBeginsWith(out condition);
            if (!TryReadOperand(out var left))
                return false;
            if (TakeWord("BETWEEN"))
            {
                condition = new(left, IsEquality: false, default, 0, 0);
                return left.Kind != OperandKind.Value && TryReadOperand(out var low) && TakeWord("AND") && TryReadOperand(out _)
                    && (condition = condition with { Value = low }) != default;
            }

            var isEquality = _token.Kind == TokenKind.Comparison && _token.In(_text) == "=";
            if (!Take(TokenKind.Comparison) || !TryReadOperand(out var right))
                return false;
            // `:v = pk` is the same condition with its operands the other way round.
            var reversed = left.Kind == OperandKind.Value && right.Kind != OperandKind.Value;
            condition = reversed ? new(right, isEquality, left, 0, 0) : new(left, isEquality, right, 0, 0);
            return condition.Attribute.Kind != OperandKind.Value && condition.Value.Kind != OperandKind.Attribute;
        }

        private bool TryReadBeginsWith(out KeyCondition condition)
        {
            condition = default;
            Advance();
            if (!Take(TokenKind.Open) || !TryReadOperand(out var attribute) || !Take(TokenKind.Comma) || !TryReadOperand(out var prefix) || !Take(TokenKind.Close))
                return false;
            condition = new(attribute, IsEquality: false, prefix, 0, 0);
            return true;
        }

        private bool TryReadOperand(out Operand operand)
        {
            // Single operands may stand in parentheses of their own: `(pk) = (:v)`.
            var depth = 0;
            while (Take(TokenKind.Open))
                depth++;
            OperandKind? kind = _token.Kind switch
            {
                TokenKind.Word or TokenKind.Alias => OperandKind.Attribute,
                TokenKind.Placeholder => OperandKind.Value,
                TokenKind.Opaque => OperandKind.Opaque,
                _ => null,
            };
            operand = kind is { } known ? new(known, _token.In(_text), _token.Start) : default;
            if (kind is null || _token.Is(_text, "AND") || _token.Is(_text, "OR") || _token.Is(_text, "NOT"))
                return false;
            Advance();
            while (depth > 0)
            {
                if (!Take(TokenKind.Close))
                    return false;
                depth--;
            }

            return true;
        }

        private bool Take(TokenKind kind)
        {
            if (_token.Kind != kind)
                return false;
            Advance();
            return true;
        }

        private bool TakeWord(string word)
        {
            if (!_token.Is(_text, word))
                return false;
            Advance();
            return true;
        }

        private void Advance()
        {
            _last = _token;
            _token = _lexer.Next();
        }
    }
}
