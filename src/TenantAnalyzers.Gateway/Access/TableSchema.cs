using System.Collections.Immutable;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The type of a key attribute (<c>AttributeType</c>).</summary>
internal enum KeyType
{
    S,
    N,
    B,
}

/// <summary>An attribute of a key.</summary>
internal readonly record struct KeyAttribute(string Name, KeyType Type);

/// <summary>A table's or index's key: one partition attribute, or up to four of a multi-attribute index key, and sort attributes.</summary>
internal sealed record KeySchema(ImmutableArray<KeyAttribute> Partition, ImmutableArray<KeyAttribute> Sort);

/// <summary>What <c>DescribeTable</c> says of a table's keys.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Key">Its own key.</param>
/// <param name="Indexes">The keys of its indexes, by name (case-sensitive), local and global.</param>
internal sealed record TableSchema(string Table, KeySchema Key, ImmutableDictionary<string, KeySchema> Indexes);

/// <summary>Knows the keys of tables.</summary>
internal interface ITableSchemas
{
    /// <summary>The keys of a table; null when there is no such table.</summary>
    /// <exception cref="HttpRequestException">DynamoDB does not answer.</exception>
    ValueTask<TableSchema?> FindAsync(string table, CancellationToken cancellationToken);

    /// <summary>Forgets what is known of a table.</summary>
    void Forget(string table);
}

/// <summary>Whose table a request means.</summary>
/// <param name="Partition">The partition of the caller: <c>aws</c>.</param>
/// <param name="Region">The region that the request is signed for.</param>
/// <param name="Account">The caller's account.</param>
internal readonly record struct RequestScope(string Partition, string Region, string Account)
{
    /// <summary>The account that owns the tables behind the gateway; a table of another account does not exist.</summary>
    public required string TableAccount { get; init; }
}
