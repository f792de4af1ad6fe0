namespace TenantAnalyzers.Iam;

/// <summary>Decides whether a policy keeps tenants apart: isolated, leaks with a witness, or cannot tell with a reason.</summary>
public static class IsolationProver
{
    /// <summary>Judges one document alone, as an identity policy: other policies of the session may still limit it.</summary>
    public static IsolationReport Prove(PolicyDocument document, TenancyModel model, CancellationToken cancellationToken = default) =>
        Prove(PolicySet.Of(document), document, model, cancellationToken);

    /// <summary>Judges a document (identity or resource layer) of a set: what the whole set denies or does not allow is no leak.</summary>
    public static IsolationReport Prove(PolicySet policies, PolicyDocument document, TenancyModel model, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
