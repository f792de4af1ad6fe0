using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Decides requests as IAM does. Made once for a set of policies, asked many times, from any thread.</summary>
/// <remarks>
/// Source: IAM user guide, "Policy evaluation logic", "Condition operators", "Variables and tags".
/// Doubt means deny: where a document has no one meaning, or a hole is not known, an Allow does not match and a Deny does.
/// </remarks>
public sealed class PolicyEvaluator
{
    /// <summary>Prepares the policies.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="holeText">
    /// The text that fills the hole (<see cref="PolicyValue.Hole"/>) at an offset of a document's text; null where it is not known, or for no hole.
    /// It is read as part of the policy: a <c>*</c> in it is a wildcard.
    /// </param>
    public PolicyEvaluator(PolicySet policies, Func<int, string?>? holeText = null)
    {
        _ = policies;
        _ = holeText;
    }

    /// <summary>IAM's answer.</summary>
    public Decision Evaluate(AuthorizationRequest request) => throw new NotImplementedException();

    /// <summary>What each statement has to say, in the order of layers, documents and statements.</summary>
    public ImmutableArray<StatementOutcome> Explain(AuthorizationRequest request) => throw new NotImplementedException();
}
