using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Finds a tenant that a witness can be of, where a policy speaks of the tenant's tag itself.</summary>
internal static class TenantTag
{
    private const int MaxCandidates = 64;

    private static readonly string[] Tenants = ["acme", "globex", "initech"];

    /// <summary>A value of the tag with which the statement's conditions on it hold; null when there is none, or none that we see.</summary>
    public static string? Choose(PolicyStatement statement, TenancyModel options)
    {
        var candidates = new List<string>(Tenants);
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (!ConditionKey.IsPrincipalTag(entry.Key.Text, options.PrincipalTag))
                continue;
            foreach (PolicyValue value in entry.Values)
            {
                if (candidates.Count < MaxCandidates)
                    candidates.Add(GlobPattern.Parse(Known(value)).Fill("", 'x'));
            }
        }

        foreach (string tenant in candidates)
        {
            if (tenant.Length > 0 && Holds(statement.Conditions, tenant, options) == Iam.Holds.Yes)
                return tenant;
        }

        return null;
    }

    /// <summary>Another tenant than that one, whatever its case.</summary>
    public static string OtherThan(string tenant) =>
        string.Equals(tenant, Tenants[1], StringComparison.OrdinalIgnoreCase) ? Tenants[0] : Tenants[1];

    /// <summary>Whether all conditions on the tenant's tag hold for a value of it.</summary>
    public static Holds Holds(ImmutableArray<ConditionEntry> conditions, string tenant, TenancyModel options)
    {
        Holds all = Iam.Holds.Yes;
        foreach (ConditionEntry entry in conditions)
        {
            if (!ConditionKey.IsPrincipalTag(entry.Key.Text, options.PrincipalTag))
                continue;
            Holds one = Compare(entry, tenant);
            if (one < all)
                all = one;
        }

        return all;
    }

    // The tag has one value: ForAllValues and ForAnyValue compare it like the plain operator.
    private static Holds Compare(ConditionEntry entry, string tenant)
    {
        if (entry.Operator.HasHole || !ConditionOperator.TryParse(entry.Operator.Text, out ConditionOperator @operator))
            return Iam.Holds.Unclear;
        if (@operator.IsNull)
        {
            if (@operator.Set != SetOperator.None)
                return @operator.Set == SetOperator.ForAllValues ? Iam.Holds.Yes : Iam.Holds.No;
            return entry.Values.Any(static value => string.Equals(value.Text, "false", StringComparison.OrdinalIgnoreCase)) ? Iam.Holds.Yes : Iam.Holds.No;
        }

        if (!@operator.Name.StartsWith("String", StringComparison.Ordinal))
            return Iam.Holds.Unclear;
        bool like = @operator.Name.EndsWith("Like", StringComparison.Ordinal);
        bool ignoreCase = @operator.Name.EndsWith("IgnoreCase", StringComparison.Ordinal);
        bool any = false;
        foreach (PolicyValue value in entry.Values)
        {
            if (value.Text.IndexOf("${", StringComparison.Ordinal) >= 0)
                return Iam.Holds.Unclear;
            string text = Known(value);
            any |= like
                ? Glob.IsMatch(text, tenant, ignoreCase: false)
                : string.Equals(text, tenant, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }

        return any != @operator.IsNegated ? Iam.Holds.Yes : Iam.Holds.No;
    }

    // What a hole stands for is some tenant: let it be the first, as the witness may be anyone.
    private static string Known(PolicyValue value) => ResourceHoles.Replace(value, Tenants[0]);
}
