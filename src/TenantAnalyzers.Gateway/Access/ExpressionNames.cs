namespace TenantAnalyzers.Gateway.Access;

/// <summary>
/// The top-level attributes that an expression names, for <c>dynamodb:Attributes</c>. Knows only the tokens that DynamoDB has (developer
/// guide, "Using expressions"): letters first in names, four white spaces, functions in lower case; anything else is a doubt.
/// </summary>
internal static class ExpressionNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        // All of them reserved words, so no attribute is written that way without an alias.
        "AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE",
    };

    private static readonly HashSet<string> Functions = new(StringComparer.Ordinal)
    {
        "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size", "if_not_exists", "list_append",
    };

    // Developer guide, "Service, account, and table quotas": 4 KB.
    private const int MostCharacters = 4_096;

    public static void Collect(string? expression, Placeholders placeholders, HashSet<string> names)
    {
        if (expression is null)
            return;
        if (expression.Length > MostCharacters)
            throw new DoubtException("an expression is longer than the service takes");
        var isNested = false;
        for (var at = 0; at < expression.Length;)
        {
            var start = at;
            var c = expression[at++];
            if (char.IsAsciiLetter(c) || c is '#' or ':')
            {
                while (at < expression.Length && (char.IsAsciiLetterOrDigit(expression[at]) || expression[at] == '_'))
                    at++;
                var word = expression[start..at];
                if (c is '#' or ':' && word.Length == 1)
                    throw new DoubtException("an expression has a placeholder without a name");
                if (c == ':')
                    _ = placeholders.Value(word);
                else if (IsName(word, expression, at))
                    Add(placeholders.Name(word), isNested, names);
                isNested = false;
            }
            else if (c is '.')
            {
                isNested = true;
            }
            else if (c is '[')
            {
                at = SkipIndex(expression, at);
            }
            else if (c is '=' or '<' or '>' or '(' or ')' or ',' or '+' or '-')
            {
                isNested = false;
            }
            else if (c is not (' ' or '\t' or '\r' or '\n'))
            {
                throw new DoubtException("an expression has a character that the grammar has not");
            }
        }
    }

    private static bool IsName(string word, string expression, int at)
    {
        if (word[0] == '#')
            return true;
        if (Keywords.Contains(word))
            return false;
        if (!expression.AsSpan(at).TrimStart(" \t\r\n").StartsWith("("))
            return true;
        return Functions.Contains(word) ? false : throw new DoubtException("an expression has a function that is not known");
    }

    private static void Add(string name, bool isNested, HashSet<string> names)
    {
        if (!isNested)
            names.Add(name);
    }

    private static int SkipIndex(string expression, int at)
    {
        var start = at;
        while (at < expression.Length && char.IsAsciiDigit(expression[at]))
            at++;
        return at > start && at < expression.Length && expression[at] == ']' ? at + 1 : throw new DoubtException("an expression has an index that is not a number");
    }
}
