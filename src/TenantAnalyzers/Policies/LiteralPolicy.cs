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
    public ImmutableArray<Location> Places(SourceSpan span) =>
        ImmutableArray.CreateRange(map.Places(span), place => Location.Create(map.Expression.SyntaxTree, place));

    /// <inheritdoc/>
    public bool IsTenantHole(int offset) => map.HoleAt(offset) is { } hole && _holes.HoldTenant(hole);
}
