using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Looks for a request for another tenant's data that a statement allows in its set of policies; the evaluator has the word.</summary>
internal sealed class RequestSearch
{
    /// <summary>More tenants than a policy speaks of.</summary>
    private const int MaxTenants = 16;

    /// <summary>What making a statement ready costs, over asking it.</summary>
    private const int CompileCost = 16;

    private readonly PolicySet _policies;
    private readonly PolicyStatement _statement;
    private readonly Keyspace _keys;
    private readonly Dictionary<string, (PolicyEvaluator Evaluator, ContextSearch Context)> _byTenant = new(StringComparer.Ordinal);
    private readonly List<(PolicyDocument Document, PolicyStatement Statement)> _all = [];
    private readonly Dictionary<int, string> _callerHoles;
    private readonly bool _hasOthers;
    private readonly int _cost;

    /// <param name="policies">The set, with the statement's holes in resources already filled.</param>
    /// <param name="statement">The statement that must be the one that allows.</param>
    /// <param name="keys">The tenants' keys.</param>
    public RequestSearch(PolicySet policies, PolicyStatement statement, Keyspace keys)
    {
        (_policies, _statement, _keys) = (policies, statement, keys);
        _callerHoles = CallerHoles(statement, keys.Model);
        int documents = 0;
        foreach (PolicyDocument document in policies.All())
        {
            _hasOthers = ++documents > 1;
            foreach (PolicyStatement one in document.Statements)
                _all.Add((document, one));
        }

        _cost = 1 + _all.Count;
    }

    /// <summary>The tenants that the caller can be, the plain ones first, and what a hole that holds the tenant stands for then.</summary>
    public IReadOnlyList<(string Tenant, string Hole)> Tenants()
    {
        var tenants = new List<(string, string)> { ("acme", "acme"), ("globex", "globex"), ("initech", "initech") };
        foreach ((_, PolicyStatement statement) in _all)
        {
            foreach (ConditionEntry entry in statement.Conditions)
            {
                if (!ConditionKey.IsPrincipalTag(entry.Key.Text, _keys.Model.PrincipalTag))
                    continue;
                foreach (PolicyValue value in entry.Values)
                {
                    string text = ResourceHoles.Replace(value, "acme");
                    if (tenants.Count < MaxTenants && text.IndexOf("${", StringComparison.Ordinal) < 0 && text.Length > 0)
                        tenants.Add((GlobPattern.Parse(text).Fill("1", '1'), "acme"));
                }
            }
        }

        return tenants;
    }

    /// <summary>The witness that a request is allowed by the statement; null when it is not.</summary>
    /// <param name="caller">The caller's tenant; null for a session without the tag.</param>
    /// <param name="action">The action.</param>
    /// <param name="arn">The resource.</param>
    /// <param name="leadingKeys">The partition keys; null for a request without them.</param>
    /// <param name="budget">What is left of the work, in statements looked at.</param>
    public Witness? Try((string Tenant, string Hole)? caller, DynamoDbAction action, Arn arn, IReadOnlyList<string>? leadingKeys, ref int budget)
    {
        if (budget < 0)
            return null;
        budget -= _cost;
        List<KeyValuePair<string, ImmutableArray<string>>> keys = Start(arn.Region, arn.Account, caller?.Tenant);
        if (leadingKeys is not null)
            keys.Add(new("dynamodb:LeadingKeys", ImmutableArray.CreateRange(leadingKeys)));
        if (action.IsSelect)
            keys.Add(new("dynamodb:FullTableScan", ImmutableArray.Create(leadingKeys is null ? "true" : "false")));
        return Ask(caller, action, arn.ToString(), keys, leadingKeys ?? [], ref budget);
    }

    /// <summary>The same for an action of another service, with one more condition key.</summary>
    public Witness? TryOther(string tenant, string action, string resource, (string Key, string Value)? also, ref int budget)
    {
        budget -= _cost;
        if (budget < 0)
            return null;
        List<KeyValuePair<string, ImmutableArray<string>>> keys = Start("", "", tenant);
        if (also is { } extra)
            keys.Add(new(extra.Key, ImmutableArray.Create(extra.Value)));
        return Ask((tenant, tenant), new DynamoDbAction(action, DynamoDbReach.Items), resource, keys, [], ref budget);
    }

