using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Finds the Allow statements that open items with no word on their partition key (TNT3001).</summary>
/// <remarks>
/// <para>Without a condition on <c>dynamodb:LeadingKeys</c> an Allow on item actions reaches every partition of the table
/// (DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control"). Conditions on the caller only - network,
/// organisation, tags - say who may, not which items.</para>
/// <para>A finding is proved by a request; what cannot be known is <see cref="LeadingKeysVerdict.CannotTell"/> and no finding.
/// The answer is about this document alone: a boundary or session policy may still limit it.</para>
/// </remarks>
public static class LeadingKeysCheck
{
    /// <summary>The work per document on its Deny statements, after which the answer is not known: far more than a policy of IAM's size needs.</summary>
    private const int MaxComparisons = 4_000_000;

    /// <summary>The findings of a document, in text order.</summary>
    public static ImmutableArray<LeadingKeysFinding> Find(PolicyDocument document, LeadingKeysOptions options, CancellationToken cancellationToken = default)
    {
        var findings = ImmutableArray.CreateBuilder<LeadingKeysFinding>();
        foreach (LeadingKeysDecision decision in Decide(document, options, cancellationToken))
        {
            if (decision.Finding is { } finding)
                findings.Add(finding);
        }

        return findings.ToImmutable();
    }

    /// <summary>The answer for each statement, in text order.</summary>
    public static ImmutableArray<LeadingKeysDecision> Decide(PolicyDocument document, LeadingKeysOptions options, CancellationToken cancellationToken = default)
    {
        var decisions = ImmutableArray.CreateBuilder<LeadingKeysDecision>(document.Statements.Length);
        var denies = new DenyStatements(document, options);
        int budget = MaxComparisons;
        foreach (PolicyStatement statement in document.Statements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            decisions.Add(document.Ambiguity is { } ambiguity
                ? new LeadingKeysDecision(statement, LeadingKeysVerdict.CannotTell, ambiguity)
                : new StatementCheck(document, statement, options, denies, cancellationToken).Decide(ref budget));
        }

        return decisions.ToImmutable();
    }
}
