namespace TenantAnalyzers.Iam;

/// <summary>Whether the conditions of an Allow leave a request of another tenant's items possible.</summary>
internal static class AllowConditions
{
    /// <summary>The worst answer of all entries but those on the leading keys, which <see cref="LeadingKeysGuard"/> looks at.</summary>
    public static Holds For(PolicyStatement statement, DynamoDbAction action, TenancyModel options)
    {
        Holds all = Holds.Yes;
        foreach (ConditionEntry entry in statement.Conditions)
        {
            Holds one = ConditionKey.IsLeadingKeys(entry.Key.Text) ? Holds.Yes : For(entry, action, options);
            if (one < all)
                all = one;
        }

        return all;
    }

    private static Holds For(ConditionEntry entry, DynamoDbAction action, TenancyModel options)
    {
        string key = entry.Key.Text;
        if (entry.Key.HasHole || entry.Known is not { } @operator)
            return Holds.Unclear;
        if (ConditionKey.IsResourceTag(key))
            return BindsTable(entry, options) && !@operator.HoldsWhenAbsent(entry.Values) ? Holds.Unclear : Holds.Yes;
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

    /// <summary>Whether the table must carry the tenant's id as a tag: a table without the tag does not match.</summary>
    public static bool BindsTableToTenant(PolicyStatement statement, PolicyDocument document, TenancyModel options)
    {
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (document.HasVariables && ConditionKey.IsResourceTag(entry.Key.Text) && !entry.Key.HasHole
                && entry.Known is { Name: "StringEquals", IfExists: false, Set: not SetOperator.ForAllValues }
                && entry.Values.Length > 0
                && entry.Values.All(value => string.Equals(value.Text, "${aws:PrincipalTag/" + options.PrincipalTag + "}", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some comparison binds the table to the caller or is not known.</summary>
    public static bool Binds(PolicyStatement statement, TenancyModel options)
    {
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (!ConditionKey.IsLeadingKeys(entry.Key.Text) && For(entry, DynamoDbActions.ItemActions[0], options) == Holds.Unclear)
                return true;
        }

        return false;
    }

    /// <summary>Whether the table's tags are compared with the caller: a table per tenant.</summary>
    private static bool BindsTable(ConditionEntry entry, TenancyModel options)
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
