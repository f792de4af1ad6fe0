namespace TenantAnalyzers.Iam;

/// <summary>The <c>Effect</c> of a statement.</summary>
public enum PolicyEffect
{
    /// <summary>Neither <c>Allow</c> nor <c>Deny</c>, exactly so written, or not known.</summary>
    Unknown,

    /// <summary><c>Allow</c>.</summary>
    Allow,

    /// <summary><c>Deny</c>.</summary>
    Deny,
}
