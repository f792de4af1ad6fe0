namespace TenantAnalyzers.Iam;

/// <summary>IAM's answer to a request.</summary>
public enum DecisionKind
{
    /// <summary>Nothing allows it.</summary>
    ImplicitDeny,

    /// <summary>A Deny statement matches it.</summary>
    ExplicitDeny,

    /// <summary>It is allowed.</summary>
    Allow,
}

/// <summary>IAM's answer to a request, and what decided.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="Layer">The layer that allowed, denied, or had nothing that allows.</param>
/// <param name="Statement">The statement that allowed or denied; null for an implicit deny.</param>
/// <param name="Policy">The document of <paramref name="Statement"/>.</param>
public readonly record struct Decision(DecisionKind Kind, PolicyLayer Layer, PolicyStatement? Statement, PolicyDocument? Policy)
{
    /// <summary>Whether the request is allowed.</summary>
    public bool IsAllowed => Kind == DecisionKind.Allow;
}

/// <summary>Whether a statement matches a request, and why not.</summary>
/// <param name="Layer">Where the statement's policy is attached.</param>
/// <param name="Policy">The statement's document.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Matches">Whether principal, action, resource and condition all match.</param>
/// <param name="Reason">The first thing that does not match, in words without a final period; what matched when all does.</param>
public sealed record StatementOutcome(PolicyLayer Layer, PolicyDocument Policy, PolicyStatement Statement, bool Matches, string Reason);
