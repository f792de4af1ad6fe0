using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Decisions;

/// <summary>What is made once for a caller: his condition keys, and an evaluator for each table with a policy of its own.</summary>
/// <remarks>Never for two configurations or two connections at once: what was made for others is thrown away.</remarks>
internal sealed class CallerDecisions
{
    private static readonly ConditionalWeakTable<Caller, CallerDecisions> All = [];

    private readonly Caller _caller;
    private Evaluators _evaluators;
    private Contexts? _contexts;

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

    /// <summary>The keys of the caller, his connection and what he reaches for; made once in a second.</summary>
    public RequestContext ContextFor(GatewayConfig config, TableFacts? table, bool hasResource, in ConnectionFacts connection)
    {
        Contexts? contexts = _contexts;
        if (contexts is null || !contexts.AreFor(config, connection))
            _contexts = contexts = new Contexts(config, connection);
        return contexts.ByResource.TryGetValue((table, hasResource), out RequestContext? known) ? known
            : contexts.ByResource.GetOrAdd((table, hasResource), CreateContext(config, table, hasResource, connection));
    }

    private RequestContext CreateContext(GatewayConfig config, TableFacts? table, bool hasResource, in ConnectionFacts connection)
    {
        var keys = new List<KeyValuePair<string, ImmutableArray<string>>>(16);
        CallerContext.Add(keys, connection);
        if (hasResource)
            keys.Add(new("aws:ResourceAccount", [config.TableAccount]));
        foreach (KeyValuePair<string, string> tag in table?.Tags ?? Tags.None)
            keys.Add(new("aws:ResourceTag/" + tag.Key, [tag.Value]));
        return Context.With(keys);
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

    /// <summary>The contexts of a connection in a second, under a configuration.</summary>
    private sealed class Contexts(GatewayConfig config, ConnectionFacts connection)
    {
        private readonly ConnectionFacts _connection = connection with { Now = default };
        private readonly long _second = connection.Now.ToUnixTimeSeconds();

        public ConcurrentDictionary<(TableFacts? Table, bool HasResource), RequestContext> ByResource { get; } = new();

        public bool AreFor(GatewayConfig other, in ConnectionFacts now) =>
            ReferenceEquals(other, config) && now.Now.ToUnixTimeSeconds() == _second && now with { Now = default } == _connection;
    }

    /// <summary>The evaluators under a configuration.</summary>
    private sealed class Evaluators(GatewayConfig? config)
    {
        public GatewayConfig? Config => config;

        public PolicyEvaluator? WithoutPolicy { get; set; }

        public ConcurrentDictionary<PolicyDocument, PolicyEvaluator> ByPolicy { get; } = new();
    }
}
