namespace TenantAnalyzers.Iam.Expressions.PartiQl;

internal sealed partial class PartiQlReader
{
    // Words that cannot be names because a clause or a condition goes on with them.
    private static readonly string[] Keywords =
        ["AND", "BETWEEN", "FROM", "IN", "IS", "NOT", "OR", "ORDER", "REMOVE", "RETURNING", "SELECT", "SET", "VALUE", "WHERE"];

    private bool IsKeyword
    {
        get
        {
            if (_token.Kind != PartiQlTokenKind.Word)
                return false;
            foreach (var keyword in Keywords)
            {
                if (_token.IsWord(_text, keyword))
                    return true;
            }

            return false;
        }
    }

    private bool IsText(string expected) => _token.End - _token.Start == expected.Length && string.CompareOrdinal(_text, _token.Start, expected, 0, expected.Length) == 0;

    private PartiQlToken Peek()
    {
        var ahead = _lexer;
        return ahead.Next();
    }

    private bool TakeWord(string word)
    {
        if (!_token.IsWord(_text, word))
            return false;
        Advance();
        return true;
    }

    private bool TakeSymbol(char symbol)
    {
        if (!_token.IsSymbol(_text, symbol))
            return false;
        Advance();
        return true;
    }

    private void ExpectWord(string word)
    {
        if (!TakeWord(word))
            Fail();
    }

    private void ExpectSymbol(char symbol)
    {
        if (!TakeSymbol(symbol))
            Fail();
    }

    private void SkipHoles()
    {
        while (_token.IsBareHole)
            Advance();
    }

    private void Advance()
    {
        _last = _token;
        if (!_failed)
            _token = _lexer.Next();
    }

    // Nothing matches the end, so that every loop of the reader comes to its own end.
    private void Fail()
    {
        _failed = true;
        _token = new(PartiQlTokenKind.End, _text.Length, _text.Length, 0, 0);
    }
}
