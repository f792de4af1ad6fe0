namespace TenantAnalyzers.Iam.Expressions;

internal enum TokenKind
{
    End,
    Word,
    Alias,
    Placeholder,
    Opaque,
    Comparison,
    Open,
    Close,
    Comma,
    Bad,
}

/// <summary>One token of a DynamoDB expression.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public string In(string text) => text.Substring(Start, End - Start);

    public bool Is(string text, string word) =>
        Kind == TokenKind.Word && End - Start == word.Length && string.Compare(text, Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}

/// <summary>
/// Cuts a DynamoDB expression into tokens. Total: any text gives tokens, unknown characters are <see cref="TokenKind.Bad"/>.
/// Source: Amazon DynamoDB Developer Guide, "Comparison operator and function reference" and "Expression attribute names".
/// </summary>
internal struct ExpressionLexer(string text)
{
    /// <summary>Stands in the text for a part that is not known.</summary>
    public const char Hole = '\uFFFC';

    private int _at;

    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;
        if (_at == text.Length)
            return new(TokenKind.End, _at, _at);

        var start = _at;
        var first = text[_at++];
        switch (first)
        {
            case '(': return new(TokenKind.Open, start, _at);
            case ')': return new(TokenKind.Close, start, _at);
            case ',': return new(TokenKind.Comma, start, _at);
            case '=': return new(TokenKind.Comparison, start, _at);
            case '<' or '>':
                if (_at < text.Length && (text[_at] == '=' || (first == '<' && text[_at] == '>')))
                    _at++;
                return new(TokenKind.Comparison, start, _at);
        }

        if (first is not ('#' or ':') && !IsNamePart(first))
            return new(TokenKind.Bad, start, _at);

        var hasHole = first == Hole;
        while (_at < text.Length && IsNamePart(text[_at]))
            hasHole |= text[_at++] == Hole;
        if (hasHole)
            return new(TokenKind.Opaque, start, _at);
        if (first is '#' or ':')
            return new(_at - start == 1 ? TokenKind.Bad : first == '#' ? TokenKind.Alias : TokenKind.Placeholder, start, _at);
        return new(TokenKind.Word, start, _at);
    }

    // `.`, `[` and `]` stand in document paths, `-` in placeholders people write although the service refuses some of them.
    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' or '[' or ']' or '#' or Hole;
}
