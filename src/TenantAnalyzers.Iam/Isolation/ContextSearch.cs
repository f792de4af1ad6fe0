using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>
/// Chooses the keys of a request that bind the caller, not the item (network, organisation, other tags …), so that an Allow's
/// conditions on them hold and those of the Deny statements do not.
/// </summary>
internal sealed class ContextSearch
{
    private readonly List<EntryTruth> _allows = [];
    private readonly List<EntryTruth> _denies = [];
    private readonly List<string> _keys = [];
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.OrdinalIgnoreCase);

    public ContextSearch(
        IEnumerable<(PolicyDocument Document, PolicyStatement Statement)> statements, PolicyStatement allow, TenancyModel model, Func<int, string?> holeText)
    {
        foreach ((PolicyDocument document, PolicyStatement statement) in statements)
        {
            if (statement != allow && statement.Effect == PolicyEffect.Allow)
                continue;
            foreach (ConditionEntry entry in statement.Conditions)
            {
                if (entry.Key.HasHole || !IsChoosable(entry.Key.Text, model))
                    continue;
                (statement == allow ? _allows : _denies).Add(new EntryTruth(document, statement, entry, holeText));
                AddValues(entry);
            }
        }
    }

    /// <summary>The context with these keys set.</summary>
    /// <param name="start">The caller's tag and the leading keys.</param>
    /// <param name="action">The action, which decides what of the service's keys the request can carry.</param>
    public RequestContext Complete(RequestContext start, DynamoDbAction action)
    {
        RequestContext context = start;
        foreach (string key in _keys)
        {
            if (context.TryGetValues(key, out _) || (ConditionKey.IsService(key) && !ConditionKey.IsCarried(key, action)))
                continue;
            RequestContext best = context;
            int bestScore = Score(context, key);
            foreach (string value in _values[key])
            {
                RequestContext candidate = context.With(key, value);
                if (Score(candidate, key) is var score && score > bestScore)
                    (best, bestScore) = (candidate, score);
            }

            context = best;
        }

        return context;
    }

    private int Score(RequestContext context, string key)
    {
        int score = 0;
        foreach (EntryTruth entry in _allows)
        {
            if (Same(entry, key) && entry.Holds(context))
                score += 1 + _denies.Count;
        }

        foreach (EntryTruth entry in _denies)
        {
            if (Same(entry, key) && !entry.Holds(context))
                score++;
        }

        return score;
    }

    private static bool Same(EntryTruth entry, string key) => string.Equals(entry.Entry.Key.Text, key, StringComparison.OrdinalIgnoreCase);

    private static bool IsChoosable(string key, TenancyModel model) =>
        ConditionKey.IsService(key) ? !ConditionKey.IsLeadingKeys(key) : ConditionKey.IsFree(key, model.PrincipalTag) || ConditionKey.IsResourceTag(key);

    private void AddValues(ConditionEntry entry)
    {
        string key = entry.Key.Text;
        if (!_values.TryGetValue(key, out List<string>? values))
        {
            _values[key] = values = [];
            _keys.Add(key);
        }

        foreach (PolicyValue value in entry.Values)
        {
            string text = value.Text;
            if (value.HasHole || text.IndexOf("${", StringComparison.Ordinal) >= 0)
                continue;
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
            _ => ["true", "false", "other"],
        };
        values.AddRange(usual);
    }
}
