namespace TenantAnalyzers.Iam;

/// <summary>What the Deny statements of a set are proved to take away from an Allow.</summary>
/// <remarks>
/// Only what covers all resources of the Allow counts. A variable without a value may void its whole statement (IAM user guide,
/// "Variables and tags"), so a Deny with the tenant's tag counts only where the Allow demands the tag.
/// </remarks>
internal sealed class DenyGuard
{
    private readonly List<(PolicyStatement Statement, LeadingKeysGuard Guard)> _denies = [];
    private readonly Dictionary<string, List<(PolicyStatement Statement, LeadingKeysGuard Guard)>> _byAction = new(StringComparer.Ordinal);

    public DenyGuard(IEnumerable<PolicyDocument> documents, Keyspace keys)
    {
        foreach (PolicyDocument document in documents)
        {
            foreach (PolicyStatement statement in document.Statements)
            {
                if (statement.Effect == PolicyEffect.Deny && statement.Ambiguity is null && statement.Principal is null && document.Ambiguity is null)
                    _denies.Add((statement, LeadingKeysGuard.Of(document, statement, keys)));
            }
        }
    }

    /// <summary>Whether some Deny speaks of the leading keys.</summary>
    public bool SpeaksOfLeadingKeys => _denies.Exists(static deny => !deny.Guard.IsEmpty);

    /// <summary>What the Deny statements compare the leading keys with.</summary>
    public IEnumerable<KeyComparison> Comparisons => _denies.SelectMany(static deny => deny.Guard.Comparisons);

    public bool CatchesAbsent(PolicyStatement allow, DynamoDbAction action) =>
        For(action).Exists(deny => Covers(deny.Statement, allow)
            && deny.Statement.Conditions.All(entry => IsAbsentEntry(deny.Guard, entry, action)));

    public bool CatchesForeign(PolicyStatement allow, DynamoDbAction action, bool singleKey, bool demandsTag) =>
        For(action).Exists(deny => Covers(deny.Statement, allow)
            && deny.Statement.Conditions.All(entry => deny.Guard.Comparisons.FirstOrDefault(comparison => comparison.Entry == entry) is { } comparison
                && comparison.CatchesForeign(singleKey)
                && (demandsTag || !comparison.Values.Any(static value => value.Pattern.HasTenant && !value.Value.HasHole))));

    /// <summary>Whether a Deny without conditions takes the action away altogether.</summary>
    public bool CatchesAll(PolicyStatement allow, DynamoDbAction action) =>
        For(action).Exists(deny => deny.Statement.Conditions.IsEmpty && Covers(deny.Statement, allow));

    private List<(PolicyStatement Statement, LeadingKeysGuard Guard)> For(DynamoDbAction action)
    {
        if (!_byAction.TryGetValue(action.Name, out List<(PolicyStatement, LeadingKeysGuard)>? denies))
            _byAction[action.Name] = denies = _denies.FindAll(deny => StatementMatcher.MustMatchAction(deny.Statement, action.Name));
        return denies;
    }

    private static bool IsAbsentEntry(LeadingKeysGuard guard, ConditionEntry entry, DynamoDbAction action)
    {
        if (guard.Comparisons.FirstOrDefault(comparison => comparison.Entry == entry) is { } comparison)
            return comparison.CatchesAbsent;
        // Of the requests without the key, only a PartiQL SELECT carries it ("IAM security policies with PartiQL").
        return action.IsSelect
            && string.Equals(entry.Key.Text, "dynamodb:FullTableScan", StringComparison.OrdinalIgnoreCase)
            && entry.Known is { Name: "Bool", Set: not SetOperator.ForAnyValue }
            && entry.Values.Any(static value => string.Equals(value.Text, "true", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Covers(PolicyStatement deny, PolicyStatement allow)
    {
        if (deny.ResourcesNegated)
            return false;
        if (deny.Resources.Any(static value => value.Text == "*"))
            return true;
        return !allow.ResourcesNegated && allow.Resources.All(wanted => deny.Resources.Any(value => Covers(value, wanted)));
    }

    /// <summary>Whether every ARN that one pattern matches is matched by the other.</summary>
    private static bool Covers(PolicyValue value, PolicyValue wanted)
    {
        if (value.Text == wanted.Text && value.HasHole == wanted.HasHole)
            return !value.HasHole;
        if (value.HasHole || wanted.HasHole || value.Text.IndexOf("${", StringComparison.Ordinal) >= 0 || value.Text.IndexOf('?') >= 0)
            return false;
        string[] outer = value.Text.Split([':'], 6);
        string[] inner = wanted.Text.Split([':'], 6);
        // What a wildcard in the service means is not documented ("Resource").
        if (outer.Length != 6 || inner.Length != 6 || outer[2].IndexOf('*') >= 0)
            return false;
        for (int i = 0; i < 6; i++)
        {
            // A wildcard of the inner pattern stands for a character that only the outer one's `*` takes.
            if (!Glob.IsMatch(outer[i], inner[i].Replace('*', '\u0001').Replace('?', '\u0001'), ignoreCase: false))
                return false;
        }

        return true;
    }
}
