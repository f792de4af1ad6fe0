using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>The condition keys of a request. A key that is not here is absent, which is neither empty nor an error.</summary>
/// <remarks>Key names are case-insensitive (IAM user guide, "Condition"), the tag's name in <c>aws:PrincipalTag/TenantId</c> too.</remarks>
public sealed class RequestContext
{
    // Asked far more often than built: a plain dictionary answers several times faster than an immutable one.
    private readonly Dictionary<string, ImmutableArray<string>> _keys;
    private readonly KeyValuePair<string, ImmutableArray<string>>[] _over; // Take the place of those; the last of a name counts.

    private RequestContext(Dictionary<string, ImmutableArray<string>> keys, params KeyValuePair<string, ImmutableArray<string>>[] over) => (_keys, _over) = (keys, over);

    /// <summary>A request that carries no key.</summary>
    public static RequestContext Empty { get; } = new(new(StringComparer.OrdinalIgnoreCase));

    /// <summary>The same context with a key set; an empty list is a key that is present and has no value.</summary>
    public RequestContext With(string key, params string[] values) =>
        new(new(All(), StringComparer.OrdinalIgnoreCase) { [key] = ImmutableArray.Create(values) });

    /// <summary>The same context with some keys set, at the cost of one.</summary>
    public RequestContext With(IEnumerable<KeyValuePair<string, ImmutableArray<string>>> keys)
    {
        var all = new Dictionary<string, ImmutableArray<string>>(All(), StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, ImmutableArray<string>> key in keys)
            all[key.Key] = key.Value;
        return new RequestContext(all);
    }

    /// <summary>The same context with a few keys set, without a copy: for one that is asked once.</summary>
    internal RequestContext Over(IEnumerable<KeyValuePair<string, ImmutableArray<string>>> keys) => new(All(), keys.ToArray());

    /// <summary>The values of a key; false when the request does not carry it.</summary>
    public bool TryGetValues(string key, out ImmutableArray<string> values)
    {
        for (int i = _over.Length - 1; i >= 0; i--)
        {
            if (string.Equals(_over[i].Key, key, StringComparison.OrdinalIgnoreCase))
            {
                values = _over[i].Value;
                return true;
            }
        }

        return _keys.TryGetValue(key, out values);
    }

    /// <summary>The keys and their values, in no order.</summary>
    public IEnumerable<KeyValuePair<string, ImmutableArray<string>>> Keys => All().Select(static pair => pair);

    private Dictionary<string, ImmutableArray<string>> All()
    {
        if (_over.Length == 0)
            return _keys;
        var all = new Dictionary<string, ImmutableArray<string>>(_keys, StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, ImmutableArray<string>> key in _over)
            all[key.Key] = key.Value;
        return all;
    }
}
