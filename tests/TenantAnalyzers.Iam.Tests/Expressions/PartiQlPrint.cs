using TenantAnalyzers.Iam.Expressions;
using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.Iam.Tests.Expressions;

/// <summary>Reads a statement in which each <c>§</c> is a hole, and prints what was read on one line.</summary>
internal static class PartiQlPrint
{
    public static PartiQlStatement Read(string text) => PartiQlReader.Read(text.Replace('§', ExpressionLexer.Hole));

    public static string Of(string text) => Of(Read(text));

    public static string Of(PartiQlStatement statement)
    {
        if (!statement.IsValid)
            return "invalid";
        var source = Of(statement.Table) + (statement.Index is { } index ? "/" + Of(index) : "");
        var rest = statement switch
        {
            { Verb: PartiQlVerb.Insert } => $" {{{string.Join(", ", statement.Inserted.Select(field => $"{Of(field.Name)}: {Of(field.Value)}"))}}}",
            { Where: { } where } => $" where {Of(where)}",
            _ => "",
        };
        return $"{statement.Verb.ToString().ToLowerInvariant()} {source}{rest}";
    }

    public static string Of(PartiQlCondition condition) => condition switch
    {
        PartiQlCondition.And and => $"({string.Join(" and ", and.Parts.Select(Of))})",
        PartiQlCondition.Or or => $"({string.Join(" or ", or.Parts.Select(Of))})",
        PartiQlCondition.Not not => $"not {Of(not.Part)}",
        PartiQlCondition.Comparison comparison => $"{Of(comparison.Attribute)} {Of(comparison.Operator)} {Of(comparison.Operand)}",
        PartiQlCondition.In oneOf => $"{Of(oneOf.Attribute)} in [{string.Join(", ", oneOf.Operands.Select(Of))}]",
        PartiQlCondition.Other => "other",
        PartiQlCondition.Open open => open.IsEnclosed ? "(open)" : "open",
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };

    private static string Of(PartiQlOperand operand) => operand.Kind switch
    {
        PartiQlOperandKind.Parameter => $"?{operand.Parameter}",
        PartiQlOperandKind.Literal => $"'{Of(operand.Text)}'",
        PartiQlOperandKind.Hole => Of(operand.Text),
        PartiQlOperandKind.Attribute => Of(operand.Text) + (operand.IsNested ? ".." : ""),
        _ => "expression",
    };

    // Each hole with its number, so that the numbers are tested too.
    private static string Of(PartiQlText text)
    {
        var hole = text.FirstHole;
        return string.Concat(text.Text.Select(c => c == ExpressionLexer.Hole ? $"§{hole++}" : c.ToString()));
    }

    private static string Of(PartiQlComparison comparison) => comparison switch
    {
        PartiQlComparison.Equal => "=",
        PartiQlComparison.NotEqual => "<>",
        PartiQlComparison.Less => "<",
        PartiQlComparison.LessOrEqual => "<=",
        PartiQlComparison.Greater => ">",
        _ => ">=",
    };
}
