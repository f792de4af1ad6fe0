namespace TenantAnalyzers.Iam;

/// <summary>What an action gets at, as far as tenants are concerned.</summary>
public enum DynamoDbReach
{
    /// <summary>Items that the request names by their key, or by a query of one key.</summary>
    Items,

    /// <summary>Every item of a table or index, whatever the key.</summary>
    BulkRead,

    /// <summary>The old and new images of every tenant's items.</summary>
    Stream,

    /// <summary>A copy of the table at a place the caller chooses.</summary>
    Export,

    /// <summary>A new table with another table's items, or the backup for one.</summary>
    Restore,

    /// <summary>The rights themselves.</summary>
    Grant,

    /// <summary>Loss of other tenants' items.</summary>
    Destroy,

    /// <summary>Copies in other regions.</summary>
    Replication,

    /// <summary>Settings; no item.</summary>
    Settings,

    /// <summary>Descriptions and lists; no item.</summary>
    Metadata,
}
