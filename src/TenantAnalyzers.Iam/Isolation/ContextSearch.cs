using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>
/// Chooses the keys of a request that bind the caller, not the item (network, organisation, other tags …), so that an Allow's
/// conditions on them hold and those of the Deny statements do not.
/// </summary>
internal sealed class ContextSearch
{
    private const int MaxValues = 64;

    private readonly Dictionary<string, List<EntryTruth>> _allows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<EntryTruth>> _denies = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _keys = [];
    private readonly List<string> _unknowable = [];
    private readonly Dictionary<DynamoDbConditionKeys, List<KeyValuePair<string, ImmutableArray<string>>>> _chosen = [];
    private readonly Func<int, string?> _holeText;
    private readonly string _tenant;
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public ContextSearch(
        IEnumerable<(PolicyDocument Document, PolicyStatement Statement)> statements, PolicyStatement allow, TenancyModel model, string tenant, Func<int, string?> holeText)
    {
        (_tenant, _holeText) = (tenant, holeText);
        foreach ((PolicyDocument document, PolicyStatement statement) in statements)
        {
            if (statement != allow && statement.Effect == PolicyEffect.Allow)
                continue;
            foreach (ConditionEntry entry in statement.Conditions)
            {
                string key = entry.Key.Text;
                if (entry.Key.HasHole || ConditionKey.IsLeadingKeys(key) || ConditionKey.IsPrincipalTag(key, model.PrincipalTag) || ConditionKey.IsRequestTag(key))
                    continue;
                AddValues(document, entry, model);
                if (ConditionKey.IsService(key) || ConditionKey.IsFree(key, model.PrincipalTag) || (statement == allow && ConditionKey.IsGlobal(key)))
                    Add(statement == allow ? _allows : _denies, new EntryTruth(document, statement, entry, holeText));
                else if (statement != allow)
                    _unknowable.Add(key);
            }
        }
    }

    /// <summary>The context with these keys set.</summary>
    /// <param name="start">The caller's tag and the leading keys.</param>
    /// <param name="action">The action, which decides what of the service's keys the request can carry.</param>
    public RequestContext Complete(RequestContext start, DynamoDbAction action)
    {
        // The choice hangs on which keys the action carries, not on the item: it is made once for all requests of its kind.
        if (!_chosen.TryGetValue(action.ConditionKeys, out List<KeyValuePair<string, ImmutableArray<string>>>? chosen))
            _chosen[action.ConditionKeys] = chosen = Choose(start, action);
        return chosen.Count == 0 ? start : start.With(chosen);
    }

    private List<KeyValuePair<string, ImmutableArray<string>>> Choose(RequestContext start, DynamoDbAction action)
    {
        var chosen = new List<KeyValuePair<string, ImmutableArray<string>>>();
        RequestContext context = start;
        foreach (string key in _keys)
        {
            if ((context.TryGetValues(key, out _) && !_allows.ContainsKey(key)) || (ConditionKey.IsService(key) && !ConditionKey.IsCarried(key, action)))
                continue;
            RequestContext best = context;
            string? bestValue = null;
            int bestScore = IsAlwaysThere(key) ? -1 : Score(context, key);
            foreach (string value in _values[key])
            {
                RequestContext candidate = context.With(key, value);
                if (Score(candidate, key) is var score && score > bestScore)
                    (best, bestValue, bestScore) = (candidate, value, score);
            }

            context = best;
            if (bestValue is not null)
                chosen.Add(new(key, ImmutableArray.Create(bestValue)));
        }

        return chosen;
    }

    /// <summary>Keys that requests carry whatever the caller does (IAM user guide, "AWS global condition context keys").</summary>
    private static bool IsAlwaysThere(string key) => key.ToLowerInvariant() is
        "aws:securetransport" or "aws:sourceip" or "aws:principalarn" or "aws:principaltype" or "aws:principalaccount" or "aws:useragent" or "aws:userid"
        or "aws:tokenissuetime" or "aws:multifactorauthpresent" or "aws:currenttime" or "aws:epochtime" or "aws:viaawsservice";

    /// <summary>The same context with each value that a Deny names of a key that nobody can choose: the table's tags, the organisation …</summary>
    public IEnumerable<RequestContext> Doubts(RequestContext context)
    {
        foreach (string key in _unknowable)
        {
            if (context.TryGetValues(key, out _))
                continue;
            foreach (string value in _values[key])
                yield return context.With(key, value);
        }
    }

    /// <summary>Whether a condition looks at the key at all.</summary>
    public bool IsMentioned(string key) => _values.ContainsKey(key);

    private int Score(RequestContext context, string key)
    {
        int score = 0;
        int denies = _denies.TryGetValue(key, out List<EntryTruth>? entries) ? entries.Count : 0;
        foreach (EntryTruth entry in _allows.TryGetValue(key, out List<EntryTruth>? allows) ? allows : [])
        {
            if (entry.Holds(context))
                score += 1 + denies;
        }

        foreach (EntryTruth entry in entries ?? [])
        {
            if (!entry.Holds(context))
                score++;
        }

        return score;
    }

    private static void Add(Dictionary<string, List<EntryTruth>> entries, EntryTruth entry)
    {
        if (!entries.TryGetValue(entry.Entry.Key.Text, out List<EntryTruth>? list))
            entries[entry.Entry.Key.Text] = list = [];
        list.Add(entry);
    }

    private void AddValues(PolicyDocument document, ConditionEntry entry, TenancyModel model)
    {
        string key = entry.Key.Text;
        if (!_values.TryGetValue(key, out List<string>? values))
        {
            _values[key] = values = [];
            _keys.Add(key);
        }

        foreach (PolicyValue value in entry.Values)
        {
            if (values.Count > MaxValues || Text(value) is not { } text)
                continue;
            if (text.IndexOf("${", StringComparison.Ordinal) >= 0)
            {
                TenantPattern pattern = TenantPattern.Parse(value, 0, document.HasVariables, wildcards: true, model);
                if (!pattern.HasUnknown && !value.HasHole)
                    values.Add(pattern.Fill(_tenant));
                continue;
            }

            values.Add(GlobPattern.Parse(text).Fill("1", '1'));
            int slash = text.IndexOf('/');
            if (entry.Operator.Text.IndexOf("IpAddress", StringComparison.OrdinalIgnoreCase) >= 0 && slash > 0)
                values.Add(text.Substring(0, slash));
            if (double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number))
            {
                values.Add((number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
                values.Add((number - 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        string[] usual = entry.Operator.Text switch
        {
            var name when name.IndexOf("IpAddress", StringComparison.OrdinalIgnoreCase) >= 0 => ["203.0.113.7", "10.0.0.7"],
            var name when name.IndexOf("Date", StringComparison.OrdinalIgnoreCase) >= 0 => ["2026-06-01T00:00:00Z", "2000-01-01T00:00:00Z", "2099-01-01T00:00:00Z"],
            var name when name.IndexOf("Bool", StringComparison.OrdinalIgnoreCase) >= 0 => ["true", "false"],
            _ => ["true", "false", "other"],
        };
        values.AddRange(usual.Where(one => !values.Contains(one)));
    }

    private string? Text(PolicyValue value)
    {
        if (!value.HasHole)
            return value.Text;
        var text = new System.Text.StringBuilder();
        for (int i = 0; i < value.Text.Length; i++)
        {
            if (value.IndexOfHole(i) != i)
                text.Append(value.Text[i]);
            else if (_holeText(value.SpanOf(i, 1).Start) is { } known)
                text.Append(known);
            else
                return null;
        }

        return text.ToString();
    }
}
