using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.Policies;

/// <summary>
/// Turns the source text of a string token into the characters it stands for (C# specification, "String literals" and
/// "Raw string literals"). The compiler does the same but does not tell which character came from where.
/// </summary>
internal static class LiteralDecoder
{
    /// <summary>The characters of <c>source[start..end]</c>, the part of a token between its delimiters.</summary>
    /// <param name="source">The token's text.</param>
    /// <param name="start">The first character of the content.</param>
    /// <param name="end">The first character after the content.</param>
    /// <param name="position">Where the token's text starts in the file.</param>
    /// <param name="shape">The literal's delimiters.</param>
    /// <param name="atLineStart">Whether the content starts a line of a multi-line raw literal.</param>
    public static LiteralText Decode(string source, int start, int end, int position, LiteralShape shape, bool atLineStart)
    {
        var into = new LiteralText();
        switch (shape.Form)
        {
            case LiteralForm.Regular:
                DecodeRegular(source, start, end, position, into);
                break;
            case LiteralForm.Verbatim:
                DecodeVerbatim(source, start, end, position, into);
                break;
            default:
                DecodeRaw(source, start, end, position, shape.Indentation, atLineStart, into);
                break;
        }
        return into;
    }

    private static void DecodeRegular(string source, int start, int end, int position, LiteralText into)
    {
        for (var i = start; i < end;)
        {
            if (source[i] != '\\' || i + 1 >= end)
            {
                into.Add(source[i], new TextSpan(position + i, 1));
                i++;
                continue;
            }
            var (length, codePoint) = ReadEscape(source, i + 1, end);
            var span = new TextSpan(position + i, length + 1);
            if (codePoint <= char.MaxValue)
                into.Add((char)codePoint, span);
            else
                into.Add(char.ConvertFromUtf32(codePoint), span);
            i = span.End - position;
        }
    }

    // The length counts from after the backslash. An escape that C# does not know is read as its letter; the comparison with the
    // compiler's value then makes the whole token coarse.
    private static (int Length, int CodePoint) ReadEscape(string source, int start, int end) => source[start] switch
    {
        '0' => (1, '\0'),
        'a' => (1, '\a'),
        'b' => (1, '\b'),
        'e' => (1, '\u001b'),
        'f' => (1, '\f'),
        'n' => (1, '\n'),
        'r' => (1, '\r'),
        't' => (1, '\t'),
        'v' => (1, '\v'),
        'x' => ReadHex(source, start + 1, end, maxDigits: 4),
        'u' => ReadHex(source, start + 1, end, maxDigits: 4),
        'U' => ReadHex(source, start + 1, end, maxDigits: 8),
        var itself => (1, itself),
    };

    private static (int Length, int CodePoint) ReadHex(string source, int start, int end, int maxDigits)
    {
        var codePoint = 0;
        var i = start;
        for (; i < end && i < start + maxDigits && HexDigit(source[i]) is var digit && digit >= 0; i++)
            codePoint = (codePoint << 4) | digit;
        // Not a scalar value: such a literal does not compile, and the comparison with the compiler's value will say so.
        return (i - start + 1, codePoint is < 0 or > 0x10FFFF ? char.MaxValue : codePoint);
    }

    private static int HexDigit(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };

    private static void DecodeVerbatim(string source, int start, int end, int position, LiteralText into)
    {
        for (var i = start; i < end;)
        {
            var length = source[i] == '"' && i + 1 < end && source[i + 1] == '"' ? 2 : 1;
            into.Add(source[i], new TextSpan(position + i, length));
            i += length;
        }
    }

    private static void DecodeRaw(
        string source, int start, int end, int position, string indentation, bool atLineStart, LiteralText into)
    {
        for (var i = start; i < end; i++)
        {
            if (atLineStart)
            {
                // A blank line may be shorter than the indentation.
                for (var column = 0; column < indentation.Length && i < end && source[i] == indentation[column]; column++)
                    i++;
                if (i == end)
                    return;
            }
            into.Add(source[i], new TextSpan(position + i, 1));
            atLineStart = LineBreak.Is(source[i]) && !(source[i] == '\r' && i + 1 < end && source[i + 1] == '\n');
        }
    }
}
