using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.CodeFixes.Editing;
using TenantAnalyzers.Iam.Expressions;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.CodeFixes.DataAccess;

/// <summary>A DynamoDB expression as the code writes it: its text, and how that text is changed where it stands.</summary>
internal sealed class ExpressionInCode
{
    private readonly ExpressionSyntax _source;
    private readonly LiteralMap? _map;

    private ExpressionInCode(ExpressionSyntax source, string text, LiteralMap? map)
    {
        _source = source;
        _map = map;
        Text = text;
    }

    /// <summary>The text, with <see cref="ExpressionLexer.Hole"/> where a part is not known.</summary>
    public string Text { get; }

    /// <summary>There is no expression: <c>null</c> or blank text.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>Where the code gives the text.</summary>
    public ExpressionSyntax Source => _source;

    /// <summary>The whole text stands here, in one literal without holes.</summary>
    public bool IsPlain => _map is { IsExact: true } map && CanEdit(map, 0, Text.Length);

    /// <summary>Reads the expression; null when its text is not visible.</summary>
    public static ExpressionInCode? Read(ExpressionSyntax source, FixScope scope)
    {
        if (LiteralMap.Create(source, scope.Model, scope.CancellationToken) is { } map)
            return new(source, map.Text, map);
        var constant = scope.Model.GetConstantValue(source, scope.CancellationToken);
        if (constant.HasValue)
            return constant.Value is string or null ? new(source, (string?)constant.Value ?? "", map: null) : null;
        // `var condition = "…";`: the text is known, but may serve others too, so it is left as it is.
        return source is IdentifierNameSyntax name && LocalInCode.Of(name, scope)?.OnlyValue is { } value
            && LiteralMap.Create(value, scope.Model, scope.CancellationToken) is { } known
            ? new(source, known.Text, map: null) : null;
    }

    /// <summary>Puts text before the expression: inside its literal, or by concatenation.</summary>
    public void Prepend(string text, ChangeList changes)
    {
        var first = Text.Length - Text.TrimStart().Length;
        if (_map is { IsExact: true } map && map.PieceAt(first) is { Operand: 0 } piece && IsWrittenInLiteral(map, piece, first))
            changes.Insert(map.SpanAt(first).Start, text);
        else
            Concatenate(Literal(text) + " + ", "", changes);
    }

    /// <summary>Adds a condition that must hold too: inside the literal, or by concatenation.</summary>
    public void AndAlso(string condition, ChangeList changes)
    {
        var wrap = HasTopLevelOr(Text);
        var last = Text.TrimEnd().Length - 1;
        if (IsPlain)
        {
            if (wrap)
                Prepend("(", changes);
            changes.Insert(_map!.SpanAt(last).End, $"{(wrap ? ")" : "")} AND {condition}");
        }
        else
        {
            Concatenate(wrap ? "\"(\" + " : "", $" + {Literal($"{(wrap ? ")" : "")} AND {condition}")}", changes);
        }
    }

    /// <summary>Replaces a range of the text; only for <see cref="IsPlain"/> expressions.</summary>
    public void Replace(int start, int end, string text, ChangeList changes)
    {
        if (start == end)
            changes.Insert(start < Text.Length ? _map!.SpanAt(start).Start : _map!.SpanAt(start - 1).End, text);
        else
            changes.Replace(TextSpan.FromBounds(_map!.SpanAt(start).Start, _map.SpanAt(end - 1).End), text);
    }

    /// <summary>Gives the property another text, as a literal of its own.</summary>
    public void ReplaceAll(string text, ChangeList changes) => changes.Replace(_source.Span, Literal(text));

    /// <summary>A regular literal.</summary>
    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool HasTopLevelOr(string text)
    {
        var depth = 0;
        var lexer = new ExpressionLexer(text);
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            depth += token.Kind switch { TokenKind.Open => 1, TokenKind.Close => -1, _ => 0 };
            if (depth == 0 && token.Is(text, "OR"))
                return true;
        }

        return false;
    }

    private void Concatenate(string before, string after, ChangeList changes)
    {
        // `+` binds more tightly than `?:` and `??`.
        var isSimple = _source is IdentifierNameSyntax or MemberAccessExpressionSyntax or LiteralExpressionSyntax or InterpolatedStringExpressionSyntax
            or InvocationExpressionSyntax or ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression };
        changes.Insert(_source.SpanStart, before + (isSimple ? "" : "("));
        if (!isSimple || after.Length > 0)
            changes.Insert(_source.Span.End, (isSimple ? "" : ")") + after);
    }

    private static bool IsWrittenInLiteral(LiteralMap map, LiteralPiece piece, int index) =>
        piece.Kind == LiteralPieceKind.Text || LiteralShape.Of(piece.Source) is not null
        || (piece.Kind == LiteralPieceKind.Hole && map.HoleAt(index)?.Parent is InterpolationSyntax);

    private static bool CanEdit(LiteralMap map, int start, int length)
    {
        if (length == 0 || !map.IsContiguous(start, length))
            return false;
        for (var i = start; i < start + length; i = map.PieceAt(i).End)
        {
            if (map.PieceAt(i).Kind != LiteralPieceKind.Text)
                return false;
        }

        return true;
    }
}
