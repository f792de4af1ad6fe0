using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>
/// The text that a string expression stands for, and where in the source each of its characters is written. All above it
/// (JSON, policies) speaks of offsets in the text; only here they become places in the source.
/// </summary>
internal sealed class LiteralMap
{
    /// <summary>What stands in <see cref="Text"/> for a value that the source does not tell: U+FFFC, OBJECT REPLACEMENT CHARACTER.</summary>
    public const char Hole = '\uFFFC';

    private readonly TextSpan[] _spans;

    private LiteralMap(ExpressionSyntax expression, string text, TextSpan[] spans, ImmutableArray<LiteralPiece> pieces)
    {
        Expression = expression;
        Text = text;
        _spans = spans;
        Pieces = pieces;
    }

    /// <summary>The expression that was read.</summary>
    public ExpressionSyntax Expression { get; }

    /// <summary>The value, with <see cref="Hole"/> where something is put in that is not known here.</summary>
    public string Text { get; }

    /// <summary>The stretches that <see cref="Text"/> is made of, in order and without gaps.</summary>
    public ImmutableArray<LiteralPiece> Pieces { get; }

    /// <summary>Whether every character that is written in the expression has its own place.</summary>
    public bool IsExact
    {
        get
        {
            foreach (var piece in Pieces)
            {
                if (piece.Kind == LiteralPieceKind.CoarseText)
                    return false;
            }
            return true;
        }
    }

    /// <summary>
    /// Reads an expression; null when it is no string literal, interpolated string or concatenation, or does not parse.
    /// </summary>
    public static LiteralMap? Create(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        if (expression.ContainsDiagnostics)
            return null;
        var reader = new LiteralReader(model, cancellationToken);
        return reader.TryRead(expression) ? new(expression, reader.Text.ToString(), reader.Text.Spans(), reader.Pieces) : null;
    }

    /// <summary>Where one character is written.</summary>
    public TextSpan SpanAt(int index) => _spans[index];

    /// <summary>The expression that fills the hole at an offset; null when there is no hole.</summary>
    public ExpressionSyntax? HoleAt(int index) => PieceAt(index) is { Kind: LiteralPieceKind.Hole } piece ? piece.Source : null;

    /// <summary>The stretch that a character belongs to.</summary>
    public LiteralPiece PieceAt(int index)
    {
        var (low, high) = (0, Pieces.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Pieces[middle].Start <= index ? (middle, high) : (low, middle - 1);
        }
        return Pieces[low];
    }

    /// <summary>Whether a range stands in one literal (which may have holes), not in several operands of <c>+</c>.</summary>
    public bool IsContiguous(int start, int length) =>
        length == 0 || PieceAt(start).Operand == PieceAt(start + length - 1).Operand;

    /// <summary>The places of a range that may lie behind the text: what is missing at the end stands behind the last character.</summary>
    public ImmutableArray<TextSpan> Places(SourceSpan span)
    {
        var start = Math.Min(span.Start, Text.Length - 1);
        return Places(start, Math.Max(1, Math.Min(span.Length, Text.Length - start)));
    }

    /// <summary>Where a range that is not empty is written: one place for each operand it reaches into.</summary>
    public ImmutableArray<TextSpan> Places(int start, int length)
    {
        var places = ImmutableArray.CreateBuilder<TextSpan>();
        var end = start + length;
        for (var i = start; i < end;)
        {
            var operand = PieceAt(i).Operand;
            var place = _spans[i];
            for (; i < end && PieceAt(i) is var piece && piece.Operand == operand; i = piece.End)
            {
                var last = Math.Min(piece.End, end) - 1;
                place = TextSpan.FromBounds(Math.Min(place.Start, _spans[i].Start), Math.Max(place.End, _spans[last].End));
            }
            places.Add(place);
        }
        return places.ToImmutable();
    }
}

/// <summary>What a stretch of text is.</summary>
internal enum LiteralPieceKind
{
    /// <summary>Written here, each character with its own place.</summary>
    Text,

    /// <summary>Written here, but the characters could not be told apart: each has the whole token as its place.</summary>
    CoarseText,

    /// <summary>The value of a constant that is named here and written elsewhere.</summary>
    Constant,

    /// <summary>One <see cref="LiteralMap.Hole"/>: a value not known here.</summary>
    Hole,
}

/// <summary>A stretch of a <see cref="LiteralMap"/>'s text that comes from one token or one operand.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Source">The literal it is written in, or the expression whose value it is.</param>
/// <param name="Operand">The position of its operand in the concatenation: pieces of one literal share it.</param>
internal readonly record struct LiteralPiece(int Start, int Length, LiteralPieceKind Kind, ExpressionSyntax Source, int Operand)
{
    /// <summary>The first character after the stretch.</summary>
    public int End => Start + Length;
}
