using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>A policy in a string expression. The analyzer and its fixes both look at it through this, so they cannot disagree.</summary>
internal sealed class LiteralPolicy(LiteralMap map, SemanticModel model, TenantIdentity identity, CancellationToken cancellationToken) : IPolicySource
{
    private readonly TenantHoles _holes = new(model, identity, cancellationToken);

    /// <summary>What a tenant is in the literal's file.</summary>
    public TenantIdentity Identity => identity;

    /// <inheritdoc/>
    public string Text => map.Text;

    /// <inheritdoc/>
    public ImmutableArray<Location> Places(SourceSpan span)
    {
        // What is missing at the end stands behind the last character.
        var start = Math.Min(span.Start, map.Text.Length - 1);
        var places = map.Places(start, Math.Max(1, Math.Min(span.Length, map.Text.Length - start)));
        return ImmutableArray.CreateRange(places, place => Location.Create(map.Expression.SyntaxTree, place));
    }

    /// <inheritdoc/>
    public bool IsTenantHole(int offset) => map.HoleAt(offset) is { } hole && _holes.HoldTenant(hole);
}
