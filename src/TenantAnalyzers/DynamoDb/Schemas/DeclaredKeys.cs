using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TenantAnalyzers.DynamoDb;

/// <summary>An attribute that some code makes a key.</summary>
/// <param name="Attribute">Its name; null when it is no constant.</param>
/// <param name="Place">The expression that names it, or the creation that should.</param>
internal readonly record struct DeclaredKey(string? Attribute, ExpressionSyntax Place);

/// <summary>The key schema that some code gives to a table or an index; made only when every element of it is seen.</summary>
internal sealed record DeclaredKeys(ImmutableArray<DeclaredKey> Hash, ImmutableArray<DeclaredKey> Range)
{
    /// <summary>The names of the partition key; null when one is no constant, or there is none.</summary>
    public ImmutableArray<string>? HashNames => Hash.IsEmpty ? null : Names(Hash);

    /// <summary>The names of the sort key; null when one is no constant.</summary>
    public ImmutableArray<string>? RangeNames => Names(Range);

    private static ImmutableArray<string>? Names(ImmutableArray<DeclaredKey> keys)
    {
        var names = ImmutableArray.CreateBuilder<string>(keys.Length);
        foreach (var key in keys)
        {
            if (key.Attribute is null)
                return null;
            names.Add(key.Attribute);
        }

        return names.MoveToImmutable();
    }
}

/// <summary>An expression with the value that is known of it.</summary>
/// <param name="Text">The text; null when it is no constant.</param>
/// <param name="Place">The expression; null when there is none.</param>
internal readonly record struct DeclaredName(string? Text, ExpressionSyntax? Place);

/// <summary>A global secondary index that some code declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Keys">Its key schema; null when it is not seen.</param>
internal sealed record DeclaredIndex(DeclaredName Name, DeclaredKeys? Keys);

/// <summary>A table that some code declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Keys">Its key schema; null when it is not seen, or the code only adds to the table.</param>
/// <param name="Indexes">The indexes that are seen.</param>
/// <param name="Place">The expression that declares it.</param>
internal sealed record DeclaredTable(DeclaredName Name, DeclaredKeys? Keys, ImmutableArray<DeclaredIndex> Indexes, ExpressionSyntax Place)
{
    /// <summary>Null when the name is no constant, or nothing is known of the table beside it.</summary>
    public TableSchema? ToSchema()
    {
        if (Name.Text is not { Length: > 0 } name)
            return null;
        var indexes = ImmutableArray.CreateBuilder<IndexSchema>(Indexes.Length);
        foreach (var index in Indexes)
        {
            if (index is { Name.Text: { } indexName, Keys: { HashNames: { } indexHash, RangeNames: { } indexRange } })
                indexes.Add(new(indexName, indexHash, indexRange));
        }

        // A table has one partition key; an index may have one of several attributes.
        var hash = Keys?.HashNames is [_] && Keys.RangeNames is not null ? Keys.HashNames.Value : ImmutableArray<string>.Empty;
        return hash.IsEmpty && indexes.Count == 0
            ? null
            : new(name, hash, hash.IsEmpty ? hash : Keys!.RangeNames!.Value, indexes.ToImmutable(), Place.GetLocation());
    }
}
