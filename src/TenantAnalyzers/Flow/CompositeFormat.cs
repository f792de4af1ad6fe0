namespace TenantAnalyzers.Flow;

/// <summary>
/// Fills a composite format string. Source: .NET documentation, "Composite formatting".
/// </summary>
internal static class CompositeFormat
{
    /// <summary>The filled text; null when the format is malformed or names a value that is not there.</summary>
    public static FlowValue? Fill(string format, List<FlowValue> values, int firstValue)
    {
        var parts = new List<TextValue>();
        var literal = new System.Text.StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                literal.Append(c);
                i++;
                continue;
            }

            if (c == '}')
                return null;
            if (c != '{')
            {
                literal.Append(c);
                continue;
            }

            var end = format.IndexOf('}', i);
            if (end < 0 || !TryReadIndex(format, i + 1, end, out var index) || index + firstValue >= values.Count)
                return null;
            parts.Add(TextValue.Constant(literal.ToString()));
            literal.Clear();
            parts.Add(TextValue.Of(values[index + firstValue]));
            i = end;
        }

        parts.Add(TextValue.Constant(literal.ToString()));
        return TextValue.Concat(parts);
    }

    // `{0}`, `{0,10}` and `{0:D4}`: alignment and format change the look of the value, not whose it is.
    private static bool TryReadIndex(string format, int start, int end, out int index)
    {
        index = 0;
        var at = start;
        while (at < end && format[at] is >= '0' and <= '9' && index < 1000)
            index = (index * 10) + (format[at++] - '0');
        return at > start && (at == end || format[at] is ',' or ':' or ' ');
    }
}
