using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>A policy variable: <c>${aws:PrincipalTag/TenantId, 'none'}</c> (IAM user guide, "Variables and tags").</summary>
/// <param name="Source">The text as written, with its braces.</param>
/// <param name="Key">The condition key; its case does not matter.</param>
/// <param name="Default">The text to use when the key has no value.</param>
internal sealed record PolicyVariable(string Source, string Key, string? Default)
{
    // "You cannot use a multivalued key as a variable."
    private readonly bool _isList = ConditionKey.IsList(Key);

    /// <summary>The text that stands for the variable; null when there is none.</summary>
    public string? ValueIn(RequestContext context, bool inDeny)
    {
        if (!_isList && context.TryGetValues(Key, out ImmutableArray<string> values) && values.Length == 1
            && (values[0].Length > 0 || OpenQuestions.EmptyTextIsValue(inDeny)))
        {
            return values[0];
        }

        return Default;
    }

    /// <summary>Reads the variable that begins at <c>${</c>; null when it is not closed, and the text then stands for itself.</summary>
    public static PolicyVariable? Parse(string text, int start)
    {
        int end = text.IndexOf('}', start);
        if (end < 0)
            return null;
        int comma = text.IndexOf(',', start, end - start);
        if (comma < 0)
            return new PolicyVariable(text.Substring(start, end + 1 - start), text.Substring(start + 2, end - start - 2), null);

        string key = text.Substring(start + 2, comma - start - 2);
        int open = SkipBlanks(text, comma + 1);
        int close = open < text.Length && text[open] == '\'' ? text.IndexOf('\'', open + 1) : -1;
        int brace = close < 0 ? -1 : SkipBlanks(text, close + 1);
        // Without quotes, or with something behind them: a variable whose default nobody knows.
        if (brace < 0 || brace >= text.Length || text[brace] != '}')
            return new PolicyVariable(text.Substring(start, end + 1 - start), key, null);
        return new PolicyVariable(text.Substring(start, brace + 1 - start), key, text.Substring(open + 1, close - open - 1));
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }
}
