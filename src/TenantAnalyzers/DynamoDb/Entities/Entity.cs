using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.DynamoDb;

/// <summary>A member that is a key, and the attribute it is stored under.</summary>
/// <param name="Member">The property or field; that of a nested type when it is flattened into the entity.</param>
/// <param name="AttributeName">The name in the table, renamed and cased as the SDK does.</param>
internal readonly record struct EntityKey(ISymbol Member, string AttributeName);

/// <summary>A global secondary index that an entity declares.</summary>
/// <param name="Name">The name of the index.</param>
/// <param name="HashKeys">Its partition key; several attributes stand in their declared order.</param>
internal sealed record EntityIndex(string Name, ImmutableArray<EntityKey> HashKeys);

/// <summary>What the attributes of a class say of the table it is stored in.</summary>
/// <param name="Type">The class.</param>
/// <param name="TableName">The name in <c>[DynamoDBTable]</c>, or the class's own.</param>
/// <param name="HashKey">The partition key; null when no attribute declares it.</param>
/// <param name="RangeKey">The sort key; null when no attribute declares it.</param>
/// <param name="Indexes">The global secondary indexes, in order of declaration.</param>
/// <param name="HasKeyAttributes">A key is declared; without one the SDK asks the table for its keys.</param>
internal sealed record Entity(
    INamedTypeSymbol Type, string TableName, EntityKey? HashKey, EntityKey? RangeKey, ImmutableArray<EntityIndex> Indexes, bool HasKeyAttributes)
{
    /// <summary><c>[DynamoDBTable]</c> stands on the class or on a class it derives from.</summary>
    public bool HasTableAttribute { get; init; }

    /// <summary>Every member that is stored, key or not, with those of flattened types.</summary>
    public ImmutableArray<EntityKey> Members { get; init; } = ImmutableArray<EntityKey>.Empty;

    /// <summary>The local secondary indexes, whose partition key is the table's own.</summary>
    public ImmutableArray<string> LocalIndexes { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>More than one member claims to be the partition key: no table has such a key, so it says nothing.</summary>
    public bool HasSeveralHashKeys { get; init; }
}
