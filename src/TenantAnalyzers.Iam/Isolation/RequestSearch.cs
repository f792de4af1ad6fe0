using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Looks for a request for another tenant's data that a statement allows in its set of policies; the evaluator has the word.</summary>
internal sealed class RequestSearch
{
    /// <summary>More tenants than a policy speaks of.</summary>
    private const int MaxTenants = 16;

    private readonly PolicySet _policies;
    private readonly PolicyStatement _statement;
    private readonly Keyspace _keys;
    private readonly Dictionary<string, (PolicyEvaluator Evaluator, ContextSearch Context)> _byTenant = new(StringComparer.Ordinal);
    private readonly List<(PolicyDocument Document, PolicyStatement Statement)> _all = [];
    private readonly int _cost;

    /// <param name="policies">The set, with the statement's holes in resources already filled.</param>
    /// <param name="statement">The statement that must be the one that allows.</param>
    /// <param name="keys">The tenants' keys.</param>
    public RequestSearch(PolicySet policies, PolicyStatement statement, Keyspace keys)
    {
        (_policies, _statement, _keys) = (policies, statement, keys);
        foreach (PolicyDocument document in policies.All())
        {
            foreach (PolicyStatement one in document.Statements)
                _all.Add((document, one));
        }

        _cost = 1 + _all.Count;
    }

    /// <summary>The tenants that the caller can be, the plain ones first.</summary>
    public IReadOnlyList<string> Tenants()
    {
        var tenants = new List<string> { "acme", "globex" };
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
                        tenants.Add(GlobPattern.Parse(text).Fill("1", '1'));
                }
            }
        }

        return tenants;
    }

    /// <summary>The witness that a request is allowed by the statement; null when it is not.</summary>
    /// <param name="tenant">The caller's tenant; null for a session without the tag.</param>
    /// <param name="action">The action.</param>
    /// <param name="arn">The resource.</param>
    /// <param name="leadingKeys">The partition keys; null for a request without them.</param>
    /// <param name="budget">What is left of the work, in statements looked at.</param>
    public Witness? Try(string? tenant, DynamoDbAction action, Arn arn, IReadOnlyList<string>? leadingKeys, ref int budget)
    {
        if (budget < 0)
            return null;
        budget -= _cost;
        (PolicyEvaluator evaluator, ContextSearch search) = For(tenant);
        RequestContext context = RequestContext.Empty;
        if (arn.Region.Length > 0)
            context = context.With("aws:RequestedRegion", arn.Region);
        if (tenant is not null)
            context = context.With("aws:PrincipalTag/" + _keys.Model.PrincipalTag, tenant);
        if (leadingKeys is not null)
            context = context.With("dynamodb:LeadingKeys", [.. leadingKeys]);
        if (action.Name == "dynamodb:PartiQLSelect")
            context = context.With("dynamodb:FullTableScan", leadingKeys is null ? "true" : "false");
        context = search.Complete(context, action);

        var request = new AuthorizationRequest(action.Name, arn.ToString(), context);
        Decision decision = evaluator.Evaluate(request);
        if (!decision.IsAllowed || (decision.Statement != _statement && !Allows(evaluator, request)))
            return null;
        ImmutableArray<string> keys = leadingKeys is null ? ImmutableArray<string>.Empty : ImmutableArray.CreateRange(leadingKeys);
        return new Witness(_keys.Model.PrincipalTag, tenant ?? "", action.Name, arn.ToString(), keys)
        {
            IsTagged = tenant is not null,
            Context = Others(context),
        };
    }

    /// <summary>The same for an action of another service, with one more condition key.</summary>
    public Witness? TryOther(string tenant, string action, string resource, (string Key, string Value)? also, ref int budget)
    {
        budget -= _cost;
        if (budget < 0)
            return null;
        RequestContext context = RequestContext.Empty.With("aws:PrincipalTag/" + _keys.Model.PrincipalTag, tenant);
        if (also is { } extra)
            context = context.With(extra.Key, extra.Value);
        (PolicyEvaluator evaluator, ContextSearch search) = For(tenant);
        context = search.Complete(context, new DynamoDbAction(action, DynamoDbReach.Items));
        var request = new AuthorizationRequest(action, resource, context);
        Decision decision = evaluator.Evaluate(request);
        if (!decision.IsAllowed || (decision.Statement != _statement && !Allows(evaluator, request)))
            return null;
        return new Witness(_keys.Model.PrincipalTag, tenant, action, resource, ImmutableArray<string>.Empty) { Context = Others(context) };
    }

    private ImmutableDictionary<string, ImmutableArray<string>> Others(RequestContext context) => ImmutableDictionary.CreateRange(
        context.Keys.Where(key => !ConditionKey.IsPrincipalTag(key.Key, _keys.Model.PrincipalTag) && !ConditionKey.IsLeadingKeys(key.Key)));

    // Another statement decided, and this one allows as well.
    private bool Allows(PolicyEvaluator evaluator, AuthorizationRequest request)
    {
        foreach (StatementOutcome outcome in evaluator.Explain(request))
        {
            if (outcome.Statement == _statement)
                return outcome.Matches;
        }

        return false;
    }

    private (PolicyEvaluator Evaluator, ContextSearch Context) For(string? tenant)
    {
        if (!_byTenant.TryGetValue(tenant ?? "", out (PolicyEvaluator, ContextSearch) known))
        {
            Func<int, string?> holeText = offset => tenant is not null && _keys.Model.IsTenantHole?.Invoke(offset) == true ? tenant : null;
            known = (new PolicyEvaluator(_policies, holeText), new ContextSearch(_all, _statement, _keys.Model, holeText));
            _byTenant[tenant ?? ""] = known;
        }

        return known;
    }
}
