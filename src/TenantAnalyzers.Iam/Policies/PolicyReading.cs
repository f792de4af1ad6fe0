using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>What <see cref="PolicyReader"/> made of a text.</summary>
public sealed class PolicyReading
{
    internal PolicyReading(PolicyDocument? policy, ImmutableArray<PolicyError> errors) => (Policy, Errors) = (policy, errors);

    /// <summary>The policy; null when the text is no policy object: an object whose <c>Statement</c> holds at least one object with <c>Effect</c>.</summary>
    public PolicyDocument? Policy { get; }

    /// <summary>What is wrong with the text: first as JSON, then as a policy.</summary>
    public ImmutableArray<PolicyError> Errors { get; }
}
