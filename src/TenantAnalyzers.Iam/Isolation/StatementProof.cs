using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Judges one statement in its set of policies.</summary>
/// <remarks>
/// Two questions a kind of request, each with an answer that stands by itself: is it proved that no such request passes, and is there one
/// that does? Where both say no, the answer is "cannot tell".
/// </remarks>
internal sealed class StatementProof(
    PolicySet policies, PolicyDocument document, PolicyStatement statement, Keyspace keys, DenyGuard denies, bool tenantPolicy, CancellationToken cancellationToken)
{
    /// <summary>Actions without leading keys that take another tenant's data, or the fence, all the same; not each is one for its role alone.</summary>
    private static readonly ImmutableHashSet<string> Weighty = ImmutableHashSet.Create(
        "dynamodb:GetRecords", "dynamodb:ExportTableToPointInTime", "dynamodb:RestoreTableFromBackup", "dynamodb:RestoreTableToPointInTime",
        "dynamodb:PutResourcePolicy", "dynamodb:DeleteTable", "dynamodb:UpdateTimeToLive");

    private readonly LeadingKeysGuard _guard = LeadingKeysGuard.Of(document, statement, keys);
    private readonly TenancyModel _model = keys.Model;

    public (StatementVerdict Verdict, IsolationFinding? Finding) Decide(ref int budget)
    {
        if (statement.Ambiguity is { } ambiguity)
            return CannotTell(ambiguity);
        if (statement.Effect != PolicyEffect.Allow)
            return NotConcerned("it denies");

        var binding = new ResourceBinding(document, statement, keys);
        PolicyStatement filled = FillHoles();
        var search = new RequestSearch(policies.Replace(document, With(filled)), filled, keys);
        if (binding.Find(search, ref budget) is { } other)
            return Leak(PolicyRule.ResourceNotBound, ImmutableArray.Create(other.Witness.Action), other.Reason, other.Witness);

        if (new UnboundResource(document, statement, keys, tenantPolicy).Find(search, ref budget) is { } open)
            return Leak(PolicyRule.ResourceNotBound, ImmutableArray.Create(open.Witness.Action), open.Reason, open.Witness);

        List<DynamoDbAction> actions = Actions();
        if (actions.Count == 0)
            return WithoutAction(binding, search, ref budget);
        if (!NamesCallers())
            return CannotTell("its principals are not callers with tags");
        if (AllowConditions.BindsTableToTenant(statement, document, _model))
            return Isolated("the table's tag must be the tenant's");
        var resources = new ResourceCandidates(document, statement, _model);
        if (resources.IsEmpty && (!resources.HasUnclear || _guard.IsEmpty))
            return WithoutResource(resources, binding);
        if (_guard.IsEmpty && _model.Isolation == IsolationModel.Database)
            return NotConcerned("tenants do not share tables");
        return Prove(actions, resources, search, ref budget);
    }

    private List<DynamoDbAction> Actions()
    {
        var actions = new List<DynamoDbAction>();
        foreach (DynamoDbAction action in DynamoDbActions.All)
        {
            if ((action.IsItemAction || (Weighty.Contains(action.Name) && (tenantPolicy || !_guard.IsEmpty))) && StatementMatcher.MustMatchAction(statement, action.Name))
                actions.Add(action);
        }

        return actions;
    }

    private (StatementVerdict, IsolationFinding?) WithoutAction(ResourceBinding binding, RequestSearch search, ref int budget)
    {
        if (tenantPolicy && Dax(search, ref budget) is { } cluster)
            return Leak(PolicyRule.Slipped, ImmutableArray.Create(cluster.Action), "a DAX cluster reads with its own role, whoever asks: keep it out of a tenant's policy", cluster);
        if (statement.Actions.Any(static value => value.HasHole))
            return CannotTell("an action is not known");
        if (binding.Any || binding.HasPrefix)
            return binding.IsProved ? Isolated("its resources are the tenant's own") : CannotTell("whether its resources are the tenant's own is not known");
        if (!_guard.IsEmpty && statement.Actions.Any(static value => value.Text.StartsWith("dynamodb:", StringComparison.OrdinalIgnoreCase) && !DynamoDbActions.All.Any(action => DynamoDbActions.Matches(value.Text, action.Name))))
            return CannotTell("an action is none that DynamoDB is known to have");
        return NotConcerned("it allows no item action");
    }

    /// <summary>DAX does not keep its users apart (DynamoDB developer guide, "DAX access control").</summary>
    private Witness? Dax(RequestSearch search, ref int budget)
    {
        if (statement.ResourcesNegated || statement.ActionsNegated || !StatementMatcher.MustMatchAction(statement, "dax:Query"))
            return null;
        foreach (PolicyValue resource in statement.Resources)
        {
            string arn = resource.Text == "*" ? "arn:aws:dax:us-east-1:123456789012:cache/app" : resource.Text.Replace("*", "1");
            if (!resource.HasHole && arn.IndexOf(":dax:", StringComparison.Ordinal) > 0 && arn.IndexOf("${", StringComparison.Ordinal) < 0 && search.TryOther("acme", "dax:Query", arn, null, ref budget) is { } witness)
                return witness;
        }

        return null;
    }

    private (StatementVerdict, IsolationFinding?) WithoutResource(ResourceCandidates resources, ResourceBinding binding)
    {
        if (resources.HasUnclear)
            return CannotTell(Unclear);
        if (resources.HasTenantResource)
            return binding.IsProved ? Isolated("its tables are the tenant's own") : CannotTell("whether its tables are the tenant's own is not known");
        return NotConcerned(resources.HasSharedTable ? "its tables hold no tenant data" : "its resources are no table or index");
    }

    private (StatementVerdict, IsolationFinding?) Prove(List<DynamoDbAction> actions, ResourceCandidates resources, RequestSearch search, ref int budget)
    {
        var leaks = new List<Leakage>();
        string? doubt = null;
        bool concerned = resources.HasUnclear;
        foreach (DynamoDbAction action in actions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!resources.HasUnclear && !resources.For(action).Any())
                continue;
            concerned = true;
            Openings open = OpeningsOf(action, resources);
            if (open == Openings.None)
                continue;
            if (!resources.For(action).Any())
                doubt ??= Unclear;
            else if (new LeakSearch(search, keys, _guard, denies, resources).Find(action, open, ref budget) is { } leak)
                leaks.Add(leak);
            else
                doubt ??= Doubt(open, budget);
        }

        if (leaks.Count > 0)
            return Report(leaks, resources);
        if (VariablesAreText())
            return Leak(PolicyRule.VariablesWithoutVersion, ImmutableArray.CreateRange(actions.Select(static action => action.Name)), VersionReason, null, doubt is null ? IsolationVerdict.Isolated : IsolationVerdict.CannotTell);
        if (doubt is not null)
            return CannotTell(doubt);
        if (!concerned)
            return NotConcerned("its resources are not those of its item actions");
        return _guard.IsEmpty ? NotConcerned("its conditions and the Deny statements leave no request for items") : Isolated("each request must name the tenant's own keys");
    }

    /// <summary>The kinds of requests that are not proved to be refused.</summary>
    private Openings OpeningsOf(DynamoDbAction action, ResourceCandidates resources)
    {
        if (AllowConditions.For(statement, action, _model) == Holds.No || denies.CatchesAll(statement, action))
            return Openings.None;
        bool single = !action.CarriesManyLeadingKeys;
        Openings open = Openings.None;
        if (action.CanOmitLeadingKeys && !_guard.RefusesAbsent && !denies.CatchesAbsent(statement, action))
            open |= Openings.WithoutKey;
        if (!action.CarriesLeadingKeys)
            return open;
        if (!_guard.RefusesForeign(single) && !denies.CatchesForeign(statement, action, single, DemandsTag()))
            open |= Openings.ForeignKey;
        else if (!_guard.IsEmpty && (action.Resources & DynamoDbResources.Index) != 0 && IndexKeys(resources) is { } known)
            open |= known ? Openings.ForeignIndex : Openings.UnknownIndex;
        return open;
    }

    /// <summary>Whether an index is keyed by something else (true) or by what is not known (false); null when each is keyed by the tenant.</summary>
    private bool? IndexKeys(ResourceCandidates resources)
    {
        bool? answer = null;
        foreach (Arn index in resources.Indexes)
        {
            string[] parts = index.Resource.Split('/');
            bool? tenant = _model.IsTenantIndex?.Invoke(parts[1], parts[3]);
            if (tenant == false)
                return true;
            if (tenant is null)
                answer = false;
        }

        return answer;
    }

    private bool DemandsTag()
    {
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (ConditionKey.IsPrincipalTag(entry.Key.Text, _model.PrincipalTag) && entry.Known is { } @operator && !@operator.HoldsWhenAbsent(entry.Values))
                return true;
        }

        return false;
    }

    private string Doubt(Openings open, int budget)
    {
        if (budget < 0)
            return "the document is too large to compare with its Deny statements";
        if (open == Openings.UnknownIndex)
            return "the partition key of an index is not known: declare it (`table_keys`, `--index-key`)";
        if (_guard.HasUnknown)
            return "a value that the leading keys are compared with is not known to be the tenant";
        return AllowConditions.Binds(statement, _model)
            ? "a condition binds the table to the caller, or is not known"
            : "no request could be shown, and none is ruled out: a Deny or a condition may take it away";
    }

    private (StatementVerdict, IsolationFinding?) Report(List<Leakage> leaks, ResourceCandidates resources)
    {
        ImmutableArray<string> actions = ImmutableArray.CreateRange(leaks.Select(static leak => leak.Action.Name));
        Leakage shown = LeakClass.Choose(leaks, _guard);
        if (VariablesAreText())
            return Leak(PolicyRule.VariablesWithoutVersion, actions, VersionReason, shown.Witness);
        if (_guard.IsEmpty && _model.Isolation == IsolationModel.Table)
        {
            return resources.NamesOneTable
                ? CannotTell("whether the table is one tenant's or shared by all is not known")
                : Leak(PolicyRule.ResourceNotBound, actions, $"bind the table to the tenant: `table/…${{aws:PrincipalTag/{_model.PrincipalTag}}}`", shown.Witness);
        }

        (PolicyRule rule, string reason) = LeakClass.Of(_guard, denies, shown);
        return Leak(rule, actions, reason, shown.Witness);
    }

    private const string Unclear = "a resource is not known, or of no form that IAM documents";

    private const string VersionReason = "without `\"Version\": \"2012-10-17\"` a policy variable is literal text, which no key is equal to";

    private bool VariablesAreText() =>
        !document.HasVariables && _guard.Comparisons.Any(static comparison => comparison.Entry.Values.Any(static value => value.Text.IndexOf("${", StringComparison.Ordinal) >= 0));

    /// <summary>The statement with its resources' holes filled as the witness will name them, for a caller whom it names.</summary>
    private PolicyStatement FillHoles()
    {
        bool dynamoDbOnly = StatementMatcher.NamesDynamoDbOnly(statement);
        var resources = ImmutableArray.CreateBuilder<PolicyValue>();
        foreach (PolicyValue value in statement.Resources)
        {
            string? text = !value.HasHole || _model.HasTenantHole(value) ? null : ResourceHoles.Fill(value, dynamoDbOnly) ?? OtherService(value);
            resources.Add(text is null ? value : new PolicyValue(text, statement.Node));
        }

        return statement.ForAnyone(resources.ToImmutable());
    }

    private static string? OtherService(PolicyValue value)
    {
        string[] parts = value.Text.Split([':'], 6);
        return parts.Length == 6 && parts[0] == "arn" && parts[2].IndexOf(PolicyValue.Hole) < 0 && parts[2] != "dynamodb" ? ResourceHoles.FillOther(value) : null;
    }

    // First in its document, so that it is the one which decides where it allows: the order means nothing to IAM.
    private PolicyDocument With(PolicyStatement filled)
    {
        var statements = ImmutableArray.CreateBuilder<PolicyStatement>(document.Statements.Length);
        statements.Add(filled);
        foreach (PolicyStatement other in document.Statements)
        {
            if (other != statement)
                statements.Add(other.Principal is null ? other : other.ForAnyone(other.Resources));
        }

        return document.With(statements.MoveToImmutable());
    }

    /// <summary>Whether the principals, where they are named, can have tags: a service has none.</summary>
    private bool NamesCallers() => statement.Principal switch
    {
        null => true,
        JsonString text => !statement.PrincipalNegated && text.Value == "*",
        JsonObject principals => !statement.PrincipalNegated && principals.Find("AWS") is not null,
        _ => false,
    };

    private (StatementVerdict, IsolationFinding?) CannotTell(string reason) => (new(statement, IsolationVerdict.CannotTell, reason), null);

    private (StatementVerdict, IsolationFinding?) NotConcerned(string reason) => (new(statement, IsolationVerdict.NotConcerned, reason), null);

    private (StatementVerdict, IsolationFinding?) Isolated(string reason) => (new(statement, IsolationVerdict.Isolated, reason), null);

    private (StatementVerdict, IsolationFinding?) Leak(PolicyRule rule, ImmutableArray<string> actions, string reason, Witness? witness, IsolationVerdict verdict = IsolationVerdict.Leaks) =>
        (new(statement, verdict, witness?.ToString() ?? reason), new IsolationFinding(rule, statement, actions, reason, witness));
}
