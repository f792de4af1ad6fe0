namespace TenantAnalyzers.Iam;

/// <summary>How tenants are kept apart.</summary>
public enum IsolationModel
{
    /// <summary>Tenants share tables; the partition key holds the tenant.</summary>
    Pool,

    /// <summary>Each tenant has tables, secrets and prefixes of its own: the resource is bound to the tenant.</summary>
    Table,

    /// <summary>Each tenant has a database of its own: <c>rds-db:connect</c> is bound to the tenant's user.</summary>
    Database,
}

/// <summary>What a tenant looks like to IAM, and what the holes of a policy text stand for.</summary>
public sealed record TenancyModel
{
    /// <summary>Where the tenant's id stands in <see cref="KeyFormat"/>.</summary>
    public const string TenantPlaceholder = "{tenant}";

    /// <summary>How tenants are kept apart.</summary>
    public IsolationModel Isolation { get; init; }

    /// <summary>The principal tag that holds the tenant's id.</summary>
    public string PrincipalTag { get; init; } = "TenantId";

    /// <summary>How the tenant's id stands in the partition key; <c>*</c> and <c>?</c> are wildcards.</summary>
    public string KeyFormat { get; init; } = TenantPlaceholder;

    /// <summary>The characters a tenant's id can hold, as in a bracket expression: <c>A-Za-z0-9_-</c>.</summary>
    public string TenantIdChars { get; init; } = "A-Za-z0-9_-";

    /// <summary>Whether the hole (<see cref="PolicyValue.Hole"/>) at an offset of the policy text denotes the tenant; null for no hole.</summary>
    public Func<int, bool>? IsTenantHole { get; init; }

    /// <summary>Whether a hole of the value denotes the tenant.</summary>
    internal bool HasTenantHole(PolicyValue value)
    {
        if (IsTenantHole is null)
            return false;
        for (int i = value.IndexOfHole(0); i >= 0; i = value.IndexOfHole(i + 1))
        {
            if (IsTenantHole(value.SpanOf(i, 1).Start))
                return true;
        }

        return false;
    }

    /// <summary>Whether a table of that name holds no tenant data; null for no table.</summary>
    public Func<string, bool>? IsSharedTable { get; init; }

    /// <summary>
    /// Whether the partition key of an index (table, index) is the tenant's: true, false, or null where it is not known.
    /// A null function knows no index.
    /// </summary>
    public Func<string, string, bool?>? IsTenantIndex { get; init; }
}
