using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>Whatever a request changes in DynamoDB Local lies in a partition that the reading names.</summary>
public sealed class DifferentialWriteTests(LocalTable table) : IClassFixture<LocalTable>
{
    private const int Requests = 250;

    private static readonly Gen<string> Partition = Gen.OneOf("'A'", "'A'", "'A'", "'B'", "'B'", "?", "'A''B'", "'\\u0041'", "\"A\"", "x");
    private static readonly Gen<string> Name = Gen.Frequency((6, Gen.Const("pk")), (1, Gen.OneOf("\"pk\"", "PK", "(pk)", "x", "Orders.pk")));

    private static readonly Gen<string> Bound = Gen.Frequency(
        (4, Gen.Select(Name, Partition, static (name, value) => $"{name} = {value}")),
        (1, Gen.Select(Partition, Name, static (value, name) => $"{value} = {name}")),
        (1, Gen.Select(Partition, Partition, static (a, b) => $"pk IN [{a}, {b}]")),
        (1, Gen.Select(Partition, Partition, static (a, b) => $"(pk = {a} OR pk = {b})")),
        (1, Gen.Select(Partition, Partition, static (a, b) => $"pk = {a} AND pk = {b}")),
        (1, Gen.Select(Partition, static a => $"NOT pk = {a}")));

    private static readonly Gen<string> Where = Gen.Select(
        Bound, Gen.OneOf("sk = '1'", "sk = '1'", "'2' = sk", "sk IN ['1']", "sk = '1' AND x = 'no'", "sk = '1' OR sk = '2'", "sk > '0'"), Gen.Bool, Gen.OneOf(" AND ", " AND ", " OR ", " -- c\r AND ", "/**/AND "),
        static (bound, sort, first, word) => first ? bound + word + sort : sort + word + bound);

    private static readonly Gen<string> Statement = Gen.OneOf(
        Where.Select(static where => $"UPDATE Orders SET v = 'changed' WHERE {where}"),
        Where.Select(static where => $"UPDATE \"Orders\" REMOVE v WHERE {where} RETURNING ALL OLD *"),
        Where.Select(static where => $"DELETE FROM Orders WHERE {where}"),
        Gen.Select(Gen.OneOf("'pk'", "'pk'", "\"pk\"", "'PK'", "pk"), Partition, Gen.OneOf("", ", 'pk': 'B'", ", 'PK': 'B'", ", 'x': {'pk': 'B'}"), static (name, value, more) => $"INSERT INTO Orders VALUE {{{name}: {value}, 'sk': 'new'{more}}}"));

    [Fact]
    public Task Statement_Random_ChangesOnlyTheNamedPartitions() =>
        AgreeAsync(
            "ExecuteStatement",
            Gen.Select(Statement, Gen.OneOf("A", "B")).Select(static pair => pair.Item1.Contains('?', StringComparison.Ordinal)
                ? $$$"""{"Statement":{{{JsonSerializer.Serialize(pair.Item1)}}},"Parameters":[{{{string.Join(',', Enumerable.Repeat($$"""{"S":"{{pair.Item2}}"}""", pair.Item1.Count(static c => c == '?')))}}}]}"""
                : $$"""{"Statement":{{JsonSerializer.Serialize(pair.Item1)}}}"""));

    private static readonly Gen<string> Key = Gen.Select(
        Gen.OneOf("A", "B", "\\u0041", "new"), Gen.OneOf("1", "2"), Gen.Frequency((6, Gen.Const("")), (1, Gen.OneOf(",\"pk\":{\"S\":\"B\"}", ",\"PK\":{\"S\":\"B\"}", ",\"p\\u006b\":{\"S\":\"B\"}"))),
        static (partition, sort, more) => "{\"pk\":{\"S\":\"" + partition + "\"},\"sk\":{\"S\":\"" + sort + "\"}" + more + "}");

    [Fact]
    public Task UpdateItem_Random_ChangesOnlyTheNamedPartitions() =>
        AgreeAsync(
            "UpdateItem",
            Gen.Select(Key, Gen.OneOf("SET v = :v", "set #p = :v", "SET pk = :v", "SET v = :v REMOVE x", "ADD n :v"), static (key, update) =>
                "{\"TableName\":\"Orders\",\"Key\":" + key + ",\"UpdateExpression\":\"" + update + "\",\"ExpressionAttributeValues\":{\":v\":{\"S\":\"B\"}}" + (update.Contains('#', StringComparison.Ordinal) ? ",\"ExpressionAttributeNames\":{\"#p\":\"pk\"}}" : "}")));

    [Fact]
    public Task BatchWriteItem_Random_ChangesOnlyTheNamedPartitions() =>
        AgreeAsync(
            "BatchWriteItem",
            Gen.Select(Key, Gen.OneOf("Put", "Delete", "put"), Gen.OneOf("", "", "", ",\"DeleteRequest\":{\"Key\":{\"pk\":{\"S\":\"B\"},\"sk\":{\"S\":\"1\"}}}"), static (key, kind, more) =>
                "{\"" + kind + "Request\":{\"" + (kind == "Delete" ? "Key" : "Item") + "\":" + key + "}" + more + "}").Array[1, 3]
                .Select(static all => "{\"RequestItems\":{\"Orders\":[" + string.Join(',', all) + "]}}"));

    [Fact]
    public Task TransactWriteItems_Random_ChangesOnlyTheNamedPartitions() =>
        AgreeAsync(
            "TransactWriteItems",
            Gen.Select(Key, Gen.OneOf("Put", "Delete", "Update", "ConditionCheck"), static (key, kind) => "{\"" + kind + "\":{\"TableName\":\"Orders\",\"" + (kind == "Put" ? "Item" : "Key") + "\":" + key
                    + (kind == "Update" ? ",\"UpdateExpression\":\"REMOVE v\"" : kind == "ConditionCheck" ? ",\"ConditionExpression\":\"attribute_exists(pk)\"" : "") + "}}").Array[1, 2]
                .Select(static all => "{\"TransactItems\":[" + string.Join(',', all) + "]}"));

    private async Task AgreeAsync(string operation, Gen<string> bodies)
    {
        var changes = 0;
        var before = await table.ItemsAsync();
        await bodies.SampleAsync(
            async text =>
            {
                var body = Encoding.UTF8.GetBytes(text);
                if (await table.TryReadAsync(operation, body) is not { Doubt: null } reading || (await table.SendAsync(operation, body)).Status != HttpStatusCode.OK)
                    return;
                var after = await table.ItemsAsync();
                var changed = before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).ToList();
                foreach (var key in changed)
                {
                    changes++;
                    var partition = key.Split('\n')[0];
                    Assert.True(
                        reading.Accesses.Any(access => access.Keys.TryGetValue("dynamodb:LeadingKeys", out var keys) && keys.Contains(partition)),
                        $"{text}\nchanged {partition} but was read as\n{string.Join('\n', reading.Accesses.Select(Reading.Print))}");
                }

                await RestoreAsync(changed);
            },
            iter: Requests,
            threads: 1);
        Assert.True(changes >= 8, $"only {changes} items were changed");
    }

    private async Task RestoreAsync(List<string> keys)
    {
        foreach (var parts in keys.Select(static key => key.Split('\n')))
        {
            if (LocalTable.Partitions.Contains(parts[0]) && parts[1] is "1" or "2")
                await table.SeedAsync(parts[0], parts[1]);
            else
                await table.MustAsync("DeleteItem", JsonSerializer.Serialize(new { TableName = "Orders", Key = new { pk = new { S = parts[0] }, sk = new { S = parts[1] } } }));
        }
    }
}
