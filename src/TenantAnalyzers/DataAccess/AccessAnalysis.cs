using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.DataAccess;

/// <summary>The accesses of one compilation, body by body: each body is walked once, however many calls it has.</summary>
internal sealed class AccessAnalysis(Sdk sdk, OtherCode other, TenantSettings settings, Declarations declared)
{
    // Wrappers of wrappers that call each other: whoever is asked this deep is silent.
    private const int DeepestQuestion = 6;

    // By the body's syntax, which lives as long as the compilation; only bodies with an access get here.
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableDictionary<SyntaxNode, ImmutableArray<Access>>> _bodies = new();

    /// <summary>
    /// The accesses that a call of the body makes, itself or through the methods it calls, in the order they were met.
    /// </summary>
    public ImmutableArray<Access> At(SyntaxNode site, IOperation body, Func<ControlFlowGraph> graph, CancellationToken cancellation)
    {
        if (!_bodies.TryGetValue(body.Syntax, out var accesses))
            accesses = _bodies.GetOrAdd(body.Syntax, Walk(body, graph(), cancellation));
        return accesses.TryGetValue(site, out var found) ? found : ImmutableArray<Access>.Empty;
    }

    /// <summary>The first access at a call that is proved unscoped and is the body's own business.</summary>
    public (Access Access, AccessPath Path)? Unscoped(ImmutableArray<Access> accesses, CancellationToken cancellation, int depth = 0)
    {
        foreach (var access in accesses)
        {
            if (access.Unscoped is { } path && !IsSettledOnTheWay(access, depth, cancellation))
                return (access, path);
        }

        return null;
    }

    // What a callee makes unscoped by itself is reported there, and what it crosses on purpose nowhere.
    private bool IsSettledOnTheWay(Access access, int depth, CancellationToken cancellation)
    {
        if (access.Frames.IsEmpty)
            return false;
        if (depth >= DeepestQuestion)
            return true;
        for (var i = 0; i < access.Frames.Length; i++)
        {
            var callee = access.Frames[i].Callee;
            if (TenantAttributes.CrossesTenantsOnPurpose(callee) || other.For(callee, cancellation) is not { } graph)
                return true;
            var site = i + 1 < access.Frames.Length ? access.Frames[i + 1].Call : access.Call;
            if (Unscoped(At(site, graph.OriginalOperation, () => graph, cancellation), cancellation, depth + 1) is not null)
                return true;
        }

        return false;
    }

    private ImmutableDictionary<SyntaxNode, ImmutableArray<Access>> Walk(IOperation body, ControlFlowGraph graph, CancellationToken cancellation)
    {
        var identity = settings.For(body.Syntax.SyntaxTree);
        var met = new List<(AccessSite Site, List<AccessPath> Paths)>();
        var places = new Dictionary<(SyntaxNode Site, SyntaxNode Call), int>();
        new Interpreter(sdk, identity, other, body, Observe, cancellation).Run(graph);

        return met
            .GroupBy(static item => item.Site.Site)
            .ToImmutableDictionary(
                static group => group.Key,
                static group => group.Select(static item => new Access(
                    item.Site.EntryPoint, item.Site.Operation.Syntax, item.Site.Frames, item.Paths.ToImmutableArray())).ToImmutableArray());

        void Observe(AccessSite site)
        {
            var key = (site.Site, site.Operation.Syntax);
            if (!places.TryGetValue(key, out var at))
            {
                places.Add(key, at = met.Count);
                met.Add((site, []));
            }

            met[at].Paths.Add(new(KeyBinder.Bind(site, identity, declared, cancellation), site.State.Path));
        }
    }
}
