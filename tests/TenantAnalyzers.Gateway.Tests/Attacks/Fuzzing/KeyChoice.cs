using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>Tables, keys and values as an attacker might name them: its own, the victim's, and what may be taken for either.</summary>
internal sealed class KeyChoice(Dice dice)
{
    // Half of the requests are for the victim's keys throughout; the others slip one in here and there, or none.
    private readonly int _victimOneIn = dice.Pick(1, 2, 6, 30);
    private readonly int _oddOneIn = dice.Pick(4, 30, 1000);

    public TenantTable Table { get; } = dice.Pick(ShopScene.Tables);

    /// <summary>The name of a table: plain, as an ARN, or not quite right.</summary>
    public string TableName()
    {
        var name = IsVictims ? Table.VictimTable : Table.AttackerTable;
        if (!dice.OneIn(_oddOneIn))
            return name;
        return dice.Below(6) switch
        {
            0 => Arn(name),
            1 => Arn(name).Replace(TestGateway.Region, "us-east-1", StringComparison.Ordinal),
            2 => Arn(name).Replace(TestGateway.Account, "000000000000", StringComparison.Ordinal),
            3 => name.ToUpperInvariant(),
            4 => dice.Pick(name + " ", " " + name, name + "\0", name + "/index/byTenant", "./" + name, name + "\u200b", "", "*", "Ord?rs"),
            _ => Arn(name) + dice.Pick("/index/byTenant", "/", "/stream/x", ":", "/../orders-globex"),
        };
    }

    private bool IsVictims => dice.OneIn(_victimOneIn);

    public string Arn(string table) => $"arn:aws:dynamodb:{TestGateway.Region}:{TestGateway.Account}:table/{table}";

    /// <summary>The key of an item: half of the time the victim's.</summary>
    public JsonObject Key(bool isWhole = false)
    {
        var target = IsVictims ? Table.Victim : Table.Attacker;
        var key = new JsonObject { [Table.Shape.PartitionKey] = Value(target.Partition.S) };
        if (Table.Shape.SortKey is { } sort)
            key[sort] = Value(dice.OneIn(4) ? Table.Victim.Item[sort].S : target.Item[sort].S);
        if (isWhole)
        {
            key["note"] = Value("by " + ShopScene.Attacker);
            if (dice.OneIn(2) && !key.ContainsKey(Table.Shape.Index!.PartitionKey))
                key[Table.Shape.Index.PartitionKey] = Value(!IsVictims ? target.IndexPartition.S : Table.Victim.IndexPartition.S);
        }

        if (dice.OneIn(5 * _oddOneIn))
            key[dice.Pick("tenantId", "TenantId", "tenantid", "PK", "pk", "orderId", "SK", "extra")] = Value(Partition());
        return key;
    }

    /// <summary>A partition key: the own one, the victim's, or near it.</summary>
    public string Partition()
    {
        var own = Table.Attacker.Partition.S;
        var other = Table.Victim.Partition.S;
        if (!IsVictims)
            return own;
        if (!dice.OneIn(_oddOneIn))
            return other;
        return dice.Below(3) switch
        {
            0 => other + dice.Pick(" ", "\0", "2", "*", "\u0301", "\ufeff"),
            1 => dice.Pick(other.ToUpperInvariant(), "*", "?", "", "${aws:PrincipalTag/TenantId}", "TENANT#*", own + "," + other),
            _ => string.Concat(other.Select(static c => (char)(c + 0xfee0))),
        };
    }

    /// <summary>A value: mostly of type S, sometimes what a lenient reader could take for it.</summary>
    public JsonNode Value(string text) => (dice.OneIn(_oddOneIn) ? dice.Below(12) : 12) switch
    {
        0 => new JsonObject { ["S"] = new JsonArray(text) },
        1 => new JsonObject { ["N"] = text },
        2 => new JsonObject { ["B"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)) },
        3 => new JsonObject { ["SS"] = new JsonArray(text) },
        4 => new JsonObject { ["S"] = text, ["N"] = "1" },
        5 => new JsonObject { ["s"] = text },
        6 => JsonValue.Create(text),
        7 => new JsonObject { ["S"] = new JsonObject { ["S"] = text } },
        8 => new JsonObject { ["M"] = new JsonObject { ["S"] = new JsonObject { ["S"] = text } } },
        9 => new JsonObject { ["L"] = new JsonArray(new JsonObject { ["S"] = text }) },
        10 => new JsonObject { ["S"] = null },
        11 => new JsonObject { ["S"] = text, ["NULL"] = false },
        _ => new JsonObject { ["S"] = text },
    };

    public string IndexName() => dice.OneIn(_oddOneIn) ? dice.Pick("byTenant", "byOwner", "byStatus", "BYTENANT", "byTenant/../x", "", "none") : Table.Shape.Index!.Name;
}
