namespace TenantAnalyzers.Iam;

/// <summary>The resource types an item action is authorised on.</summary>
[Flags]
public enum DynamoDbResources
{
    /// <summary>Neither a table nor an index.</summary>
    None = 0,

    /// <summary><c>table/T</c>.</summary>
    Table = 1,

    /// <summary><c>table/T/index/I</c>.</summary>
    Index = 2,
}
