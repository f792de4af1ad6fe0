using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>How a table's items are keyed.</summary>
/// <param name="PartitionKey">The attribute that is the partition key.</param>
/// <param name="SortKey">The attribute that is the sort key; null for none.</param>
internal sealed record TableShape(string PartitionKey, string? SortKey)
{
    /// <summary>An index that the tenant may use; null for none.</summary>
    public IndexShape? Index { get; init; }
}

/// <summary>How an index is keyed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PartitionKey">The attribute that is its partition key.</param>
internal sealed record IndexShape(string Name, string PartitionKey);

/// <summary>An item, and where it is kept.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Shape">How the table is keyed.</param>
/// <param name="Item">The whole item, all of its key attributes strings.</param>
internal sealed record AttackTarget(string Table, TableShape Shape, Dictionary<string, AttributeValue> Item)
{
    /// <summary>The attributes that are the item's key.</summary>
    public Dictionary<string, AttributeValue> Key => Item.Where(attribute => attribute.Key == Shape.PartitionKey || attribute.Key == Shape.SortKey).ToDictionary();

    /// <summary>The value of the partition key.</summary>
    public AttributeValue Partition => Item[Shape.PartitionKey];

    /// <summary>The value of the index's partition key.</summary>
    public AttributeValue IndexPartition => Item[Shape.Index!.PartitionKey];

    /// <summary>The same item with one attribute more or changed.</summary>
    public AttackTarget With(string attribute, string value) => this with { Item = new(Item) { [attribute] = new AttributeValue(value) } };

    /// <summary>An item beside this one that does not exist yet: same tenant, another last key attribute.</summary>
    public AttackTarget Beside(string suffix)
    {
        var last = Shape.SortKey ?? Shape.PartitionKey;
        return With(last, Item[last].S + suffix);
    }
}

/// <summary>One try of an operation on an item.</summary>
/// <param name="Client">The client of whoever tries.</param>
/// <param name="Target">The item it is tried on.</param>
/// <param name="Companion">An item that whoever tries owns, for requests that mix.</param>
/// <param name="Mark">A text that no item holds yet: a write leaves it in <see cref="AttackOperation.MarkName"/>.</param>
/// <param name="CancellationToken">Ends the try.</param>
internal sealed record Attempt(
    Amazon.DynamoDBv2.IAmazonDynamoDB Client, AttackTarget Target, AttackTarget Companion, string Mark, CancellationToken CancellationToken)
{
    /// <summary>The target as a write would leave it.</summary>
    public Dictionary<string, AttributeValue> MarkedItem => Target.With(AttackOperation.MarkName, Mark).Item;

    /// <summary>An item that is not there yet, marked: what an insert makes.</summary>
    public AttackTarget New => Target.Beside("-" + Mark).With(AttackOperation.MarkName, Mark);
}
