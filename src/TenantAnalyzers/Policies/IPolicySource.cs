using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Policies;

/// <summary>A policy's text and where it was found: a literal, objects that are turned into a policy, a file.</summary>
internal interface IPolicySource
{
    /// <summary>The text, with <see cref="PolicyValue.Hole"/> where something stands that is not known.</summary>
    string Text { get; }

    /// <summary>Where a range of the text is written: one place or more, the first being the one to report at.</summary>
    ImmutableArray<Location> Places(SourceSpan span);

    /// <summary>Whether what fills the hole at an offset of the text is, or is built from, the tenant.</summary>
    bool IsTenantHole(int offset);
}