    private Witness? Ask(
        (string Tenant, string Hole)? caller, DynamoDbAction action, string resource,
        List<KeyValuePair<string, ImmutableArray<string>>> keys, IReadOnlyList<string> leadingKeys, ref int budget)
    {
        (PolicyEvaluator evaluator, ContextSearch search) = For(caller?.Hole, ref budget);
        RequestContext context = search.Complete(RequestContext.Empty.With(keys), action);
        if (!Allows(evaluator, search, new AuthorizationRequest(action.Name, resource, context)))
            return null;
        return new Witness(_keys.Model.PrincipalTag, caller?.Tenant ?? "", action.Name, resource, ImmutableArray.CreateRange(leadingKeys))
        {
            IsTagged = caller is not null,
            Context = Others(context, search),
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Others(RequestContext context, ContextSearch search)
    {
        ImmutableDictionary<string, ImmutableArray<string>> keys = ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, ImmutableArray<string>> key in context.Keys)
        {
            if (search.IsMentioned(key.Key) || string.Equals(key.Key, "dynamodb:FullTableScan", StringComparison.OrdinalIgnoreCase))
                keys = keys.SetItem(key.Key, key.Value);
        }

        return keys;
    }

    // What every request carries, so that a Deny on it is seen.
    private List<KeyValuePair<string, ImmutableArray<string>>> Start(string region, string account, string? tenant)
    {
        var keys = new List<KeyValuePair<string, ImmutableArray<string>>>
        {
            new("aws:CurrentTime", ImmutableArray.Create("2026-06-01T00:00:00Z")),
            new("aws:EpochTime", ImmutableArray.Create("1780272000")),
        };
        if (region.Length > 0)
            keys.Add(new("aws:RequestedRegion", ImmutableArray.Create(region)));
        if (account.Length > 0)
        {
            keys.Add(new("aws:ResourceAccount", ImmutableArray.Create(account)));
            keys.Add(new("aws:PrincipalAccount", ImmutableArray.Create(account)));
        }

        if (tenant is not null)
            keys.Add(new("aws:PrincipalTag/" + _keys.Model.PrincipalTag, ImmutableArray.Create(tenant)));
        return keys;
    }

    private bool Allows(PolicyEvaluator evaluator, ContextSearch search, AuthorizationRequest request)
    {
        Decision decision = evaluator.Evaluate(request);
        if (!decision.IsAllowed || (decision.Statement != _statement && (!_hasOthers || !Matches(evaluator, request))))
            return false;
        foreach (RequestContext doubt in search.Doubts(request.Context))
        {
            if (!evaluator.Evaluate(request with { Context = doubt }).IsAllowed)
                return false;
        }

        return true;
    }

    // Another document's statement decided, and this one allows as well.
    private bool Matches(PolicyEvaluator evaluator, AuthorizationRequest request)
    {
        foreach (StatementOutcome outcome in evaluator.Explain(request))
        {
            if (outcome.Statement == _statement)
                return outcome.Matches;
        }

        return false;
    }

    private (PolicyEvaluator Evaluator, ContextSearch Context) For(string? hole, ref int budget)
    {
        if (!_byTenant.TryGetValue(hole ?? "", out (PolicyEvaluator, ContextSearch) known))
        {
            Func<int, string?> holeText = offset => hole is not null && _keys.Model.IsTenantHole?.Invoke(offset) == true ? hole
                : _callerHoles.TryGetValue(offset, out string? text) ? text : null;
            known = (new PolicyEvaluator(_policies, holeText), new ContextSearch(_all, _statement, _keys.Model, hole ?? "", holeText));
            _byTenant[hole ?? ""] = known;
            budget -= CompileCost * _cost;
        }

        return known;
    }

    /// <summary>Holes in what the statement demands of the caller: whatever stands there, there is a caller for it.</summary>
    private static Dictionary<int, string> CallerHoles(PolicyStatement statement, TenancyModel model)
    {
        var holes = new Dictionary<int, string>();
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (entry.Key.HasHole || !ConditionKey.IsFree(entry.Key.Text, model.PrincipalTag))
                continue;
            foreach (PolicyValue value in entry.Values)
            {
                for (int i = value.IndexOfHole(0); i >= 0; i = value.IndexOfHole(i + 1))
                    holes[value.SpanOf(i, 1).Start] = entry.Operator.Text.IndexOf("IpAddress", StringComparison.OrdinalIgnoreCase) >= 0 && value.Text.Length == 1 ? "203.0.113.7" : "1";
            }
        }

        return holes;
    }
}
