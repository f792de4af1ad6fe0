using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>PartiQL as an attacker might write it.</summary>
internal static class Statements
{
    // T the table, I an index, K its partition key, S an attribute, A the own key, B another.
    private static readonly string[] Forms =
    [
        "SELECT * FROM \"T\" WHERE K = 'B'", "SELECT * FROM \"T\" WHERE K = 'A'", "SELECT * FROM \"T\" WHERE \"K\" = 'A' OR \"K\" = 'B'", "SELECT * FROM \"T\" WHERE K IN ['A', 'B']",
        "SELECT * FROM \"T\" WHERE K IN ('A', 'B')", "SELECT * FROM \"T\" WHERE K = 'A' AND S = 'x' OR K = 'B'", "SELECT * FROM \"T\" WHERE (K = 'A') OR (K = 'B')",
        "SELECT * FROM \"T\" WHERE NOT K = 'A'", "SELECT * FROM \"T\" WHERE K <> 'A'", "SELECT * FROM \"T\" WHERE K >= 'A'", "SELECT * FROM \"T\" WHERE K BETWEEN 'A' AND 'B'",
        "SELECT * FROM \"T\" WHERE begins_with(K, '')", "SELECT * FROM \"T\" WHERE K = 'A' --'\n OR K = 'B'", "SELECT * FROM \"T\" WHERE K = 'A' /* */ OR K = 'B' /*", "SELECT * FROM \"T\"",
        "SELECT * FROM T WHERE K = 'B'", "select * from \"T\" where k = 'B'", "SELECT * FROM \"T\".\"I\" WHERE K = 'B'", "SELECT * FROM \"T\".\"I\" WHERE K = 'A' OR S = 'B'",
        "SELECT \"secret\" FROM \"T\" WHERE K = 'A' AND K = 'B'", "SELECT * FROM \"T\" WHERE K = ?", "SELECT * FROM \"T\" WHERE K IN [?, ?]", "SELECT * FROM \"T\" WHERE ? = K",
        "SELECT * FROM \"T\" WHERE K = 'A''; SELECT * FROM \"T\" WHERE K = ''B'", "SELECT * FROM \"T\" WHERE K = 'A'; SELECT * FROM \"T\" WHERE K = 'B'", "SELECT * FROM \"T\" t WHERE t.K = 'B'",
        "SELECT * FROM \"T\" WHERE \"T\".K = 'A'", "SELECT * FROM \"T\" WHERE K = 'A' UNION SELECT * FROM \"T\"", "SELECT * FROM (SELECT * FROM \"T\") WHERE K = 'A'",
        "SELECT * FROM \"T\" WHERE K = 'A' AND EXISTS(SELECT * FROM \"T\" WHERE K = 'B')", "EXISTS(SELECT * FROM \"T\" WHERE K = 'B' AND S = 'x')", "SELECT * FROM \"T\" WHERE K = `\"B\"`",
        "SELECT * FROM \"T\" WHERE K = \"B\"", "SELECT * FROM 'T' WHERE K = 'B'", "SELECT * FROM \"T\" WHERE K IS NOT MISSING", "SELECT * FROM \"T\" WHERE K = 'A' ORDER BY K DESC",
        "SELECT COUNT(*) FROM \"T\"", "SELECT VALUE t FROM \"T\" t", "SELECT * FROM \"T\" WHERE K = 'A' OR 1 = 1", "SELECT * FROM \"T\" WHERE K = 'A' OR contains(K, 'B')", "SELECT * FROM \"T\" WHERE [K] = ['B']",
        "INSERT INTO \"T\" VALUE {'K': 'B', 'S': 'x'}", "INSERT INTO \"T\" VALUE {'K': 'A', 'S': 'new', 'K': 'B'}", "INSERT INTO \"T\" << {'K': 'A', 'S': 'x'}, {'K': 'B', 'S': 'x'} >>",
        "INSERT INTO \"T\" VALUE {'K': ?, 'S': ?}", "INSERT INTO \"T\" VALUE {\"K\": 'B', \"S\": 'x'}", "INSERT INTO \"T\" SELECT * FROM \"T\"",
        "UPDATE \"T\" SET note = 'x' WHERE K = 'B' AND S = 'ID'", "UPDATE \"T\" SET note = 'x' WHERE K = 'A' AND S = 'ID'", "UPDATE \"T\" SET note = 'x' WHERE K = 'A' OR K = 'B'",
        "UPDATE \"T\" REMOVE secret WHERE K = 'B' AND S = 'ID' RETURNING ALL OLD *", "UPDATE \"T\" SET K = 'B' WHERE K = 'A' AND S = 'ID'", "UPDATE \"T\" SET note = secret WHERE K = ? AND S = ?",
        "DELETE FROM \"T\" WHERE K = 'B' AND S = 'ID'", "DELETE FROM \"T\" WHERE K = 'B' AND S = 'ID' RETURNING ALL OLD *", "DELETE FROM \"T\" WHERE K = ? AND S = ?", "DELETE FROM \"T\"",
        "DROP TABLE \"T\"", "CREATE INDEX x ON T (K)", "", ";", "SELECT", "SELECT * FROM \"T\" WHERE K = 'A' AND (S = 'x' OR K = 'B')",
    ];

    public static string Any(Dice dice, KeyChoice choice)
    {
        var shape = choice.Table.Shape;
        var text = dice.Pick(Forms)
            .Replace("\"T\".\"I\"", "\"T\".\"" + choice.IndexName() + "\"", StringComparison.Ordinal)
            .Replace("ID", choice.Table.Victim.Item[shape.SortKey ?? shape.PartitionKey].S, StringComparison.Ordinal)
            .Replace("'A'", $"'{choice.Table.Attacker.Partition.S}'", StringComparison.Ordinal)
            .Replace("'B'", $"'{choice.Partition().Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal)
            .Replace("'S'", $"'{shape.SortKey ?? "note"}'", StringComparison.Ordinal)
            .Replace("\"S\"", $"\"{shape.SortKey ?? "note"}\"", StringComparison.Ordinal)
            .Replace(" S = ", $" {shape.SortKey ?? shape.PartitionKey} = ", StringComparison.Ordinal)
            .Replace("'K'", $"'{shape.PartitionKey}'", StringComparison.Ordinal)
            .Replace("\"K\"", $"\"{shape.PartitionKey}\"", StringComparison.Ordinal);
        foreach (var (before, after) in new[] { (" K ", " "), ("(K ", " "), ("(K,", ","), (".K ", " "), ("[K]", "]"), ("= K", "") })
            text = text.Replace(before, (before[0] == '=' ? "= " : before[..1]) + shape.PartitionKey + after, StringComparison.Ordinal);
        return text.Replace("\"T\"", $"\"{choice.TableName()}\"", StringComparison.Ordinal).Replace("FROM T ", $"FROM {choice.TableName()} ", StringComparison.Ordinal);
    }

    /// <summary>As many parameters as the statement has places, mostly.</summary>
    public static JsonArray Parameters(Dice dice, KeyChoice choice, string statement)
    {
        var count = statement.Count(static c => c == '?') + (dice.OneIn(20) ? 1 : 0);
        return [.. Enumerable.Range(0, count).Select(_ => choice.Value(choice.Partition()))];
    }
}
