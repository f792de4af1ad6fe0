using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DynamoDb;

/// <summary>What the code of a compilation says of one table.</summary>
/// <param name="TableName">The table's name.</param>
/// <param name="HashKeys">The partition key; empty when the code does not say it.</param>
/// <param name="RangeKeys">The sort key; empty when there is none.</param>
/// <param name="Indexes">The global secondary indexes that are seen; there may be more.</param>
/// <param name="Declared">Where it is declared.</param>
internal sealed record TableSchema(
    string TableName, ImmutableArray<string> HashKeys, ImmutableArray<string> RangeKeys, ImmutableArray<IndexSchema> Indexes, Location Declared)
{
    /// <summary>The index of that name; null when it is not seen, or declared in two ways.</summary>
    public IndexSchema? Index(string name)
    {
        foreach (var index in Indexes)
        {
            if (index.Name == name)
                return index;
        }

        return null;
    }
}

/// <summary>What the code says of one global secondary index.</summary>
/// <param name="Name">The index's name.</param>
/// <param name="HashKeys">The partition key, several attributes in their order.</param>
/// <param name="RangeKeys">The sort key, several attributes in their order.</param>
internal sealed record IndexSchema(string Name, ImmutableArray<string> HashKeys, ImmutableArray<string> RangeKeys);
