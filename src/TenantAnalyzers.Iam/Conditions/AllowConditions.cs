namespace TenantAnalyzers.Iam;

/// <summary>Whether the conditions of an Allow leave a request of another tenant's items possible.</summary>
internal static class AllowConditions
{
    /// <summary>The worst answer of all entries; the tenant's own tag is looked at elsewhere (<see cref="TenantTag"/>).</summary>
    public static Holds For(PolicyStatement statement, DynamoDbAction action, LeadingKeysOptions options)
    {
        Holds all = Holds.Yes;
        foreach (ConditionEntry entry in statement.Conditions)
        {
            Holds one = For(entry, action, options);
            if (one < all)
                all = one;
        }

        return all;
    }

    private static Holds For(ConditionEntry entry, DynamoDbAction action, LeadingKeysOptions options)
    {
        string key = entry.Key.Text;
        if (entry.Key.HasHole || entry.Operator.HasHole || !ConditionOperator.TryParse(entry.Operator.Text, out ConditionOperator @operator))
            return Holds.Unclear;
        if (ConditionKey.IsResourceTag(key))
            return BindsTable(entry, options) ? Holds.Unclear : Holds.Yes;
        foreach (PolicyValue value in entry.Values)
        {
            // The table's tag on the other side.
            if (value.Text.IndexOf("${aws:ResourceTag/", StringComparison.OrdinalIgnoreCase) >= 0)
                return Holds.Unclear;
        }

        if (ConditionKey.IsService(key) ? ConditionKey.IsCarried(key, action) : (ConditionKey.IsGlobal(key) && !ConditionKey.IsRequestTag(key)) || ConditionKey.IsSession(key))
            return Holds.Yes;
        if (@operator.HoldsWhenAbsent(entry.Values))
            return Holds.Yes;
        // A misspelt name, or a key of another request. Other services' keys may be in the session (lambda:SourceFunctionArn).
        return ConditionKey.IsService(key) || ConditionKey.IsGlobal(key) || key.IndexOf(':') < 0 ? Holds.No : Holds.Unclear;
    }

    /// <summary>Whether the table's tags are compared with the caller: a table per tenant.</summary>
    private static bool BindsTable(ConditionEntry entry, LeadingKeysOptions options)
    {
        if (ConditionKey.IsResourceTag(entry.Key.Text, options.PrincipalTag))
            return true;
        foreach (PolicyValue value in entry.Values)
        {
            if (value.HasHole || value.Text.IndexOf("${", StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
