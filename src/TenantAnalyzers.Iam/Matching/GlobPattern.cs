using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>A pattern as tokens, so that an escaped <c>*</c> is not taken for a wildcard.</summary>
internal sealed class GlobPattern
{
    /// <summary>The token of <c>*</c>; a character stands for itself.</summary>
    public const int Any = -1;

    /// <summary>The token of <c>?</c>.</summary>
    public const int One = -2;

    /// <summary>The token of the first variable; those of the others go on downwards.</summary>
    private const int FirstVariable = -3;
    private const int End = int.MinValue;

    private readonly int[] _tokens;
    private readonly PolicyVariable[] _variables;
    private readonly string? _literal; // Most patterns have no wildcard: comparing texts is far faster.

    public GlobPattern(int[] tokens)
        : this(tokens, [])
    {
    }

    private GlobPattern(int[] tokens, PolicyVariable[] variables)
    {
        (_tokens, _variables) = (tokens, variables);
        IsEverything = tokens.Length > 0 && Array.TrueForAll(tokens, static token => token == Any);
        if (Array.TrueForAll(tokens, static token => token >= 0))
            _literal = new string(Array.ConvertAll(tokens, static token => (char)token));
    }

    /// <summary>The variables in the order of the text.</summary>
    public IReadOnlyList<PolicyVariable> Variables => _variables;

    public int Length => _tokens.Length;

    public int this[int index] => _tokens[index];

    /// <summary>Whether every text matches, of whatever length.</summary>
    public bool IsEverything { get; }

    /// <summary>The text that alone matches, but for its case; null for a pattern that has wildcards or variables.</summary>
    public string? AsLiteral => _literal;

    public bool HasWildcard => Array.Exists(_tokens, static token => token is Any or One);

    public static GlobPattern Parse(string pattern)
    {
        var tokens = new int[pattern.Length];
        for (int i = 0; i < pattern.Length; i++)
            tokens[i] = Token(pattern[i]);
        return new GlobPattern(tokens);
    }

    /// <summary>Reads a text in which variables count, and wildcards if it is so wanted.</summary>
    /// <remarks><c>${*}</c>, <c>${?}</c> and <c>${$}</c> are the characters themselves (IAM user guide, "Variables and tags").</remarks>
    public static GlobPattern ParseVariables(string text, bool wildcards)
    {
        var tokens = new List<int>(text.Length);
        var variables = new List<PolicyVariable>();
        for (int i = 0; i < text.Length; i++)
        {
            PolicyVariable? variable = text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' ? PolicyVariable.Parse(text, i) : null;
            if (variable is null)
            {
                tokens.Add(wildcards ? Token(text[i]) : text[i]);
                continue;
            }

            i += variable.Source.Length - 1;
            if (variable is { Key: "*" or "?" or "$", Default: null })
            {
                tokens.Add(variable.Key[0]);
                continue;
            }

            tokens.Add(FirstVariable - variables.Count);
            variables.Add(variable);
        }

        return new GlobPattern([.. tokens], [.. variables]);
    }

    /// <summary>Reads a text that stands for itself.</summary>
    public static GlobPattern Literal(string text) => new(Array.ConvertAll(text.ToCharArray(), static c => (int)c));

    /// <summary>The place of a character at or after an index; -1 when it is not there.</summary>
    public int IndexOf(char c, int start) => Array.IndexOf(_tokens, c, start);

    /// <summary>The tokens from one index up to, not including, another.</summary>
    public GlobPattern Slice(int start, int end)
    {
        var tokens = new int[end - start];
        Array.Copy(_tokens, start, tokens, 0, tokens.Length);
        // A part has a value when its own variables have.
        int first = Array.FindIndex(tokens, IsVariable);
        if (first < 0)
            return new GlobPattern(tokens);
        int skipped = FirstVariable - tokens[first];
        int count = tokens.Count(IsVariable);
        for (int i = first; i < tokens.Length; i++)
        {
            if (IsVariable(tokens[i]))
                tokens[i] += skipped;
        }

        return new GlobPattern(tokens, _variables.Skip(skipped).Take(count).ToArray());
    }

