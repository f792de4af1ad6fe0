namespace TenantAnalyzers.Iam;

/// <summary>Whether a statement matches an action whatever its holes stand for, as an Allow must before it is blamed.</summary>
internal static class StatementMatcher
{
    public static bool NamesDynamoDbOnly(PolicyStatement statement)
    {
        foreach (PolicyValue action in statement.Actions)
        {
            if (!action.Text.StartsWith("dynamodb:", StringComparison.OrdinalIgnoreCase))
                return false;
        }

        return !statement.ActionsNegated;
    }

    public static bool MustMatchAction(PolicyStatement statement, string action)
    {
        foreach (PolicyValue value in statement.Actions)
        {
            if (statement.ActionsNegated ? MayMatch(value, action) : MustMatch(value, action))
                return !statement.ActionsNegated;
        }

        return statement.ActionsNegated;
    }

    private static bool MustMatch(PolicyValue pattern, string action) => !pattern.HasHole && DynamoDbActions.Matches(pattern.Text, action);

    private static bool MayMatch(PolicyValue pattern, string action) => DynamoDbActions.Matches(ResourceHoles.Replace(pattern, "*"), action);
}
