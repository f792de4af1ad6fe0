using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>
/// A table, or a table of each tenant, with two tenants' items: the attacker's and the victim's. The items of a tenant are at least two, so that
/// there are pages; the first is the one that is attacked.
/// </summary>
/// <param name="Name">For a person, and for theory rows.</param>
/// <param name="Shape">How the items are keyed.</param>
/// <param name="AttackerTable">The name of the table that holds the attacker's items.</param>
/// <param name="Attackers">The attacker's items.</param>
/// <param name="VictimTable">The name of the table that holds the victim's items: the same one, where tenants share it.</param>
/// <param name="Victims">The victim's items.</param>
internal sealed record TenantTable(
    string Name, TableShape Shape, string AttackerTable, IReadOnlyList<Dictionary<string, AttributeValue>> Attackers,
    string VictimTable, IReadOnlyList<Dictionary<string, AttributeValue>> Victims)
{
    /// <summary>The attribute of the victim's items whose values nobody else has.</summary>
    public required string SecretAttribute { get; init; }

    /// <summary>Tenants share the table, so the partition key is what tells them apart.</summary>
    public bool IsShared => AttackerTable == VictimTable;

    /// <summary>The victim's item that is attacked.</summary>
    public AttackTarget Victim => new(VictimTable, Shape, Victims[0]);

    /// <summary>An item of the attacker.</summary>
    public AttackTarget Attacker => new(AttackerTable, Shape, Attackers[0]);

    /// <summary>
    /// Where the attacker's own code looks for an id of the victim: in the attacker's partition, or in the attacker's table. What is there is
    /// the attacker's, if anything.
    /// </summary>
    public AttackTarget VictimsIdUnderAttackersKey
    {
        get
        {
            var moved = Victim with { Table = AttackerTable };
            foreach (var attribute in IsShared ? new[] { Shape.PartitionKey, Shape.Index?.PartitionKey } : [])
                moved = attribute is null ? moved : moved.With(attribute, Attackers[0][attribute].S);
            return moved.With(SecretAttribute, "forged");
        }
    }

    /// <summary>Whether an item of the victim's table is not the attacker's own.</summary>
    public bool IsProtected(Dictionary<string, AttributeValue> item) => !IsShared || item[Shape.PartitionKey].S != Attackers[0][Shape.PartitionKey].S;

    /// <summary>All that the attacker must not change, as text: the victim's items, and whatever else has come into their place.</summary>
    public async Task<string> SnapshotAsync(IAmazonDynamoDB admin, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var item in await ScanAsync(admin, VictimTable, cancellationToken))
        {
            if (IsProtected(item))
                lines.Add(ItemText.Of(item));
        }

        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>Makes the tables hold these items and nothing else.</summary>
    public async Task ResetAsync(IAmazonDynamoDB admin, CancellationToken cancellationToken)
    {
        foreach (var table in new[] { AttackerTable, VictimTable }.Distinct())
        {
            foreach (var item in await ScanAsync(admin, table, cancellationToken))
                await admin.DeleteItemAsync(table, new AttackTarget(table, Shape, item).Key, cancellationToken);
        }

        foreach (var item in Attackers)
            await admin.PutItemAsync(AttackerTable, item, cancellationToken);
        foreach (var item in Victims)
            await admin.PutItemAsync(VictimTable, item, cancellationToken);
    }

    private static async Task<List<Dictionary<string, AttributeValue>>> ScanAsync(IAmazonDynamoDB admin, string table, CancellationToken cancellationToken)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        await foreach (var page in admin.Paginators.Scan(new ScanRequest(table) { ConsistentRead = true }).Responses.WithCancellation(cancellationToken))
            items.AddRange(page.Items ?? []);
        return items;
    }
}
