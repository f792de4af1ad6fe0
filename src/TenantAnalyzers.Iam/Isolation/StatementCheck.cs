using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Decides one statement for <see cref="LeadingKeysCheck"/>.</summary>
internal sealed class StatementCheck(
    PolicyDocument document, PolicyStatement statement, LeadingKeysOptions options, DenyStatements denies, CancellationToken cancellationToken)
{
    public LeadingKeysDecision Decide(ref int budget)
    {
        if (statement.Ambiguity is { } ambiguity)
            return CannotTell(ambiguity);
        if (statement.Effect != PolicyEffect.Allow)
            return NotConcerned("it denies");
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (ConditionKey.IsLeadingKeys(entry.Key.Text))
                return new LeadingKeysDecision(statement, LeadingKeysVerdict.Guarded, $"it has a condition on `{entry.Key.Text}`");
        }

        List<DynamoDbAction> actions = ItemActions();
        if (actions.Count == 0)
        {
            return statement.Actions.Any(static value => value.HasHole)
                ? CannotTell("an action is not known")
                : NotConcerned("it allows no item action");
        }

        if (!NamesCallers())
            return CannotTell("its principals are not callers with tags");
        var resources = new ResourceCandidates(document, statement, options);
        if (resources.IsEmpty)
            return WithoutResource(resources);
        return Prove(actions, resources, ref budget);
    }

    private List<DynamoDbAction> ItemActions()
    {
        var actions = new List<DynamoDbAction>();
        foreach (DynamoDbAction action in DynamoDbActions.ItemActions)
        {
            if (StatementMatcher.MustMatchAction(statement, action.Name))
                actions.Add(action);
        }

        return actions;
    }

    private LeadingKeysDecision WithoutResource(ResourceCandidates resources)
    {
        if (resources.HasUnclear)
            return CannotTell("a resource is not known, or of no form that IAM documents");
        if (resources.HasTenantResource)
            return new LeadingKeysDecision(statement, LeadingKeysVerdict.Guarded, "its tables are the tenant's own");
        return NotConcerned(resources.HasSharedTable ? "its tables hold no tenant data" : "its resources are no table or index");
    }

    private LeadingKeysDecision Prove(List<DynamoDbAction> actions, ResourceCandidates resources, ref int budget)
    {
        Holds best = Holds.No;
        var possible = new List<DynamoDbAction>();
        foreach (DynamoDbAction action in actions)
        {
            Holds holds = AllowConditions.For(statement, action, options);
            if (holds == Holds.Yes)
                possible.Add(action);
            if (holds > best)
                best = holds;
        }

        if (possible.Count == 0)
            return best == Holds.Unclear ? CannotTell("a condition binds the table to the caller, or is not known") : NotConcerned("its condition never holds for an item action");
        if (TenantTag.Choose(statement, options) is not { } tenant)
            return CannotTell($"the condition on the tag `{options.PrincipalTag}` is not understood");

        var open = new List<(DynamoDbAction Action, Arn Arn)>();
        bool denied = false;
        foreach (DynamoDbAction action in possible)
        {
            foreach (Arn arn in resources.For(action.Resources))
            {
                cancellationToken.ThrowIfCancellationRequested();
                budget -= denies.Cost;
                if (budget < 0)
                    return CannotTell("the document is too large to compare with its Deny statements");
                if (denies.MayDeny(statement, action, arn, tenant))
                {
                    denied = true;
                    continue;
                }

                open.Add((action, arn));
                break;
            }
        }

        if (open.Count == 0)
            return denied ? CannotTell("a Deny statement may take it away") : NotConcerned("its resources are not those of its item actions");
        return Report(open, tenant);
    }

    private LeadingKeysDecision Report(List<(DynamoDbAction Action, Arn Arn)> open, string tenant)
    {
        // What people know best comes first: a query, then any action that names a key.
        int chosen = open.FindIndex(static request => request.Action.Name == "dynamodb:Query");
        if (chosen < 0)
            chosen = Math.Max(0, open.FindIndex(static request => request.Action.CarriesLeadingKeys));
        (DynamoDbAction action, Arn arn) = open[chosen];

        // The statement is asked once more, with the request as it will be shown.
        if (!StatementMatcher.MustMatchAction(statement, action.Name) || !StatementMatcher.MustMatchResource(document, statement, arn))
            return CannotTell("no request could be shown for it");
        ImmutableArray<string> keys = action.CarriesLeadingKeys ? ImmutableArray.Create(LeadingKeyOf(TenantTag.OtherThan(tenant))) : ImmutableArray<string>.Empty;
        var witness = new Witness(options.PrincipalTag, tenant, action.Name, arn.ToString(), keys);
        var finding = new LeadingKeysFinding(statement, ImmutableArray.CreateRange(open.Select(static request => request.Action.Name)), witness);
        return new LeadingKeysDecision(statement, LeadingKeysVerdict.Open, witness.ToString(), finding);
    }

    private string LeadingKeyOf(string tenant) =>
        GlobPattern.Parse(options.KeyFormat).Fill("1", '1').Replace(LeadingKeysOptions.TenantPlaceholder, tenant);

    /// <summary>Whether the principals, where they are named, can have tags: a service has none.</summary>
    private bool NamesCallers() => statement.Principal switch
    {
        null => true,
        JsonString text => !statement.PrincipalNegated && text.Value == "*",
        JsonObject principals => !statement.PrincipalNegated && principals.Find("AWS") is not null,
        _ => false,
    };

    private LeadingKeysDecision CannotTell(string reason) => new(statement, LeadingKeysVerdict.CannotTell, reason);

    private LeadingKeysDecision NotConcerned(string reason) => new(statement, LeadingKeysVerdict.NotConcerned, reason);
}
