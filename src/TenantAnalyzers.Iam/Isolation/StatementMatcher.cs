namespace TenantAnalyzers.Iam;

/// <summary>Whether a statement's actions and resources match a request.</summary>
/// <remarks>
/// Each question has two readings where the text has holes or variables: whether the statement matches whatever they stand for,
/// as an Allow must before it is blamed, and whether it matches for something they might stand for, as a Deny does that may help.
/// </remarks>
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

    public static bool MayMatchAction(PolicyStatement statement, string action)
    {
        foreach (PolicyValue value in statement.Actions)
        {
            if (statement.ActionsNegated ? MustMatch(value, action) : MayMatch(value, action))
                return !statement.ActionsNegated;
        }

        return statement.ActionsNegated;
    }

    /// <summary>With the holes filled as for the candidates: the witness names what it takes them for.</summary>
    public static bool MustMatchResource(PolicyDocument document, PolicyStatement statement, Arn arn)
    {
        bool dynamoDbOnly = NamesDynamoDbOnly(statement);
        foreach (PolicyValue value in statement.Resources)
        {
            if (statement.ResourcesNegated)
            {
                if (MayMatch(document, value, arn))
                    return false;
            }
            else if (ResourceHoles.Fill(value, dynamoDbOnly) is { } text && ResourcePattern.Parse(text, document.HasVariables) is var pattern
                && !pattern.HasTagVariable && !pattern.HasOtherVariable && pattern.IsMatch(arn))
            {
                return true;
            }
        }

        return statement.ResourcesNegated;
    }

    public static bool MayMatchResource(PolicyDocument document, PolicyStatement statement, Arn arn)
    {
        foreach (PolicyValue value in statement.Resources)
        {
            if (statement.ResourcesNegated ? MustMatch(document, value, arn) : MayMatch(document, value, arn))
                return !statement.ResourcesNegated;
        }

        return statement.ResourcesNegated;
    }

    private static bool MustMatch(PolicyValue pattern, string action) => !pattern.HasHole && DynamoDbActions.Matches(pattern.Text, action);

    private static bool MayMatch(PolicyValue pattern, string action) => DynamoDbActions.Matches(ResourceHoles.Replace(pattern, "*"), action);

    private static bool MustMatch(PolicyDocument document, PolicyValue value, Arn arn)
    {
        if (value.HasHole)
            return false;
        ResourcePattern pattern = ResourcePattern.Parse(value.Text, document.HasVariables);
        return !pattern.HasTagVariable && !pattern.HasOtherVariable && pattern.IsMatch(arn);
    }

    private static bool MayMatch(PolicyDocument document, PolicyValue value, Arn arn)
    {
        // A hole may hold colons, and then stands for several parts.
        if (value.HasHole && GlobPattern.Parse(ResourceHoles.Replace(value, "*")).IsMatch(arn.ToString()))
            return true;
        ResourcePattern pattern = ResourcePattern.Parse(ResourceHoles.Replace(value, "*"), document.HasVariables);
        return !pattern.IsKnown || pattern.IsMatch(arn);
    }
}
