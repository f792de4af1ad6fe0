namespace TenantAnalyzers.Iam;

/// <summary>Whether a policy is meant for the sessions of tenants: it speaks of leading keys or of the tenant's tag.</summary>
internal static class TenantPolicy
{
    public static bool Is(PolicyDocument document, TenancyModel model)
    {
        string tag = "aws:PrincipalTag/" + model.PrincipalTag;
        foreach (PolicyStatement statement in document.Statements)
        {
            foreach (PolicyValue resource in statement.Resources)
            {
                if (Names(resource, tag, model))
                    return true;
            }

            foreach (ConditionEntry entry in statement.Conditions)
            {
                if (ConditionKey.IsLeadingKeys(entry.Key.Text) || ConditionKey.IsPrincipalTag(entry.Key.Text, model.PrincipalTag))
                    return true;
                foreach (PolicyValue value in entry.Values)
                {
                    if (Names(value, tag, model))
                        return true;
                }
            }
        }

        return false;
    }

    private static bool Names(PolicyValue value, string tag, TenancyModel model) =>
        value.Text.IndexOf("${" + tag, StringComparison.OrdinalIgnoreCase) >= 0 || model.HasTenantHole(value);
}
