using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>What the victim owns in the scene's tables: items of every type, full of texts that nobody else can know.</summary>
internal sealed class Victim
{
    private static readonly string[] Kinds = ["text", "binary", "nested", "set", "sort key"];

    /// <summary>The texts that must never reach the attacker.</summary>
    public IReadOnlyList<string> Secrets { get; } =
        [.. ShopScene.Tables.SelectMany(static table => Kinds.Select(kind => $"{table.Name[0]}{kind[0]}" + Guid.NewGuid().ToString("N")))];

    /// <summary>Writes the items.</summary>
    public async Task MoveInAsync(IAmazonDynamoDB admin, CancellationToken cancellationToken)
    {
        for (var i = 0; i < ShopScene.Tables.Count; i++)
        {
            var table = ShopScene.Tables[i];
            var secrets = Secrets.Skip(i * Kinds.Length).Take(Kinds.Length).ToArray();
            await table.ResetAsync(admin, cancellationToken);
            foreach (var known in table.Victims)
                await admin.PutItemAsync(table.VictimTable, Fill(known, secrets), cancellationToken);
            // Its id is a secret, too: only what comes back can tell it.
            await admin.PutItemAsync(table.VictimTable, Fill(table.Victim.Beside("-" + secrets[^1]).Item, secrets), cancellationToken);
        }
    }

    /// <summary>All that must be afterwards as it was before: the victim's items, and what tables there are.</summary>
    public static async Task<string> SnapshotAsync(IAmazonDynamoDB admin, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var table in ShopScene.Tables)
            lines.Add(table.Name + "\n" + await table.SnapshotAsync(admin, cancellationToken));
        var tables = (await admin.ListTablesAsync(cancellationToken)).TableNames;
        foreach (var name in tables)
        {
            var description = (await admin.DescribeTableAsync(name, cancellationToken)).Table;
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{name} {description.TableStatus} {description.CreationDateTime:O} {Keys(description.KeySchema)} {string.Join(',', description.GlobalSecondaryIndexes.Select(static index => index.IndexName + Keys(index.KeySchema)))} {description.StreamSpecification?.StreamEnabled} {description.LatestStreamArn} {description.DeletionProtectionEnabled}"));
            var timeToLive = (await admin.DescribeTimeToLiveAsync(new DescribeTimeToLiveRequest { TableName = name }, cancellationToken)).TimeToLiveDescription;
            lines.Add($"{timeToLive?.AttributeName} {timeToLive?.TimeToLiveStatus}");
        }

        return string.Join('\n', lines);
    }

    private static Dictionary<string, AttributeValue> Fill(Dictionary<string, AttributeValue> item, string[] secrets) => new(item)
    {
        ["secret"] = new AttributeValue(secrets[0]),
        ["photo"] = new AttributeValue { B = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(secrets[1])) },
        ["address"] = new AttributeValue { M = new() { ["street"] = new AttributeValue(secrets[2]), ["lines"] = new AttributeValue { L = [new AttributeValue(secrets[2]), new AttributeValue { N = "7" }] } } },
        ["tags"] = new AttributeValue { SS = [secrets[3], "x"] },
        ["gone"] = new AttributeValue { NULL = true },
        ["paid"] = new AttributeValue { BOOL = true },
        ["sizes"] = new AttributeValue { NS = ["1", "2.50"] },
    };

    private static string Keys(IEnumerable<KeySchemaElement> keys) => string.Join('/', keys.Select(static key => key.AttributeName + ":" + key.KeyType));
}
