namespace TenantAnalyzers.Iam.Expressions.PartiQl;

internal enum PartiQlTokenKind
{
    End,

    /// <summary>A keyword, a bare name or a bare hole, also glued to each other.</summary>
    Word,

    /// <summary><c>"name"</c>.</summary>
    QuotedName,

    /// <summary><c>'text'</c>.</summary>
    Text,
    Number,

    /// <summary><c>?</c>.</summary>
    Parameter,
    Comparison,
    SetOpen,
    SetClose,

    /// <summary>Any other single character that the grammar has.</summary>
    Symbol,
    Bad,
}

/// <summary>One token of a PartiQL statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
/// <param name="FirstHole">How many holes stand in the statement before it.</param>
/// <param name="Holes">How many holes stand in it.</param>
internal readonly record struct PartiQlToken(PartiQlTokenKind Kind, int Start, int End, int FirstHole, int Holes)
{
    /// <summary>An unknown part outside of quotes: it may be a name, a value or any number of clauses.</summary>
    public bool IsBareHole => Kind == PartiQlTokenKind.Word && Holes > 0;

    public bool IsWord(string text, string word) =>
        Kind == PartiQlTokenKind.Word && End - Start == word.Length && string.Compare(text, Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;

    public bool IsSymbol(string text, char symbol) => Kind == PartiQlTokenKind.Symbol && text[Start] == symbol;

    /// <summary>What it stands for, without quotes.</summary>
    public PartiQlText In(string text)
    {
        if (Kind is not (PartiQlTokenKind.QuotedName or PartiQlTokenKind.Text))
            return new(text.Substring(Start, End - Start), FirstHole, Start, End);
        var quote = text[Start];
        var inner = text.Substring(Start + 1, End - Start - 2);
        return new(inner.IndexOf(quote) < 0 ? inner : inner.Replace(new string(quote, 2), quote.ToString()), FirstHole, Start, End);
    }
}
