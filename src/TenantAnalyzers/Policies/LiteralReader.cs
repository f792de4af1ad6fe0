using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.Policies;

/// <summary>Reads a string expression into text and pieces; see <see cref="LiteralMap.Create"/>.</summary>
internal sealed class LiteralReader(SemanticModel model, CancellationToken cancellationToken)
{
    private readonly ImmutableArray<LiteralPiece>.Builder _pieces = ImmutableArray.CreateBuilder<LiteralPiece>();
    private int _operand;

    /// <summary>The characters read so far.</summary>
    public LiteralText Text { get; } = new();

    /// <summary>The stretches read so far.</summary>
    public ImmutableArray<LiteralPiece> Pieces => _pieces.ToImmutable();

    /// <summary>Reads a literal, an interpolated string or a concatenation; false for anything else.</summary>
    public bool TryRead(ExpressionSyntax expression)
    {
        expression = WithoutParentheses(expression);
        if (!expression.IsKind(SyntaxKind.AddExpression) && LiteralShape.Of(expression) is null)
            return false;

        // Concatenations are left-deep and can have thousands of operands: a stack, no recursion.
        var pending = new Stack<ExpressionSyntax>();
        pending.Push(expression);
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = WithoutParentheses(pending.Pop());
            if (next is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } add && IsConcatenation(add))
            {
                pending.Push(add.Right);
                pending.Push(add.Left);
                continue;
            }
            ReadOperand(next);
            _operand++;
        }
        return true;
    }

    /// <summary>The expression inside any parentheses.</summary>
    public static ExpressionSyntax WithoutParentheses(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
            expression = parenthesized.Expression;
        return expression;
    }

    // In `1 + 2 + "x"` the first `+` adds numbers; and a type may define its own `+`.
    private bool IsConcatenation(BinaryExpressionSyntax add) =>
        model.GetSymbolInfo(add, cancellationToken).Symbol is IMethodSymbol
        {
            MethodKind: MethodKind.BuiltinOperator,
            ReturnType.SpecialType: SpecialType.System_String,
        };

    private void ReadOperand(ExpressionSyntax operand)
    {
        if (LiteralShape.Of(operand) is not { } shape)
            ReadValue(operand, operand.Span, operand);
        else if (operand is InterpolatedStringExpressionSyntax interpolated)
            ReadInterpolated(interpolated, shape);
        else
            ReadLiteral((LiteralExpressionSyntax)operand, shape);
    }

    private void ReadLiteral(LiteralExpressionSyntax literal, LiteralShape shape)
    {
        var source = literal.Token.Text;
        int start, end;
        if (shape.IsMultiLine)
        {
            start = AfterFirstLine(source);
            end = Math.Max(start, BeforeLastLine(source, source.Length - shape.Quotes - shape.Indentation.Length));
        }
        else
        {
            start = shape.Quotes + (shape.Form == LiteralForm.Verbatim ? 1 : 0);
            end = source.Length - shape.Quotes;
        }
        ReadToken(literal.Token, start, end, literal, shape, atLineStart: shape.IsMultiLine);
    }

    private void ReadInterpolated(InterpolatedStringExpressionSyntax interpolated, LiteralShape shape)
    {
        var atLineStart = shape.IsMultiLine;
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolatedStringTextSyntax text)
                ReadToken(text.TextToken, 0, text.TextToken.Text.Length, interpolated, shape, atLineStart);
            else if (content is InterpolationSyntax { AlignmentClause: null, FormatClause: null } plain)
                ReadValue(plain.Expression, plain.Span, interpolated);
            else
                AddHole(content is InterpolationSyntax formatted ? formatted.Expression : interpolated, content.Span);
            atLineStart = false;
        }
    }

    private void ReadToken(SyntaxToken token, int start, int end, ExpressionSyntax source, LiteralShape shape, bool atLineStart)
    {
        var read = LiteralDecoder.Decode(token.Text, start, end, token.SpanStart, shape, atLineStart);
        var from = Text.Length;
        var isExact = Text.AddToken(read, token.ValueText, token.Span, shape.DoublesBraces);
        AddPiece(from, isExact ? LiteralPieceKind.Text : LiteralPieceKind.CoarseText, source);
    }

    private void ReadValue(ExpressionSyntax expression, TextSpan place, ExpressionSyntax constantIn)
    {
        if (TextOfConstant(expression) is not { } text)
        {
            AddHole(expression, place);
            return;
        }
        var from = Text.Length;
        Text.Add(text, place);
        AddPiece(from, LiteralPieceKind.Constant, constantIn);
    }

    // Only types whose text is the same in every culture; an enum's constant is a number, its text is not.
    private string? TextOfConstant(ExpressionSyntax expression)
    {
        var constant = model.GetConstantValue(expression, cancellationToken);
        if (!constant.HasValue || model.GetTypeInfo(expression, cancellationToken).Type is { TypeKind: TypeKind.Enum })
            return null;
        return constant.Value switch
        {
            null => "",
            string text => text,
            char character => character.ToString(),
            int number and >= 0 => number.ToString(CultureInfo.InvariantCulture),
            long number and >= 0 => number.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private void AddHole(ExpressionSyntax expression, TextSpan place)
    {
        Text.Add(LiteralMap.Hole, place);
        AddPiece(Text.Length - 1, LiteralPieceKind.Hole, expression);
    }

    private void AddPiece(int from, LiteralPieceKind kind, ExpressionSyntax source)
    {
        if (Text.Length > from)
            _pieces.Add(new(from, Text.Length - from, kind, source, _operand));
    }

    private static int AfterFirstLine(string source)
    {
        var i = 0;
        while (i < source.Length && !LineBreak.Is(source[i]))
            i++;
        return i + LineBreakLength(source, i);
    }

    private static int BeforeLastLine(string source, int lastLine) =>
        lastLine >= 2 && source[lastLine - 1] == '\n' && source[lastLine - 2] == '\r' ? lastLine - 2 : lastLine - 1;

    private static int LineBreakLength(string source, int i) =>
        i + 1 < source.Length && source[i] == '\r' && source[i + 1] == '\n' ? 2 : 1;
}
