namespace TenantAnalyzers.Tables;

/// <summary>What a TNT2xxx diagnostic tells its fix.</summary>
internal static class TableProperties
{
    /// <summary>The attribute that should be the key.</summary>
    public const string KeyAttribute = nameof(KeyAttribute);
}
