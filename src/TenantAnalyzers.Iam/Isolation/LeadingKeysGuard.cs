namespace TenantAnalyzers.Iam;

/// <summary>A value that a condition compares the leading keys with, and what it matches of other tenants.</summary>
/// <param name="Entry">The comparison it stands in.</param>
/// <param name="Value">The value.</param>
/// <param name="Pattern">The value, read.</param>
/// <param name="Collision">Another tenant's key that it matches; null when none was found.</param>
/// <param name="IsOwn">Whether it is proved to match no other tenant's key.</param>
internal sealed record KeyValue(ConditionEntry Entry, PolicyValue Value, TenantPattern Pattern, Collision? Collision, bool IsOwn);

/// <summary>One comparison of the leading keys, and which requests it is proved to refuse.</summary>
internal sealed class KeyComparison
{
    public KeyComparison(ConditionEntry entry, IReadOnlyList<KeyValue> values) => (Entry, Values) = (entry, values);

    public ConditionEntry Entry { get; }

    /// <summary>The operator; null when it is none that IAM knows, or not known.</summary>
    public ConditionOperator? Operator => Entry.Known;

    public IReadOnlyList<KeyValue> Values { get; }

    /// <summary>Without a set operator a key of many values is never compared: "bare".</summary>
    public bool IsBare => Operator is { Set: SetOperator.None, IsNull: false };

    public bool IsPositiveText => Operator is { IsNegated: false, Name: "StringEquals" or "StringLike" or "StringEqualsIgnoreCase" };

    public bool IsNegatedText => Operator is { Name: "StringNotEquals" or "StringNotLike" };

    public bool AllOwn => Values.All(static value => value.IsOwn);

    /// <summary>Whether a request without the key is refused by an Allow.</summary>
    public bool RefusesAbsent => Operator is { } known && !known.HoldsWhenAbsent(Entry.Values);

    /// <summary>Whether a request with another tenant's key in it is refused by an Allow.</summary>
    public bool RefusesForeign(bool singleKey)
    {
        if (Operator is not { } known)
            return false;
        if (IsBare)
            return true;
        if (known.IsNull)
            return known.Set == SetOperator.ForAnyValue || (known.Set == SetOperator.None && !Entry.Values.Any(static value => Is(value, "false")));
        return IsPositiveText && AllOwn && (known.Set == SetOperator.ForAllValues || (singleKey && known.Set == SetOperator.ForAnyValue));
    }

    /// <summary>Whether a Deny with this comparison catches every request without the key.</summary>
    public bool CatchesAbsent => Operator is { IsNull: true, Set: SetOperator.None } && Entry.Values.Any(static value => Is(value, "true"));

    /// <summary>Whether a Deny with this comparison catches every request with another tenant's key in it.</summary>
    public bool CatchesForeign(bool singleKey)
    {
        if (Operator is { IsNull: true, Set: SetOperator.None })
            return Entry.Values.Any(static value => Is(value, "false"));
        return IsNegatedText && AllOwn && !Values.Any(static value => value.Pattern.HasUnknown)
            && (Operator!.Value.Set == SetOperator.ForAnyValue || (singleKey && Operator.Value.Set == SetOperator.ForAllValues));
    }

    private static bool Is(PolicyValue value, string text) => string.Equals(value.Text, text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a statement says of the leading keys.</summary>
internal sealed class LeadingKeysGuard(IReadOnlyList<KeyComparison> comparisons)
{
    public IReadOnlyList<KeyComparison> Comparisons => comparisons;

    public bool IsEmpty => comparisons.Count == 0;

    public bool RefusesAbsent => comparisons.Any(static comparison => comparison.RefusesAbsent);

    public bool RefusesForeign(bool singleKey) => comparisons.Any(comparison => comparison.RefusesForeign(singleKey));

    public bool HasUnknown => comparisons.Any(static comparison => comparison.Operator is null || comparison.Values.Any(static value => value.Pattern.HasUnknown));

    public static LeadingKeysGuard Of(PolicyDocument document, PolicyStatement statement, Keyspace keys)
    {
        var comparisons = new List<KeyComparison>();
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (!ConditionKey.IsLeadingKeys(entry.Key.Text))
                continue;
            comparisons.Add(new KeyComparison(entry, entry.Known is { IsNull: false } @operator ? Values(document, entry, @operator, keys) : []));
        }

        return new LeadingKeysGuard(comparisons);
    }

    private static List<KeyValue> Values(PolicyDocument document, ConditionEntry entry, ConditionOperator @operator, Keyspace keys)
    {
        var values = new List<KeyValue>();
        foreach (PolicyValue value in entry.Values)
        {
            TenantPattern pattern = TenantPattern.Parse(value, 0, document.HasVariables, @operator.IsLike, keys.Model);
            bool own = keys.IsOwn(pattern, @operator.Name.EndsWith("IgnoreCase", StringComparison.Ordinal), out Collision? collision);
            values.Add(new KeyValue(entry, value, pattern, collision, own));
        }

        return values;
    }
}
