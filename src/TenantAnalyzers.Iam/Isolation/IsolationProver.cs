using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Decides whether a policy keeps tenants apart: isolated, leaks with a witness, or cannot tell with a reason.</summary>
/// <remarks>
/// Sources: DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control"; IAM user guide,
/// "Policy evaluation logic" and "Condition operators". A leak is a request that the evaluator allows; "isolated" is a proof over all requests.
/// </remarks>
public static class IsolationProver
{
    /// <summary>The work per document, in statements looked at, after which the answer is not known: far more than a policy of IAM's size needs.</summary>
    private const int MaxWork = 1_000_000;

    /// <summary>Judges one document alone, as an identity policy: other policies of the session may still limit it.</summary>
    public static IsolationReport Prove(PolicyDocument document, TenancyModel model, CancellationToken cancellationToken = default) =>
        Prove(PolicySet.Of(document), document, model, cancellationToken);

    /// <summary>Judges a document (identity or resource layer) of a set: what the whole set denies or does not allow is no leak.</summary>
    public static IsolationReport Prove(PolicySet policies, PolicyDocument document, TenancyModel model, CancellationToken cancellationToken = default)
    {
        var verdicts = ImmutableArray.CreateBuilder<StatementVerdict>();
        var findings = ImmutableArray.CreateBuilder<IsolationFinding>();
        var keys = new Keyspace(policies.All(), model);
        var denies = new DenyGuard(policies.All(), keys);
        bool tenantPolicy = TenantPolicy.Is(document, model);
        int budget = MaxWork;
        foreach (PolicyStatement statement in document.Statements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (document.Ambiguity is { } ambiguity)
            {
                verdicts.Add(new StatementVerdict(statement, IsolationVerdict.CannotTell, ambiguity));
                continue;
            }

            (StatementVerdict verdict, IsolationFinding? finding) =
                new StatementProof(policies, document, statement, keys, denies, tenantPolicy, cancellationToken).Decide(ref budget);
            verdicts.Add(verdict);
            if (finding is not null)
                findings.Add(finding);
        }

        StatementVerdict? worst = null;
        foreach (StatementVerdict verdict in verdicts)
        {
            if (worst is null || verdict.Verdict > worst.Verdict)
                worst = verdict;
        }

        return new IsolationReport(
            worst?.Verdict ?? IsolationVerdict.NotConcerned, worst?.Reason ?? "it has no statement", verdicts.ToImmutable(), findings.ToImmutable());
    }
}
