namespace TenantAnalyzers.Iam;

/// <summary>Whether a condition holds for some request we are looking for.</summary>
internal enum Holds
{
    No,
    Unclear,
    Yes,
}
