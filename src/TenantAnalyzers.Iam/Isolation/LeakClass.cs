namespace TenantAnalyzers.Iam;

/// <summary>Which rule a leak is one of, and what there is to do: the most specific.</summary>
internal static class LeakClass
{
    /// <summary>What people know best comes first: the key that the condition lets through, a query, a Scan, then any.</summary>
    public static Leakage Choose(List<Leakage> leaks, LeadingKeysGuard guard)
    {
        bool guarded = !guard.IsEmpty;
        return (guarded ? leaks.Find(static leak => leak.Kind == Openings.ForeignKey && leak.Action.Name == "dynamodb:Query") : null)
            ?? (guarded ? leaks.Find(static leak => leak.Kind == Openings.ForeignKey) : null)
            ?? leaks.Find(static leak => leak.Action.Name == "dynamodb:Query")
            ?? leaks.Find(static leak => leak.Action.CarriesLeadingKeys && leak.Kind == Openings.ForeignKey)
            ?? leaks[0];
    }

    public static (PolicyRule Rule, string Reason) Of(LeadingKeysGuard guard, DenyGuard denies, Leakage leak)
    {
        string action = leak.Action.Name;
        if (guard.IsEmpty)
        {
            if (!leak.Action.IsItemAction)
                return (PolicyRule.Slipped, $"`{action}` has no leading keys that a condition could compare: keep it out of a tenant's policy");
            if (denies.SpeaksOfLeadingKeys)
                return (PolicyRule.Slipped, "the Deny on `dynamodb:LeadingKeys` does not match this request: put the condition on the Allow");
            return (PolicyRule.NoLeadingKeys, "no condition binds `dynamodb:LeadingKeys` to the tenant");
        }

        if (leak.Kind == Openings.ForeignIndex)
            return (PolicyRule.Slipped, "the index is keyed by something else than the tenant, so its leading key says nothing of whose item it is");
        if (leak.Kind == Openings.WithoutKey)
            return (PolicyRule.Slipped, OfAbsentKey(guard, leak.Action));
        return OfForeignKey(guard);
    }

    private static string OfAbsentKey(LeadingKeysGuard guard, DynamoDbAction action)
    {
        ConditionEntry entry = guard.Comparisons[0].Entry;
        string carries = action.IsSelect ? "a SELECT without the key carries none" : $"`{action.Name}` carries none";
        return $"`{entry.Operator.Shown}` holds for a request without leading keys, and {carries}: add `\"Null\": {{ \"dynamodb:LeadingKeys\": \"false\" }}`";
    }

    private static (PolicyRule Rule, string Reason) OfForeignKey(LeadingKeysGuard guard)
    {
        foreach (KeyComparison comparison in guard.Comparisons)
        {
            if (comparison.Operator is { IsNegated: true })
                return (PolicyRule.Slipped, $"`{comparison.Entry.Operator.Shown}` holds for every key but those: use `ForAllValues:StringEquals`");
        }

        foreach (KeyValue value in guard.Comparisons.Where(static comparison => comparison.IsPositiveText).SelectMany(static comparison => comparison.Values))
        {
            if (value.IsOwn)
                continue;
            if (value.Pattern.HasWildcard)
                return (PolicyRule.PatternMatchesOthers, $"the pattern `{value.Value.Shown}` matches other tenants' keys: {Anchor(value.Pattern)}");
            if (!value.Pattern.HasTenant)
                return (PolicyRule.FixedTenant, $"the key `{value.Value.Shown}` is a fixed tenant's: use the policy variable");
            if (value.Pattern.Default is { } fallback)
                return (PolicyRule.FixedTenant, $"a session without the tag gets the keys of `{fallback}`");
            return (PolicyRule.Slipped, $"`{value.Entry.Operator.Shown}` takes tenants whose ids differ in case for one: use `StringEquals`");
        }

        foreach (KeyComparison comparison in guard.Comparisons)
        {
            if (comparison.Operator is { Set: SetOperator.ForAnyValue })
                return (PolicyRule.Slipped, $"`{comparison.Entry.Operator.Shown}` holds when one key of several is the tenant's: use `ForAllValues` and `Null`");
        }

        return (PolicyRule.Slipped, $"`{guard.Comparisons[0].Entry.Operator.Shown}` does not bind the leading keys to the tenant: use `ForAllValues:StringEquals` and `Null`");
    }

    private static string Anchor(TenantPattern pattern) =>
        pattern.HasTenant ? "close it with a character that no tenant id holds, such as `#`" : "put the policy variable in the wildcard's place";
}
