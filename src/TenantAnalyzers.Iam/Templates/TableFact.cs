using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>A table that a template declares.</summary>
/// <param name="LogicalId">The resource's name in the template.</param>
/// <param name="Name">The table's name as policies of the template see it: <c>TableName</c>, with holes; the logical id when it is not given.</param>
/// <param name="PartitionKey">The partition key's attribute; null when it is not known.</param>
/// <param name="Indexes">The indexes.</param>
/// <param name="Span">The table's place.</param>
public sealed record TableFact(string LogicalId, string Name, string? PartitionKey, ImmutableArray<IndexFact> Indexes, SourceSpan Span)
{
    /// <summary>The attribute that is the partition key of an index; null when index or key is not known.</summary>
    public string? PartitionKeyOf(string index)
    {
        foreach (IndexFact fact in Indexes)
        {
            if (fact.Name == index)
                return fact.PartitionKey;
        }

        return null;
    }
}

/// <summary>An index of a <see cref="TableFact"/>.</summary>
/// <param name="Name">The index's name, with holes.</param>
/// <param name="PartitionKey">The first attribute of its partition key, which <c>dynamodb:LeadingKeys</c> holds; null when it is not known.</param>
/// <param name="IsLocal">Whether it is a local index, which has the table's partition key.</param>
/// <param name="Span">The index's place.</param>
public sealed record IndexFact(string Name, string? PartitionKey, bool IsLocal, SourceSpan Span);
