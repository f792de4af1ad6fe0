using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>A policy in a file. What a template or a placeholder puts in is the tenant where its name says so.</summary>
internal sealed class FilePolicy(PolicySite site, FilePlaces places, TenantIdentity identity) : IPolicySource
{
    /// <inheritdoc/>
    public string Text => site.Policy.Text;

    /// <inheritdoc/>
    public ImmutableArray<Location> Places(SourceSpan span) => ImmutableArray.Create(places[site.SpanOf(span)]);

    /// <inheritdoc/>
    public bool IsTenantHole(int offset) => site.HoleAt(offset) is { Length: > 0 } name && identity.IsTenantName(name);
}
