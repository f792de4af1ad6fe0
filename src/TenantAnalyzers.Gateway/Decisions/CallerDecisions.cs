using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Decisions;

/// <summary>What is made once for a caller: his condition keys, and an evaluator for each table with a policy of its own.</summary>
internal sealed class CallerDecisions
{
    private static readonly ConditionalWeakTable<Caller, CallerDecisions> All = [];

    private readonly Caller _caller;
    private Evaluators _evaluators;

    private CallerDecisions(Caller caller)
    {
        _caller = caller;
        Context = CallerContext.Of(caller);
        _evaluators = new Evaluators(null);
    }

    /// <summary>The keys of the caller.</summary>
    public RequestContext Context { get; }

    /// <summary>Those of a caller; they live as long as he does.</summary>
    public static CallerDecisions Of(Caller caller) => All.GetValue(caller, static caller => new CallerDecisions(caller));

    /// <summary>The evaluator for a table's resources, or for what belongs to no table.</summary>
    public PolicyEvaluator For(GatewayConfig config, TableFacts? table)
    {
        Evaluators evaluators = _evaluators;
        if (!ReferenceEquals(evaluators.Config, config))
            _evaluators = evaluators = new Evaluators(config);
        PolicyDocument? policy = table?.Policy;
        if (policy is null)
            return evaluators.WithoutPolicy ??= Create(config, null);
        return evaluators.ByPolicy.TryGetValue(policy, out PolicyEvaluator? known) ? known : evaluators.ByPolicy.GetOrAdd(policy, Create(config, policy));
    }

    private PolicyEvaluator Create(GatewayConfig config, PolicyDocument? policy)
    {
        PolicySet set = _caller.Policies with { ResourceControl = config.ResourceControl(config.TableAccount) };
        if (policy is not null)
            set = set with { Resource = [policy] };
        else if (_caller.Account != config.TableAccount)
            // Both accounts must allow; the evaluator takes a layer that is empty for one that has no say.
            set = set with { Resource = [NoPermissions.Policy] };
        return new PolicyEvaluator(set);
    }

    /// <summary>The evaluators under a configuration.</summary>
    private sealed class Evaluators(GatewayConfig? config)
    {
        public GatewayConfig? Config => config;

        public PolicyEvaluator? WithoutPolicy { get; set; }

        public ConcurrentDictionary<PolicyDocument, PolicyEvaluator> ByPolicy { get; } = new();
    }
}