    /// <summary>The pattern with <c>*</c> in the place of each variable.</summary>
    public GlobPattern WithAnyForVariables() =>
        _variables.Length == 0 ? this : new GlobPattern(Array.ConvertAll(_tokens, static token => IsVariable(token) ? Any : token));

    public static int Token(char c) => c switch { '*' => Any, '?' => One, _ => c };

    /// <summary>Whether the pattern covers the whole text.</summary>
    public bool IsMatch(string text, bool ignoreCase = false) => IsMatch(text, 0, text.Length, ignoreCase);

    /// <summary>Whether the pattern, which has no variables, covers a part of a text.</summary>
    public bool IsMatch(string text, int start, int end, bool ignoreCase = false) => IsMatch(text, start, end, ignoreCase, RequestContext.Empty, inDeny: false);

    /// <summary>
    /// Whether the pattern covers a part of a text. What stands for a variable is compared as it is: a <c>*</c> in it is no wildcard.
    /// A variable without a value covers nothing.
    /// </summary>
    /// <remarks>Goes back to the last <c>*</c> only, which is enough: no stack, at most pattern × text steps.</remarks>
    public bool IsMatch(string text, int start, int end, bool ignoreCase, RequestContext context, bool inDeny)
    {
        if (_literal is not null)
        {
            return end - start == _literal.Length
                && string.Compare(_literal, 0, text, start, _literal.Length, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal) == 0;
        }

        int p = 0;
        int within = 0; // How much of the variable at p is done.
        int known = -1; // The variable whose value is in `value`.
        string value = "";
        int star = -1;
        int restart = start;
        int t = start;
        while (true)
        {
            int token = p < _tokens.Length ? _tokens[p] : End;
            if (IsVariable(token))
            {
                if (known != p)
                {
                    // Whatever matches has gone through all variables.
                    if (VariableOf(token).ValueIn(context, inDeny) is not { } found)
                        return false;
                    (known, value) = (p, found);
                }

                if (within == value.Length)
                {
                    p++;
                    within = 0;
                    continue;
                }

                if (t < end && Same(value[within], text[t], ignoreCase))
                {
                    within++;
                    t++;
                    continue;
                }
            }
            else if (token == Any)
            {
                star = p++;
                restart = t;
                continue;
            }
            else if (token == End)
            {
                if (t == end)
                    return true;
            }
            else if (t < end && (token == One || Same(token, text[t], ignoreCase)))
            {
                p++;
                t++;
                continue;
            }

            if (star < 0 || t >= end)
                return false;
            p = star + 1;
            within = 0;
            t = ++restart;
        }
    }

    /// <summary>The first variable without a value; null when all have one.</summary>
    public PolicyVariable? Unresolved(RequestContext context, bool inDeny)
    {
        foreach (PolicyVariable variable in _variables)
        {
            if (variable.ValueIn(context, inDeny) is null)
                return variable;
        }

        return null;
    }

    /// <summary>The text with the variables replaced by what stands for them; a variable without a value stays as it is written.</summary>
    public string Show(RequestContext context, bool inDeny)
    {
        var text = new StringBuilder(_tokens.Length);
        foreach (int token in _tokens)
        {
            if (IsVariable(token))
                text.Append(VariableOf(token).ValueIn(context, inDeny) ?? VariableOf(token).Source);
            else
                text.Append(token switch { Any => '*', One => '?', _ => (char)token });
        }

        return text.ToString();
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

    private static bool IsVariable(int token) => token is <= FirstVariable and > End;

    private PolicyVariable VariableOf(int token) => _variables[FirstVariable - token];

    private static bool Same(int token, char c, bool ignoreCase) =>
        token == c || (ignoreCase && token >= 0 && char.ToUpperInvariant((char)token) == char.ToUpperInvariant(c));
}
