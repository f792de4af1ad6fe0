namespace TenantAnalyzers.Iam;

/// <summary>What a statement means for the isolation of the items.</summary>
public enum LeadingKeysVerdict
{
    /// <summary>It opens no item of a tenant's table: a Deny, other actions, other resources.</summary>
    NotConcerned,

    /// <summary>It names the leading keys, or a table of the tenant's own. Whether well enough is another question.</summary>
    Guarded,

    /// <summary>It opens the items of every tenant.</summary>
    Open,

    /// <summary>It cannot be known from the text.</summary>
    CannotTell,
}
