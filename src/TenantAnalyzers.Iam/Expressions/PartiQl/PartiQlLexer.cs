namespace TenantAnalyzers.Iam.Expressions.PartiQl;

/// <summary>
/// Cuts a PartiQL statement into tokens. Total: any text gives tokens, what the grammar does not have is <see cref="PartiQlTokenKind.Bad"/>.
/// Source: Amazon DynamoDB Developer Guide, "PartiQL data types" and "PartiQL operators"; comments as DynamoDB Local accepts them.
/// </summary>
internal struct PartiQlLexer(string text)
{
    private int _at;
    private int _holes;

    /// <summary>Whether a comment has been skipped.</summary>
    public bool HasComment { get; private set; }

    public PartiQlToken Next()
    {
        if (!SkipSpaceAndComments())
            return Token(PartiQlTokenKind.Bad, text.Length, _holes);
        var start = _at;
        var firstHole = _holes;
        if (start == text.Length)
            return Token(PartiQlTokenKind.End, start, firstHole);

        var first = text[_at++];
        PartiQlTokenKind kind;
        switch (first)
        {
            case '\'' or '"':
                kind = SkipQuoted(first) ? (first == '"' ? PartiQlTokenKind.QuotedName : PartiQlTokenKind.Text) : PartiQlTokenKind.Bad;
                break;
            case '?':
                kind = PartiQlTokenKind.Parameter;
                break;
            case '=':
                kind = PartiQlTokenKind.Comparison;
                break;
            case '!':
                kind = Take('=') ? PartiQlTokenKind.Comparison : PartiQlTokenKind.Bad;
                break;
            case '<':
                kind = Take('<') ? PartiQlTokenKind.SetOpen : PartiQlTokenKind.Comparison;
                _ = kind == PartiQlTokenKind.Comparison && (Take('=') || Take('>'));
                break;
            case '>':
                kind = Take('>') ? PartiQlTokenKind.SetClose : PartiQlTokenKind.Comparison;
                _ = kind == PartiQlTokenKind.Comparison && Take('=');
                break;
            case '.' when _at < text.Length && IsDigit(text[_at]):
            case >= '0' and <= '9':
                SkipNumber(hasPoint: first == '.');
                kind = PartiQlTokenKind.Number;
                break;
            case '(' or ')' or '[' or ']' or '{' or '}' or ',' or '.' or ':' or ';' or '*' or '+' or '-':
                kind = PartiQlTokenKind.Symbol;
                break;
            default:
                kind = IsWordPart(first) ? PartiQlTokenKind.Word : PartiQlTokenKind.Bad;
                if (kind == PartiQlTokenKind.Word)
                    SkipWord(first);
                break;
        }

        return Token(kind, start, firstHole);
    }

    private readonly PartiQlToken Token(PartiQlTokenKind kind, int start, int firstHole) => new(kind, start, _at, firstHole, _holes - firstHole);

    private bool Take(char expected)
    {
        if (_at == text.Length || text[_at] != expected)
            return false;
        _at++;
        return true;
    }

    // False when a comment is not closed.
    private bool SkipSpaceAndComments()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]))
                _at++;
            else if (IsAt("--"))
                SkipLine();
            else if (!IsAt("/*"))
                break;
            else if (!SkipTo("*/"))
                return false;
        }

        return true;
    }

    private readonly bool IsAt(string expected) => string.CompareOrdinal(text, _at, expected, 0, expected.Length) == 0;

    // A lone carriage return ends the comment as well: seen in DynamoDB Local, where what follows it is read.
    private void SkipLine()
    {
        HasComment = true;
        for (; _at < text.Length && text[_at] is not ('\n' or '\r'); _at++)
            CountHole(text[_at]);
    }

    private bool SkipTo(string end)
    {
        HasComment = true;
        // `/*/` does not close itself.
        for (_at += 2; _at < text.Length; _at++)
        {
            if (IsAt(end))
            {
                _at += end.Length;
                return true;
            }

            CountHole(text[_at]);
        }

        return false;
    }

    private bool SkipQuoted(char quote)
    {
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == quote && !Take(quote))
                return true;
            CountHole(c);
        }

        return false;
    }

    private void SkipNumber(bool hasPoint)
    {
        SkipDigits();
        if (!hasPoint && Take('.'))
            SkipDigits();
        // `1e5`, but not the first letter of a word that follows: `1END`.
        var mark = _at;
        if (!Take('e') && !Take('E'))
            return;
        _ = Take('+') || Take('-');
        if (_at < text.Length && IsDigit(text[_at]))
            SkipDigits();
        else
            _at = mark;
    }

    private void SkipDigits()
    {
        while (_at < text.Length && IsDigit(text[_at]))
            _at++;
    }

    private void SkipWord(char first)
    {
        CountHole(first);
        // Two holes side by side are two tokens: the second may well be a clause.
        for (var last = first; _at < text.Length && IsWordPart(text[_at]) && !(last == ExpressionLexer.Hole && text[_at] == ExpressionLexer.Hole); _at++)
        {
            last = text[_at];
            CountHole(last);
        }
    }

    private void CountHole(char c)
    {
        if (c == ExpressionLexer.Hole)
            _holes++;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsWordPart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '$' or ExpressionLexer.Hole;
}
