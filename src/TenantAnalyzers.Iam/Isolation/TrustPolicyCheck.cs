using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>What a trust policy leaves to its callers.</summary>
public enum TrustProblem
{
    /// <summary>The caller names the tenant.</summary>
    TagCanBeChosen,

    /// <summary>The caller can leave the tenant out. No leak by itself: only a policy that lets such a session through makes it one.</summary>
    UntaggedSession,
}

/// <summary>A statement of a trust policy that leaves the tenant to its callers.</summary>
/// <param name="Problem">What it leaves to them.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Reason">What is wrong, with the call that shows it, and how to mend it, in words without a final period.</param>
public sealed record TrustFinding(TrustProblem Problem, PolicyStatement Statement, string Reason);

/// <summary>Whether those who may assume a role can choose the tag that names the tenant.</summary>
/// <remarks>
/// Source: IAM user guide, "Pass session tags in AWS STS". Passing tags takes <c>sts:TagSession</c>, and only a condition on
/// <c>aws:RequestTag</c> or <c>aws:TagKeys</c> limits which. Services and identity providers set tags of their own: not judged here.
/// </remarks>
public static class TrustPolicyCheck
{
    private const string Tag = "sts:TagSession";
    private const string Assume = "sts:AssumeRole";

    /// <summary>Judges a trust policy, if the role's policies, or it itself, speak of the tenant's tag: most roles have nothing to do with tenants.</summary>
    /// <param name="trust">The trust policy.</param>
    /// <param name="roles">The policies of the role, or roles, that it belongs to.</param>
    /// <param name="model">What a tenant is.</param>
    public static ImmutableArray<TrustFinding> Find(PolicyDocument trust, ImmutableArray<PolicySet> roles, TenancyModel model)
    {
        if (trust.Ambiguity is not null || !SpeaksOfTenants(trust, roles, model))
            return ImmutableArray<TrustFinding>.Empty;
        var tagging = new List<PolicyStatement>();
        var assuming = new List<PolicyStatement>();
        foreach (PolicyStatement statement in trust.Statements)
        {
            // What a Deny, or something not known, takes away is not worked out: no finding then.
            if (statement.Ambiguity is not null || (statement.Effect != PolicyEffect.Allow && (Allows(statement, Tag) || Allows(statement, Assume))))
                return ImmutableArray<TrustFinding>.Empty;
            if (Caller(statement) is null)
                continue;
            if (Allows(statement, Tag))
                tagging.Add(statement);
            if (Allows(statement, Assume))
                assuming.Add(statement);
        }

        if (tagging.Count == 0 || assuming.Count == 0)
            return ImmutableArray<TrustFinding>.Empty;
        PolicyStatement? free = tagging.Find(statement => !Limits(statement, model.PrincipalTag));
        if (free is not null && assuming.Exists(statement => !Limits(statement, model.PrincipalTag)))
            return ImmutableArray.Create(new TrustFinding(TrustProblem.TagCanBeChosen, free, Chosen(free, model.PrincipalTag)));
        bool limited = free is null && tagging.Exists(statement => Demands(statement, model.PrincipalTag));
        PolicyStatement? untagged = limited ? assuming.Find(statement => !Demands(statement, model.PrincipalTag)) : null;
        return untagged is null
            ? ImmutableArray<TrustFinding>.Empty
            : ImmutableArray.Create(new TrustFinding(TrustProblem.UntaggedSession, untagged, Untagged(untagged, model.PrincipalTag)));
    }

    private static string Chosen(PolicyStatement statement, string tag) =>
        $"`{Caller(statement)}` may assume the role with any `{tag}`, another tenant's too: limit `aws:RequestTag/{tag}` on `sts:TagSession`, and on `sts:AssumeRole`";

    private static string Untagged(PolicyStatement statement, string tag) =>
        $"`{Caller(statement)}` may assume the role without the tag `{tag}`: the condition on `aws:RequestTag/{tag}` is needed on `sts:AssumeRole` too";

    private static bool SpeaksOfTenants(PolicyDocument trust, ImmutableArray<PolicySet> roles, TenancyModel model)
    {
        foreach (PolicyStatement statement in trust.Statements)
        {
            if (statement.Conditions.Any(entry => IsRequestTag(entry.Key.Text, model.PrincipalTag)))
                return true;
        }

        return roles.Any(role => role.Identity.Any(policy => policy.Text.IndexOf("aws:PrincipalTag/" + model.PrincipalTag, StringComparison.OrdinalIgnoreCase) >= 0));
    }

    /// <summary>The first caller that can pass tags of its own; null when the statement names services and identity providers only.</summary>
    private static string? Caller(PolicyStatement statement)
    {
        if (statement.PrincipalNegated)
            return null;
        JsonNode? callers = statement.Principal is JsonObject principals ? principals.Find("AWS")?.Value : statement.Principal;
        return callers switch
        {
            JsonString text => text.Value,
            JsonArray { Items: [JsonString first, ..] } => first.Value,
            _ => null,
        };
    }

    private static bool Allows(PolicyStatement statement, string action)
    {
        foreach (PolicyValue value in statement.Actions)
        {
            if (!value.HasHole && Glob.IsMatch(value.Text, action, ignoreCase: true))
                return !statement.ActionsNegated;
        }

        return statement.ActionsNegated;
    }

    /// <summary>Whether the statement's conditions may leave no choice of the tag; a negated or unknown one counts as such.</summary>
    private static bool Limits(PolicyStatement statement, string tag)
    {
        foreach (ConditionEntry entry in statement.Conditions)
        {
            bool known = entry.Known is not null;
            ConditionOperator @operator = entry.Known.GetValueOrDefault();
            if (IsRequestTag(entry.Key.Text, tag))
            {
                bool onlyPresence = known && @operator.IsNull && !@operator.HoldsWhenAbsent(entry.Values);
                if (!onlyPresence && !(known && entry.Values.Any(value => IsAnything(value, @operator))))
                    return true;
            }
            else if (string.Equals(entry.Key.Text, "aws:TagKeys", StringComparison.OrdinalIgnoreCase))
            {
                bool canHoldTag = entry.Values.Any(value => value.HasHole || Glob.IsMatch(value.Text, tag, ignoreCase: true));
                if (!known || @operator.IsNegated || (@operator.Set == SetOperator.ForAllValues && !canHoldTag))
                    return true;
            }
        }

        return false;
    }

    private static bool Demands(PolicyStatement statement, string tag) => statement.Conditions.Any(entry =>
        IsRequestTag(entry.Key.Text, tag)
        && entry.Known?.HoldsWhenAbsent(entry.Values) != true);

    private static bool IsAnything(PolicyValue value, ConditionOperator @operator) =>
        !@operator.IsNegated && @operator.IsLike
        && value.Text.IndexOf('*') >= 0 && value.Text.All(static c => c is '*' or '?');

    private static bool IsRequestTag(string key, string tag) => string.Equals(key, "aws:RequestTag/" + tag, StringComparison.OrdinalIgnoreCase);
}
