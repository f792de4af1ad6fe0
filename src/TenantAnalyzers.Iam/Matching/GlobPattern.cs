using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>A pattern as tokens, so that an escaped <c>*</c> is not taken for a wildcard.</summary>
internal sealed class GlobPattern
{
    /// <summary>The token of <c>*</c>; a character stands for itself.</summary>
    public const int Any = -1;

    /// <summary>The token of <c>?</c>.</summary>
    public const int One = -2;

    private readonly int[] _tokens;

    public GlobPattern(int[] tokens) => _tokens = tokens;

    public int Length => _tokens.Length;

    public int this[int index] => _tokens[index];

    /// <summary>Whether every text matches, of whatever length.</summary>
    public bool IsEverything => _tokens.Length > 0 && Array.TrueForAll(_tokens, static token => token == Any);

    public bool HasWildcard => Array.Exists(_tokens, static token => token < 0);

    public static GlobPattern Parse(string pattern)
    {
        var tokens = new int[pattern.Length];
        for (int i = 0; i < pattern.Length; i++)
            tokens[i] = Token(pattern[i]);
        return new GlobPattern(tokens);
    }

    public static int Token(char c) => c switch { '*' => Any, '?' => One, _ => c };

    /// <summary>Goes back to the last <c>*</c> only, which is enough: no stack, at most pattern × text steps.</summary>
    public bool IsMatch(string text, bool ignoreCase = false)
    {
        int p = 0;
        int star = -1;
        int restart = 0;
        int t = 0;
        while (t < text.Length)
        {
            if (p < _tokens.Length && _tokens[p] == Any)
            {
                star = p++;
                restart = t;
            }
            else if (p < _tokens.Length && (_tokens[p] == One || Same(_tokens[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++restart;
            }
            else
            {
                return false;
            }
        }

        while (p < _tokens.Length && _tokens[p] == Any)
            p++;
        return p == _tokens.Length;
    }

    /// <summary>A text that matches: the pattern with its wildcards written out.</summary>
    public string Fill(string any, char one)
    {
        var text = new StringBuilder(_tokens.Length + any.Length);
        foreach (int token in _tokens)
        {
            if (token == Any)
                text.Append(any);
            else
                text.Append(token == One ? one : (char)token);
        }

        return text.ToString();
    }

    private static bool Same(int token, char c, bool ignoreCase) =>
        token == c || (ignoreCase && token >= 0 && char.ToUpperInvariant((char)token) == char.ToUpperInvariant(c));
}
