using System.Text;

namespace TenantAnalyzers.Iam.Json;

internal sealed partial class JsonParser
{
    /// <summary>Skips white space, and comments with an error.</summary>
    private void SkipTrivia()
    {
        while (_pos < text.Length)
        {
            char c = text[_pos];
            if (IsWhiteSpace(c))
            {
                _pos++;
                continue;
            }

            if (!StartsComment(_pos))
                return;
            int start = _pos;
            if (text[start + 1] == '/')
            {
                int end = text.IndexOfAny(['\r', '\n'], start);
                _pos = end < 0 ? text.Length : end;
            }
            else
            {
                int end = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
                _pos = end < 0 ? text.Length : end + 2;
            }

            Error("JSON has no comments", start, _pos);
        }
    }

    private static bool IsWhiteSpace(char c) => c is ' ' or '\t' or '\n' or '\r';

    private bool StartsComment(int pos) =>
        text[pos] == '/' && pos + 1 < text.Length && text[pos + 1] is '/' or '*';

    /// <summary>At least one character, up to white space, punctuation or a comment.</summary>
    private SourceSpan ReadRun()
    {
        int start = _pos++;
        while (_pos < text.Length
            && text[_pos] is not (' ' or '\t' or '\n' or '\r' or '"' or ',' or ':' or '[' or ']' or '{' or '}')
            && !StartsComment(_pos))
        {
            _pos++;
        }

        return SourceSpan.FromBounds(start, _pos);
    }

    /// <summary>A literal, a number, or what stands in the place of one.</summary>
    private JsonScalar ReadWord()
    {
        SourceSpan span = ReadRun();
        string word = text.Substring(span.Start, span.Length);
        JsonNodeKind kind = word switch
        {
            "true" => JsonNodeKind.True,
            "false" => JsonNodeKind.False,
            "null" => JsonNodeKind.Null,
            _ => IsNumber(word) ? JsonNodeKind.Number : JsonNodeKind.Missing,
        };
        if (kind == JsonNodeKind.Missing)
            Error(word[0] is '-' or (>= '0' and <= '9') ? "not a JSON number" : "not a JSON value", span.Start, span.End);
        return new JsonScalar(kind, span, word);
    }

    /// <summary>RFC 8259 section 6: <c>-? int frac? exp?</c>, with no leading zero.</summary>
    private static bool IsNumber(string word)
    {
        int i = word[0] == '-' ? 1 : 0;
        int digits = Digits(ref i);
        if (digits == 0 || (digits > 1 && word[i - digits] == '0'))
            return false;
        if (i < word.Length && word[i] == '.')
        {
            i++;
            if (Digits(ref i) == 0)
                return false;
        }

        if (i < word.Length && word[i] is 'e' or 'E')
        {
            i++;
            if (i < word.Length && word[i] is '+' or '-')
                i++;
            if (Digits(ref i) == 0)
                return false;
        }

        return i == word.Length;

        int Digits(ref int at)
        {
            int from = at;
            while (at < word.Length && word[at] is >= '0' and <= '9')
                at++;
            return at - from;
        }
    }

    private JsonString ReadString()
    {
        int start = _pos;
        int content = start + 1;
        int i = content;
        while (i < text.Length && text[i] is not ('"' or '\\') && text[i] >= ' ')
            i++;
        if (i < text.Length && text[i] == '"')
        {
            _pos = i + 1;
            return new JsonString(SourceSpan.FromBounds(start, _pos), text.Substring(content, i - content), content, null);
        }

        return ReadStringSlowly(start, i);
    }

    /// <summary>The rest of a string from its first escape, control character or missing end on.</summary>
    private JsonString ReadStringSlowly(int start, int i)
    {
        int content = start + 1;
        var value = new StringBuilder(text, content, i - content, Math.Max(16, i - content + 16));
        var offsets = new List<int>(value.Capacity);
        for (int k = content; k < i; k++)
            offsets.Add(k);

        while (true)
        {
            // A string does not go over a line end: the next line of a half-typed text is then still read as what it is.
            if (i == text.Length || text[i] is '\r' or '\n')
            {
                Error("the string is not closed", start, i);
                break;
            }

            char c = text[i];
            if (c == '"')
                break;
            offsets.Add(i);
            if (c == '\\')
            {
                value.Append(ReadEscape(ref i));
                continue;
            }

            if (c < ' ')
                Error("a control character must be escaped", i, i + 1);
            value.Append(c);
            i++;
        }

        offsets.Add(i);
        _pos = i < text.Length && text[i] == '"' ? i + 1 : i;
        return new JsonString(SourceSpan.FromBounds(start, _pos), value.ToString(), content, [.. offsets]);
    }

    private char ReadEscape(ref int i)
    {
        int start = i++;
        if (i == text.Length || text[i] is '\r' or '\n')
        {
            Error("nothing follows the `\\`", start, i);
            return '\\';
        }

        char c = text[i++];
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int code = 0;
                int digits = 0;
                for (; digits < 4 && i < text.Length && HexValue(text[i]) is >= 0 and var hex; digits++, i++)
                    code = (code * 16) + hex;
                if (digits == 4)
                    return (char)code;
                Error("`\\u` needs four hexadecimal digits", start, i);
                return '\uFFFD';
            default:
                Error("not a JSON escape", start, i);
                return c;
        }
    }

    private static int HexValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };
}
