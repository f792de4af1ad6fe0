using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>The statements of a document that can take a witness away.</summary>
internal sealed class DenyStatements
{
    private readonly PolicyDocument _document;
    private readonly LeadingKeysOptions _options;
    private readonly List<PolicyStatement> _statements = [];
    private readonly Dictionary<string, string?> _comparisons = new(StringComparer.OrdinalIgnoreCase);

    public DenyStatements(PolicyDocument document, LeadingKeysOptions options)
    {
        (_document, _options) = (document, options);
        foreach (PolicyStatement statement in document.Statements)
        {
            if (statement.Effect == PolicyEffect.Allow)
                continue;
            _statements.Add(statement);
            Cost += 1 + (statement.Span.Length / 16);
            foreach (ConditionEntry entry in statement.Conditions)
            {
                string comparison = Comparison(entry);
                // Null: the key is compared in more ways than one, and one choice of it may not serve all.
                _comparisons[entry.Key.Text] = _comparisons.TryGetValue(entry.Key.Text, out string? known) && known != comparison ? null : comparison;
            }
        }
    }

    /// <summary>What one question costs, in the order of pattern comparisons: the statements' length says it well enough.</summary>
    public int Cost { get; private set; }

    /// <summary>Whether one of them may deny the request. False only when each provably does not match it.</summary>
    public bool MayDeny(PolicyStatement allow, DynamoDbAction action, Arn arn, string tenant)
    {
        foreach (PolicyStatement deny in _statements)
        {
            if (deny.Ambiguity is not null)
                return true;
            if (StatementMatcher.MayMatchAction(deny, action.Name)
                && StatementMatcher.MayMatchResource(_document, deny, arn)
                && !ProvablyFails(deny, allow, action, tenant))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some entry of its condition does not hold, or need not: the caller's network and the like are the witness's choice.</summary>
    private bool ProvablyFails(PolicyStatement deny, PolicyStatement allow, DynamoDbAction action, string tenant)
    {
        if (TenantTag.Holds(deny.Conditions, tenant, _options) == Holds.No)
            return true;
        foreach (ConditionEntry entry in deny.Conditions)
        {
            string key = entry.Key.Text;
            if (entry.Key.HasHole || entry.Operator.HasHole || !ConditionOperator.TryParse(entry.Operator.Text, out ConditionOperator @operator))
                continue;
            if (ConditionKey.IsService(key))
            {
                // Not for the leading keys: a Deny that names them is meant as the guard, and judged as such elsewhere.
                bool absent = !ConditionKey.IsLeadingKeys(key) && !ConditionKey.IsCarried(key, action);
                if (absent && @operator.Set != SetOperator.ForAnyValue && !@operator.HoldsWhenAbsent(entry.Values))
                    return true;
            }
            else if (@operator.Set == SetOperator.None && ConditionKey.IsFree(key, _options.PrincipalTag)
                && _comparisons[key] is not null && !Uses(allow, key) && CanFail(@operator, entry.Values))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanFail(ConditionOperator @operator, ImmutableArray<PolicyValue> values)
    {
        // `Bool: ["true", "false"]` holds for either.
        if (values.IsEmpty || (@operator.Name is "Null" or "Bool" && values.Length != 1))
            return false;
        foreach (PolicyValue value in values)
        {
            if (value.HasHole || value.Text.IndexOf("${", StringComparison.Ordinal) >= 0 || value.Text.Trim('*').Length == 0)
                return false;
        }

        return true;
    }

    private static bool Uses(PolicyStatement statement, string key)
    {
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (string.Equals(entry.Key.Text, key, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string Comparison(ConditionEntry entry) =>
        entry.Operator.Text + "\n" + string.Join("\n", entry.Values.Select(static value => value.Text));
}
