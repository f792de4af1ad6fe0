namespace TenantAnalyzers.Iam;

/// <summary>What comes of an error.</summary>
public enum PolicyErrorKind
{
    /// <summary>The text is not JSON.</summary>
    NotJson,

    /// <summary>IAM refuses the document.</summary>
    Refused,

    /// <summary>IAM takes the document, but a part of it means something else than it looks, or nobody knows what.</summary>
    Misleading,
}
