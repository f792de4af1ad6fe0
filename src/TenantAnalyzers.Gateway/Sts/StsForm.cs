using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>The parameters of a request of the Query protocol. What is given twice, or is asked for by nobody, is found out.</summary>
internal sealed class StsForm
{
    /// <summary>A longer body is no request to STS.</summary>
    public const int MaxLength = 256 * 1024;

    private readonly Dictionary<string, string> _values;
    private readonly HashSet<string> _left;

    private StsForm(Dictionary<string, string> values) => (_values, _left) = (values, [.. values.Keys]);

    /// <summary>Reads a body; null with the error when it is none.</summary>
    public static StsForm? Parse(string body, out StsError? error)
    {
        error = body.Length > MaxLength ? StsError.Validation("The request is too long.") : null;
        if (error is not null)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, StringValues> parameter in QueryHelpers.ParseQuery(body))
        {
            // Also those whose names differ in case only: which one counts is not known.
            if (parameter.Value.Count != 1)
            {
                error = StsError.Validation("A parameter is given more than once.");
                return null;
            }

            values.Add(parameter.Key, parameter.Value.ToString());
        }

        return new StsForm(values);
    }

    /// <summary>A parameter; null when it is not given. An empty one counts as not given: no text of the API may be empty but a tag's value.</summary>
    public string? Take(string name)
    {
        _left.Remove(name);
        return _values.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;
    }

    /// <summary>The items of a list, <c>NAME.member.1.PART</c>: each with its parts, in the order of their numbers.</summary>
    public ImmutableArray<Dictionary<string, string>> TakeList(string name)
    {
        string prefix = name + ".member.";
        var items = new SortedDictionary<int, Dictionary<string, string>>();
        foreach (string key in _left.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            string[] parts = key[prefix.Length..].Split('.', 2);
            // Left for `Unknown`: `member.01` would be a second `member.1`.
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || parts[0][0] == '0')
                continue;
            if (!items.TryGetValue(number, out Dictionary<string, string>? item))
                items.Add(number, item = new(StringComparer.Ordinal));
            item[parts.Length == 1 ? "" : parts[1]] = _values[key];
            _left.Remove(key);
        }

        // An empty list is sent as its name alone.
        Take(name);
        return [.. items.Values];
    }

    /// <summary>A parameter that nobody asked for; null when there is none.</summary>
    public string? Unknown => _left.Order(StringComparer.Ordinal).FirstOrDefault();
}
