using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.CodeFixes.Policies;

/// <summary>
/// Turns edits of a literal's value into edits of its source, written the way the literal is written: same kind, delimiters and
/// indentation. What it writes is checked by reading it again; so it need not know every way in which an edit can go wrong.
/// </summary>
internal static class LiteralWriter
{
    /// <summary>The edits of the source; null when one falls on something that is not written here, a constant or a hole.</summary>
    public static IReadOnlyList<TextChange>? Write(LiteralMap map, ImmutableArray<TextEdit> edits)
    {
        var written = new List<TextChange>();
        foreach (var edit in edits)
        {
            if (!TryWrite(map, edit, written))
                return null;
        }
        return written;
    }

    private static bool TryWrite(LiteralMap map, TextEdit edit, List<TextChange> written)
    {
        if (edit.Span.Length == 0)
        {
            if (InsertionPoint(map, edit.Span.Start) is not { } point)
                return false;
            written.Add(new(new(point.Position, 0), Encode(edit.NewText, point.Shape)));
            return true;
        }

        // The new text goes where the first character of the old was; a range over several operands loses its part in each.
        var newText = edit.NewText;
        for (var i = edit.Span.Start; i < edit.Span.End;)
        {
            var piece = map.PieceAt(i);
            if (piece.Kind != LiteralPieceKind.Text)
                return false;
            var last = Math.Min(piece.End, edit.Span.End) - 1;
            var place = TextSpan.FromBounds(map.SpanAt(i).Start, map.SpanAt(last).End);
            written.Add(new(place, Encode(newText, LiteralShape.Of(piece.Source)!.Value)));
            newText = "";
            i = last + 1;
        }
        return true;
    }

    private static (int Position, LiteralShape Shape)? InsertionPoint(LiteralMap map, int offset)
    {
        // After a line break the next character is the better neighbour: between them can be the indentation.
        var afterPrevious = offset > 0 && !LineBreak.Is(map.Text[offset - 1]);
        return (afterPrevious ? Beside(map, offset - 1, after: true) : null)
            ?? (offset < map.Text.Length ? Beside(map, offset, after: false) : null)
            ?? (offset > 0 ? Beside(map, offset - 1, after: true) : null);
    }

    private static (int Position, LiteralShape Shape)? Beside(LiteralMap map, int index, bool after)
    {
        if (map.PieceAt(index) is not { Kind: LiteralPieceKind.Text } piece)
            return null;
        var span = map.SpanAt(index);
        return (after ? span.End : span.Start, LiteralShape.Of(piece.Source)!.Value);
    }

    private static string Encode(string text, LiteralShape shape)
    {
        var encoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (shape.Form == LiteralForm.Regular)
                encoded.Append(Escape(character));
            else
                encoded.Append(character);

            if ((shape.Form == LiteralForm.Verbatim && character == '"') || (shape.DoublesBraces && character is '{' or '}'))
                encoded.Append(character);
            else if (shape.IsMultiLine && LineBreak.Is(character) && !(character == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))
                encoded.Append(shape.Indentation);
        }
        return encoded.ToString();
    }

    private static string Escape(char character) => character switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(character) || LineBreak.Is(character) => $"\\u{(int)character:x4}",
        _ => character.ToString(),
    };
}
