using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Which string expressions can be a policy, told from the syntax alone. Nearly every literal of a program is turned down
/// here, so nothing here asks for symbols or allocates.
/// </summary>
internal static class PolicyLiterals
{
    /// <summary>The element that every policy document has (IAM User Guide, "IAM JSON policy elements").</summary>
    private const string Statement = "Statement";

    /// <summary>The kinds of expressions that can be one.</summary>
    public static ImmutableArray<SyntaxKind> Kinds { get; } =
        ImmutableArray.Create(SyntaxKind.StringLiteralExpression, SyntaxKind.InterpolatedStringExpression, SyntaxKind.AddExpression);

    /// <summary>
    /// Whether the expression can be a whole policy: it is no part of a larger string expression, starts with a brace and holds
    /// the word <c>Statement</c>. A name may be a constant and so may be any text.
    /// </summary>
    public static bool IsCandidate(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax concatenation => Larger(concatenation) is null && MayBePolicy(concatenation),
        _ => MayStartPolicy(expression) && HasStatement(expression) && Larger(expression) is null,
    };

    /// <summary>The largest string expression that holds the node, e.g. the concatenation that a literal is an operand of.</summary>
    public static ExpressionSyntax? Outermost(SyntaxNode node)
    {
        var inner = node;
        while (inner is not null && !IsString(inner))
            inner = inner.Parent;
        var outermost = (ExpressionSyntax?)inner;
        while (outermost is not null && Larger(outermost) is { } larger)
            outermost = larger;
        return outermost;
    }

    private static ExpressionSyntax? Larger(ExpressionSyntax expression)
    {
        var parent = expression.Parent;
        while (parent is ParenthesizedExpressionSyntax or InterpolationSyntax)
            parent = parent.Parent;
        return parent is not null && IsString(parent) ? (ExpressionSyntax)parent : null;
    }

    private static bool IsString(SyntaxNode node) =>
        node.Kind() is SyntaxKind.AddExpression or SyntaxKind.StringLiteralExpression or SyntaxKind.InterpolatedStringExpression;

    private static bool MayBePolicy(BinaryExpressionSyntax concatenation)
    {
        var first = LiteralReader.WithoutParentheses(concatenation.Left);
        while (first is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add)
            first = LiteralReader.WithoutParentheses(add.Left);
        if (!MayStartPolicy(first) && !IsBlank(first))
            return false;

        var (hasStatement, hasName) = (HasStatement(first), false);
        for (ExpressionSyntax rest = concatenation; rest is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add;)
        {
            var operand = LiteralReader.WithoutParentheses(add.Right);
            hasStatement |= HasStatement(operand);
            hasName |= IsName(operand) || operand.IsKind(SyntaxKind.AddExpression);
            rest = LiteralReader.WithoutParentheses(add.Left);
        }
        // Sums and texts that start with a name are many: without the word, only what can be a constant itself is worth a question.
        return hasStatement || (IsName(first) ? IsFixedInitializer(concatenation) : hasName);
    }

    private static bool IsFixedInitializer(ExpressionSyntax expression)
    {
        if (expression.Parent is not EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: { } declaration } })
            return false;
        var modifiers = declaration switch
        {
            FieldDeclarationSyntax field => field.Modifiers,
            LocalDeclarationStatementSyntax local => local.Modifiers,
            _ => default,
        };
        return modifiers.Any(SyntaxKind.ConstKeyword) || modifiers.Any(SyntaxKind.ReadOnlyKeyword);
    }

    private static bool MayStartPolicy(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax literal)
            return literal.IsKind(SyntaxKind.StringLiteralExpression) && FirstOf(literal.Token.ValueText) == '{';
        if (expression is not InterpolatedStringExpressionSyntax interpolated)
            return IsName(expression);
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolationSyntax hole)
                return IsName(LiteralReader.WithoutParentheses(hole.Expression));
            if (content is InterpolatedStringTextSyntax text && FirstOf(text.TextToken.ValueText) is var first && first != default)
                return first == '{';
        }
        return false;
    }

    private static bool HasStatement(ExpressionSyntax expression)
    {
        if (expression is LiteralExpressionSyntax literal)
            return HasStatement(literal.Token);
        if (expression is InterpolatedStringExpressionSyntax interpolated)
        {
            foreach (var content in interpolated.Contents)
            {
                if (content is InterpolatedStringTextSyntax text && HasStatement(text.TextToken))
                    return true;
            }
        }
        return false;
    }

    private static bool HasStatement(SyntaxToken token) => token.ValueText.IndexOf(Statement, StringComparison.Ordinal) >= 0;

    private static bool IsBlank(ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.StringLiteralExpression) && FirstOf(((LiteralExpressionSyntax)expression).Token.ValueText) == default;

    private static bool IsName(ExpressionSyntax expression) => expression is SimpleNameSyntax or MemberAccessExpressionSyntax;

    /// <summary>The first character that is no white space; NUL when there is none.</summary>
    private static char FirstOf(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character))
                return character;
        }
        return default;
    }
}
