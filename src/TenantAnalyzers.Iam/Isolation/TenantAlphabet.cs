namespace TenantAnalyzers.Iam;

/// <summary>The characters a tenant's id can hold, from a bracket expression such as <c>A-Za-z0-9_-</c>.</summary>
internal sealed class TenantAlphabet
{
    private readonly List<(char First, char Last)> _ranges = [];

    public TenantAlphabet(string expression)
    {
        for (int i = 0; i < expression.Length; i++)
        {
            // A hyphen between two characters is a range; at either end it is itself.
            bool range = i + 2 < expression.Length && expression[i + 1] == '-';
            _ranges.Add((expression[i], range ? expression[i + 2] : expression[i]));
            if (range)
                i += 2;
        }
    }

    public bool Contains(char c)
    {
        foreach ((char first, char last) in _ranges)
        {
            if (c >= first && c <= last)
                return true;
        }

        return false;
    }

    public bool ContainsAll(string text)
    {
        foreach (char c in text)
        {
            if (!Contains(c))
                return false;
        }

        return true;
    }

    /// <summary>A character of an id, of the given ones if they are; null when no id can be written.</summary>
    public char? Pick(string preferred)
    {
        foreach (char c in preferred)
        {
            if (Contains(c))
                return c;
        }

        return _ranges.Count == 0 ? null : _ranges[0].First;
    }
}
