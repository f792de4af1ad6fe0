using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>A statement of a policy, with the place of each part.</summary>
public sealed class PolicyStatement
{
    internal PolicyStatement(JsonObject node, int index) => (Node, Index) = (node, index);

    /// <summary>The statement's JSON object.</summary>
    public JsonObject Node { get; }

    /// <summary>The object's place, with its braces.</summary>
    public SourceSpan Span => Node.Span;

    /// <summary>The statement's number in the document, from 0.</summary>
    public int Index { get; }

    /// <summary>The statement's name.</summary>
    public PolicyValue? Sid { get; internal set; }

    /// <summary>What the statement does.</summary>
    public PolicyEffect Effect { get; internal set; }

    /// <summary>The action patterns of <c>Action</c> or <c>NotAction</c>.</summary>
    public ImmutableArray<PolicyValue> Actions { get; internal set; } = ImmutableArray<PolicyValue>.Empty;

    /// <summary>Whether <see cref="Actions"/> are those of <c>NotAction</c>.</summary>
    public bool ActionsNegated { get; internal set; }

    /// <summary>The resource patterns of <c>Resource</c> or <c>NotResource</c>.</summary>
    public ImmutableArray<PolicyValue> Resources { get; internal set; } = ImmutableArray<PolicyValue>.Empty;

    /// <summary>Whether <see cref="Resources"/> are those of <c>NotResource</c>.</summary>
    public bool ResourcesNegated { get; internal set; }

    /// <summary>The comparisons of <c>Condition</c>; an empty <c>Condition</c> is none.</summary>
    public ImmutableArray<ConditionEntry> Conditions { get; internal set; } = ImmutableArray<ConditionEntry>.Empty;

    /// <summary>The object of <c>Condition</c>, if there is one.</summary>
    public JsonObject? ConditionNode { get; internal set; }

    /// <summary>The value of <c>Principal</c> or <c>NotPrincipal</c>; null in an identity policy.</summary>
    public JsonNode? Principal { get; internal set; }

    /// <summary>Whether <see cref="Principal"/> is that of <c>NotPrincipal</c>.</summary>
    public bool PrincipalNegated { get; internal set; }

    /// <summary>Why the statement has no one meaning; null when it has. Nothing may then be concluded from it.</summary>
    public string? Ambiguity { get; internal set; }

    /// <summary>The same statement with other resources and for any caller.</summary>
    internal PolicyStatement ForAnyone(ImmutableArray<PolicyValue> resources)
    {
        var copy = (PolicyStatement)MemberwiseClone();
        copy.Resources = resources;
        copy.Principal = null;
        return copy;
    }
}
