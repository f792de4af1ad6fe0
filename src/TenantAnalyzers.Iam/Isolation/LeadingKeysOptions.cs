namespace TenantAnalyzers.Iam;

/// <summary>What a tenant looks like to IAM, and what the holes of an interpolated policy text stand for.</summary>
public sealed record LeadingKeysOptions
{
    /// <summary>Where the tenant's id stands in <see cref="KeyFormat"/>.</summary>
    public const string TenantPlaceholder = "{tenant}";

    /// <summary>The principal tag that holds the tenant's id.</summary>
    public string PrincipalTag { get; init; } = "TenantId";

    /// <summary>How the tenant's id stands in the partition key; <c>*</c> and <c>?</c> are wildcards.</summary>
    public string KeyFormat { get; init; } = TenantPlaceholder;

    /// <summary>Whether the hole (<see cref="PolicyValue.Hole"/>) at an offset of the policy text denotes the tenant; null for no hole.</summary>
    public Func<int, bool>? IsTenantHole { get; init; }

    /// <summary>Whether a table of that name holds no tenant data; null for no table.</summary>
    public Func<string, bool>? IsSharedTable { get; init; }
}
