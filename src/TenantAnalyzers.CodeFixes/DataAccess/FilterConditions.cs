using System.Collections.Immutable;
using TenantAnalyzers.Iam.Expressions;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>One of the conditions that a filter joins by <c>AND</c>.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Name">For <c>name = :value</c>, the name or alias; null for any other condition.</param>
/// <param name="Value">For <c>name = :value</c>, the placeholder.</param>
internal readonly record struct FilterCondition(int Start, int End, string? Name, string? Value);

/// <summary>
/// Cuts a filter at its outermost <c>AND</c>s. A condition of a form that is not understood stays whole.
/// Source: Amazon DynamoDB Developer Guide, "Comparison operator and function reference".
/// </summary>
internal static class FilterConditions
{
    public static ImmutableArray<FilterCondition> Split(string text)
    {
        var conditions = ImmutableArray.CreateBuilder<FilterCondition>();
        var tokens = new List<Token>();
        var depth = 0;
        var isBetween = false;
        var lexer = new ExpressionLexer(text);
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            depth += token.Kind switch { TokenKind.Open => 1, TokenKind.Close => -1, _ => 0 };
            // With an `OR` beside it, no condition has to hold.
            if (token.Kind == TokenKind.Bad || depth < 0 || (depth == 0 && token.Is(text, "OR")))
                return Whole(text);
            if (depth == 0 && token.Is(text, "BETWEEN"))
            {
                isBetween = true;
            }
            else if (depth == 0 && token.Is(text, "AND"))
            {
                if (!isBetween)
                {
                    if (tokens.Count == 0)
                        return Whole(text);
                    conditions.Add(Condition(text, tokens));
                    tokens.Clear();
                    continue;
                }

                isBetween = false;
            }

            tokens.Add(token);
        }

        if (tokens.Count == 0 || depth != 0)
            return Whole(text);
        conditions.Add(Condition(text, tokens));
        return conditions.ToImmutable();
    }

    /// <summary>The names and aliases of attributes that a text mentions, and its placeholders, as written.</summary>
    public static IEnumerable<Token> Operands(string text)
    {
        var lexer = new ExpressionLexer(text);
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            if (token.Kind is TokenKind.Word or TokenKind.Alias or TokenKind.Placeholder or TokenKind.Opaque)
                yield return token;
        }
    }

    private static ImmutableArray<FilterCondition> Whole(string text) => ImmutableArray.Create(new FilterCondition(0, text.Length, null, null));

    private static FilterCondition Condition(string text, List<Token> tokens)
    {
        var (first, last) = (0, tokens.Count - 1);
        while (first < last && tokens[first].Kind == TokenKind.Open && tokens[last].Kind == TokenKind.Close)
            (first, last) = (first + 1, last - 1);
        string? name = null, value = null;
        if (last - first == 2 && tokens[first + 1].Kind == TokenKind.Comparison && tokens[first + 1].In(text) == "=")
        {
            foreach (var operand in new[] { tokens[first], tokens[last] })
            {
                if (operand.Kind is TokenKind.Word or TokenKind.Alias)
                    name = operand.In(text);
                else if (operand.Kind == TokenKind.Placeholder)
                    value = operand.In(text);
            }
        }

        return value is null || name is null
            ? new(tokens[0].Start, tokens[tokens.Count - 1].End, null, null)
            : new(tokens[0].Start, tokens[tokens.Count - 1].End, name, value);
    }
}
