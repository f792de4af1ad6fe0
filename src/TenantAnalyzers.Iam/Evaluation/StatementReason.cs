using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Says in words why a statement does not match, or that it does.</summary>
internal static class StatementReason
{
    private const int MaxNamed = 4;

    /// <summary>The first thing that does not match; where all is known but one thing is in doubt, that thing.</summary>
    public static string For(CompiledStatement statement, AuthorizationRequest request)
    {
        if (statement.Policy.Ambiguity is { } document)
            return "the document has no one meaning: " + document;
        if (statement.Statement.Ambiguity is { } ambiguity)
            return "the statement has no one meaning: " + ambiguity;

        string? doubt = null;
        foreach ((Holds holds, string reason) in Parts(statement, request))
        {
            if (holds == Holds.No)
                return reason;
            if (holds == Holds.Unclear)
                doubt ??= reason;
        }

        return doubt ?? Matching(statement);
    }

    private static IEnumerable<(Holds Holds, string Reason)> Parts(CompiledStatement statement, AuthorizationRequest request)
    {
        if (statement.Layer is PolicyLayer.Resource or PolicyLayer.ResourceControl)
        {
            PrincipalMatch match = statement.MatchPrincipal(request.PrincipalArn);
            yield return match switch
            {
                PrincipalMatch.None => (Holds.No, statement.Statement.PrincipalNegated ? "`NotPrincipal` names the caller" : "`Principal` does not name the caller"),
                PrincipalMatch.Unclear => (Holds.Unclear, "it is not known whether `Principal` names the caller"),
                _ => (Holds.Yes, ""),
            };
        }

        yield return (statement.MatchesAction(request.Action), Action(statement.Statement));
        yield return (statement.MatchesResource(new ArnText(request.Resource), request.Context), Resource(statement, request.Context));
        foreach (CompiledCondition condition in statement.Conditions)
            yield return (condition.Check(request.Context), Condition(condition, request.Context));
    }

    private static string Action(PolicyStatement statement) =>
        statement.ActionsNegated ? $"the action is one of `NotAction`: {List(statement.Actions)}" : $"the action is none of {List(statement.Actions)}";

    private static string Resource(CompiledStatement statement, RequestContext context)
    {
        ImmutableArray<PolicyValue> resources = statement.Statement.Resources;
        if (statement.Statement.ResourcesNegated)
            return $"the resource is one of `NotResource`: {List(resources)}";
        string text = $"the resource is none of {List(resources)}";
        return statement.UnresolvedInResources(context) is { } variable ? $"{text}: `{variable.Source}` has no value" : text;
    }

    private static string Condition(CompiledCondition condition, RequestContext context)
    {
        string what = $"`{condition.Entry.Operator.Text}` on `{condition.Entry.Key.Text}`: ";
        if (!condition.IsKnown)
            return what + (condition.Key is null || condition.Entry.Operator.HasHole ? "a part of it is not known" : "there is no such operator");
        if (!condition.TryGetValues(context, out ImmutableArray<string> values))
            return what + "the request does not carry the key";
        if (condition.IsNull)
            return what + "the request carries the key";
        if (condition.IsListWithoutSetOperator)
            return what + "the key is a list, which an operator without `ForAllValues` or `ForAnyValue` does not match";
        if (condition.Unresolved(context) is { } variable)
            return what + $"`{variable.Source}` has no value";
        if (values.IsEmpty)
            return what + "the key has no value";

        string culprit = values.FirstOrDefault(value => condition.CheckOne(value, context) != Holds.Yes) ?? values[0];
        return $"{what}`{culprit}` {(condition.IsNegated ? "is" : "is not")} among {List(condition.Show(context))}";
    }

    private static string Matching(CompiledStatement statement) =>
        statement.Conditions.Length == 0 ? "action and resource match" : "action, resource and condition match";

    private static string List(ImmutableArray<PolicyValue> values) => List(values.Select(static value => value.Text));

    private static string List(IEnumerable<string> texts)
    {
        var named = texts.Select(static text => $"`{text}`").ToList();
        if (named.Count == 0)
            return "nothing";
        return named.Count <= MaxNamed ? string.Join(", ", named) : string.Join(", ", named.Take(MaxNamed)) + $" and {named.Count - MaxNamed} more";
    }
}
