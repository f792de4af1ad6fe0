using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>
/// The heart of it: whatever DynamoDB Local returns for a request lies in a partition that the reading names, or the reading asks for a scan.
/// A request that both take is counted, so that nothing passes because all is refused.
/// </summary>
public sealed class DifferentialReadTests(LocalTable table) : IClassFixture<LocalTable>
{
    private const int Requests = 1_500;

    private static readonly Gen<string> Space = Gen.Frequency(
        (40, Gen.Const(" ")), (1, Gen.OneOf("\t", "\n", "\r\n", "\f", "\v", "/**/", " /* OR pk = 'B' */ ", " -- x\n", " -- x\r", " -- x\u2028", " -- x\u0085", "\u00a0", "\u2003", "\u001f", "\ufeff")));

    private static readonly Gen<string> Value = Gen.Frequency(
        (12, Gen.OneOf("'A'", "'B'", "'a'")),
        (1, Gen.OneOf("'A''B'", "\"A\"", "'A\\'", "'\\u0041'", "1", "-1", "'1'", "''", "true", "NULL", "x", "pk", "('A')", "['A']", "<<'A'>>", "{'S':'A'}", "'A' + 'B'", "'A' || 'B'", "`\"A\"`", "'open'", "'é'", "+1", "DATE '2026-01-01'")),
        (1, Gen.Const("?")));

    private static readonly Gen<string> Name = Gen.Frequency(
        (16, Gen.Const("pk")), (4, Gen.OneOf("\"pk\"", "sk", "status", "\"status\"", "x", "v", "date")),
        (1, Gen.OneOf("PK", "\"PK\"", "Pk", "(pk)", "pk.a", "pk[0]", "Orders.pk", "\"Orders\".\"pk\"", "@pk", "\"p\"\"k\"", "$pk", "[pk]", "'pk'", "size(pk)", "pk + ''")));

    private static Gen<string> Condition(int depth)
    {
        var leaf = Gen.Frequency(
            (6, Gen.Select(Name, Space, Gen.Frequency((12, Gen.Const("=")), (1, Gen.OneOf("<>", "!=", "<", ">=", "==", "LIKE"))), Space, Value, static (name, a, op, b, value) => name + a + op + b + value)),
            (2, Gen.Select(Value, Name, static (value, name) => $"{value} = {name}")),
            (2, Gen.Select(Name, Gen.OneOf("[]", "()", "<>"), Value.Array[1, 3], Gen.OneOf("IN", "in", "NOT IN"), static (name, brackets, values, word) => $"{name} {word} {(brackets == "<>" ? "<<" : brackets[..1])}{string.Join(", ", values)}{(brackets == "<>" ? ">>" : brackets[1..])}")),
            (1, Gen.OneOf("begins_with(pk, 'A')", "pk BETWEEN 'A' AND 'B'", "contains(x, '@A')", "x IS NOT MISSING", "pk IS NULL", "attribute_type(pk, 'S')", "TRUE", "pk", "NOT pk", "EXISTS(SELECT * FROM Orders)", "CASE WHEN pk = 'A' THEN TRUE END")));
        if (depth == 0)
            return leaf;
        var inner = Condition(depth - 1);
        return Gen.Frequency(
            (3, leaf),
            (1, inner.Select(static part => $"({part})")),
            (1, Gen.Select(Gen.OneOf("NOT ", "not", "NOT NOT "), inner, static (not, part) => not == "not" ? $"not({part})" : not + part)),
            (3, Gen.Select(inner, Space, Gen.OneOf("AND", "and", "OR", "oR"), Space, inner, static (a, s, word, t, b) => a + (s == "" ? " " : s) + word + (t == "" ? " " : t) + b)));
    }

    private static readonly Gen<string> From = Gen.Frequency(
        (16, Gen.OneOf("Orders", "\"Orders\"")), (4, Gen.OneOf("\"Orders\".\"ByStatus\"", "Orders.ByDate", "Orders.\"ByStatus\"")),
        (1, Gen.OneOf("orders", "'Orders'", "Orders o", "Orders AS o", "Orders, Numbers", "Orders.bystatus", "\"Orders.ByStatus\"", "(SELECT * FROM Orders)", "[Orders]", "\"arn:aws:dynamodb:ddblocal:000000000000:table/Orders\"")));

    private static readonly Gen<string> Parameters = Gen.Frequency(
        (6, Gen.OneOf("""{"S":"A"}""", """{"S":"B"}""")), (1, Gen.OneOf("""{"N":"1"}""", """{"L":[{"S":"A"},{"S":"B"}]}""", """{"SS":["A","B"]}""", """{"S":""}""", """{"B":"QQ=="}""", """{"S":1}""")))
        .Array[0, 4].Select(static all => string.Join(',', all));

    private static readonly Gen<string?> Token = Gen.Frequency((5, Gen.Const((string?)null)), (1, Gen.Select(
        Gen.OneOf("A", "B", "a", "AB"), Gen.OneOf("0", "1", "2"), Gen.Int[0, 3], Gen.Bool,
        static (partition, sort, index, isIndexKey) => (string?)Forged(partition, sort, index, isIndexKey))));

    private static string Forged(string partition, string sort, int index, bool isIndexKey)
    {
        var more = isIndexKey ? ",\"status\":{\"S\":\"open\"}" : "";
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $$$"""{"creationTime":{{{now}}}.0,"opIndexToExclusiveNextKey":{"{{{index}}}":{"sk":{"S":"{{{sort}}}"},"pk":{"S":"{{{partition}}}"}{{{more}}}}},"version":"V1"}"""));
    }

    [Fact]
    public Task Statement_Random_StaysInTheNamedPartitions() =>
        AgreeAsync(
            "ExecuteStatement",
            Gen.Select(Gen.OneOf("*", "*", "*", "pk, x", "x", "\"pk\", v"), From, Condition(3), Odd(Gen.Const(""), " ORDER BY sk", ";", " LIMIT 1", "; DELETE FROM Orders"), Parameters, Token,
                static (projection, from, condition, tail, parameters, token) => new JsonObject
                {
                    ["Statement"] = $"SELECT {projection} FROM {from} WHERE {condition}{tail}",
                    ["Parameters"] = parameters.Length == 0 ? null : JsonNode.Parse($"[{parameters}]"),
                    ["NextToken"] = token,
                }).Select(static body => Without(body)),
            atLeast: 100);

    private static readonly Gen<string> KeyName = Gen.Frequency((8, Gen.OneOf("pk", "#p")), (2, Gen.OneOf("sk", "#s", "status")), (1, Gen.OneOf("PK", "#P", "pk.a", "pk[0]", "#p.a", "#q", "x", "date", "#p#s")));

    private static readonly Gen<string> KeyTerm = Gen.Frequency(
        (8, Gen.Select(KeyName, Gen.OneOf(" = ", "=", " =\t", "\n=\r"), Gen.OneOf(":a", ":b", ":A"), static (name, op, value) => name + op + value)),
        (2, Gen.Select(Gen.OneOf(":a", ":b"), KeyName, static (value, name) => $"{value} = {name}")),
        (2, Gen.Select(KeyName, Gen.OneOf("begins_with({0}, :a)", "{0} BETWEEN :a AND :b", "{0} > :a", ":a <= {0}", "{0} <> :a", "({0} = :a)", "(({0}) = (:b))", "{0} IN (:a, :b)", "NOT {0} = :a", "attribute_exists({0})"), static (name, form) => form.Replace("{0}", name))));

    private static readonly Gen<string> KeyExpression = Gen.Frequency(
        (2, Gen.Select(KeyTerm.Array[1, 3], Gen.OneOf(" AND ", " and ", " OR ", ")AND(", "\u00a0AND "), static (terms, word) => string.Join(word, terms))),
        (2, Gen.Select(Gen.OneOf("pk = :a", "(#p=:a)", ":a = #p"), Gen.OneOf("", " AND sk = :b", " and (sk <= :b)", " AND #s BETWEEN :b AND :b", " AND begins_with(#s,:b)", " AND date > :b"), static (partition, sort) => partition + sort)));

    [Fact]
    public Task Query_Random_StaysInTheNamedPartitions() =>
        AgreeAsync(
            "Query",
            Gen.Select(KeyExpression, Odd(Gen.OneOf("A", "B"), "open", "2026@A"), Gen.OneOf("B", "1", "2"), Odd(Gen.Const(""), "ByStatus", "ByDate", "bydate"), Odd(Gen.Const(""), "pk = :a", "x = :b OR v <> :a", "pk = :b"),
                Odd(Gen.Const(""), """{"pk":{"S":"B"},"sk":{"S":"1"}}""", """{"pk":{"S":"A"},"sk":{"S":"1"}}""", """{"pk":{"S":"B"},"sk":{"S":"1"},"status":{"S":"open"}}""", "{}"), Gen.Int[0, 9],
                static (expression, a, b, index, filter, start, legacy) => new JsonObject
                {
                    ["TableName"] = "Orders",
                    ["IndexName"] = index.Length == 0 ? null : index,
                    ["KeyConditionExpression"] = legacy == 0 ? null : expression,
                    ["KeyConditions"] = legacy > 1 ? null : JsonNode.Parse($$$"""{"pk":{"ComparisonOperator":"{{{(a == "B" ? "IN" : "EQ")}}}","AttributeValueList":[{"S":"A"}{{{(a == "open" ? ",{\"S\":\"B\"}" : "")}}}]}}"""),
                    ["FilterExpression"] = filter.Length == 0 ? null : filter,
                    ["ExclusiveStartKey"] = start.Length == 0 ? null : JsonNode.Parse(start),
                    ["ExpressionAttributeNames"] = Used(expression, [("#p", "pk"), ("#s", "sk"), ("#q", "pk.a")], static text => text),
                    ["ExpressionAttributeValues"] = legacy == 0 && filter.Length == 0 ? null : Used(expression + filter, [(":a", a), (":b", b)], static text => new JsonObject { ["S"] = text }),
                }).Select(static body => Without(body)),
            atLeast: 100);

    private static Gen<string> Odd(Gen<string> usual, params string[] odd) => Gen.Frequency((9, usual), (1, Gen.OneOf(odd)));

    private static readonly Gen<string> Key = Gen.Select(
        Odd(Gen.OneOf("pk", "p\\u006b", "\\u0070k"), "PK"), Odd(Gen.OneOf("A", "B", "\\u0041", "\\u0061", "A\\\""), "\\ud800", "A\\u0000"), Odd(Gen.OneOf("S", "\\u0053"), "s", "N"), Gen.OneOf("1", "2"),
        Odd(Gen.Const(""), ",\"pk\":{\"S\":\"B\"}", ",\"p\\u006b\":{\"S\":\"B\"}", ",\"x\":{\"S\":\"B\"}", ",\"sk\":{\"S\":\"2\"}", ",\"pk\":null", ","),
        static (name, value, type, sort, more) => $$$"""{"{{{name}}}":{"{{{type}}}":"{{{value}}}"},"sk":{"S":"{{{sort}}}"}{{{more}}}}""");

    private static readonly string[] Pieces = ["\"", "{", "}", ",", ":", "null", "[", "]", "\\", "/**/", "//\n", "\ufeff", "\0", "NaN", "'", "#", " ", "\"Key\":{\"pk\":{\"S\":\"B\"},\"sk\":{\"S\":\"1\"}},", "\"TableName\":\"Numbers\","];

    // Bodies that are broken in one place: the two readers may go on from there in their own ways.
    private static Gen<string> Broken(Gen<string> body) => Gen.Frequency(
        (3, body),
        (2, Gen.Select(body, Gen.Double.Unit, Gen.OneOf(Pieces), static (text, at, piece) => text.Insert((int)(at * text.Length), piece))),
        (1, Gen.Select(body, Gen.Double.Unit, static (text, at) => text.Remove((int)(at * text.Length), 1))),
        (1, Gen.Select(body, Gen.OneOf("", " ", "x", "{\"Key\":{}}", "\0"), static (text, tail) => text + tail)));

    [Fact]
    public Task GetItem_Random_StaysInTheNamedPartitions() =>
        AgreeAsync(
            "GetItem",
            Broken(Gen.Select(Key, Gen.OneOf("", ",\"ConsistentRead\":true", ",\"ConsistentRead\":\"true\"", ",\"key\":{}", ",\"Foo\":{}", ",\"Key\":{\"pk\":{\"S\":\"B\"},\"sk\":{\"S\":\"1\"}}", ",\"K\\u0065y\":{\"pk\":{\"S\":\"B\"},\"sk\":{\"S\":\"1\"}}", ",\"AttributesToGet\":[\"x\"]"),
                static (key, more) => $$"""{"TableName":"Orders","Key":{{key}}{{more}}}""")),
            atLeast: 100);

    [Fact]
    public Task BatchGetItem_Random_StaysInTheNamedPartitions() =>
        AgreeAsync(
            "BatchGetItem",
            Broken(Gen.Select(Key.Array[1, 3], Gen.OneOf("", "", ",\"ProjectionExpression\":\"x\"", ",\"Orders\":{}", ",\"keys\":[]"), Gen.OneOf("", "", ",\"Numbers\":{\"Keys\":[{\"pk\":{\"N\":\"1.0\"}}]}", ",\"Order\\u0073\":{\"Keys\":[{\"pk\":{\"S\":\"B\"},\"sk\":{\"S\":\"1\"}}]}"),
                static (keys, more, tables) => $$$"""{"RequestItems":{"Orders":{"Keys":[{{{string.Join(',', keys)}}}]{{{more}}}}{{{tables}}}}}""")),
            atLeast: 50);

    [Fact]
    public Task TransactGetItems_Random_StaysInTheNamedPartitions() =>
        AgreeAsync(
            "TransactGetItems",
            Broken(Gen.Select(Key, Gen.OneOf("Get", "Get", "get", "Put"), static (key, member) => $$$"""{"{{{member}}}":{"TableName":"Orders","Key":{{{key}}}}}""").Array[1, 3]
                .Select(static elements => $$"""{"TransactItems":[{{string.Join(',', elements)}}]}""")),
            atLeast: 50);

    [Fact]
    public Task ExecuteTransaction_Random_StaysInTheNamedPartitions() =>
        AgreeAsync(
            "ExecuteTransaction",
            Gen.Select(Condition(1), Gen.OneOf("'1'", "'2'"), Gen.OneOf("SELECT * FROM Orders WHERE {0} AND sk = {1}", "SELECT * FROM Orders WHERE sk = {1} AND ({0})", "SELECT * FROM Orders WHERE {0}"), Parameters,
                static (condition, sort, form, parameters) => Without(new JsonObject
                {
                    ["Statement"] = form.Replace("{0}", condition).Replace("{1}", sort),
                    ["Parameters"] = parameters.Length == 0 ? null : JsonNode.Parse($"[{parameters}]"),
                })).Array[1, 2].Select(static all => $$"""{"TransactStatements":[{{string.Join(',', all)}}]}"""),
            atLeast: 20);

    private async Task AgreeAsync(string operation, Gen<string> bodies, int atLeast)
    {
        var both = 0;
        await bodies.SampleAsync(
            async text =>
            {
                var body = Encoding.UTF8.GetBytes(text);
                if (await table.TryReadAsync(operation, body) is not { Doubt: null } reading)
                    return;
                var (status, answer) = await table.SendAsync(operation, body);
                if (status != HttpStatusCode.OK)
                    return;
                var items = Items(JsonNode.Parse(answer)!).ToList();
                if (items.Count > 0)
                    Interlocked.Increment(ref both);
                foreach (var item in items)
                    Assert.True(reading.Accesses.Any(access => Covers(access, item)), $"{text}\nreturned {item.ToJsonString()}\nbut was read as\n{string.Join('\n', reading.Accesses.Select(Reading.Print))}");
            },
            iter: Requests,
            threads: 2);
        Assert.True(both >= atLeast, $"only {both} requests were answered with items");
    }

    private static bool Covers(Gateway.Access.ItemAccess access, JsonNode item)
    {
        if (!access.Keys.TryGetValue("dynamodb:LeadingKeys", out var keys))
            return true;
        var partition = access.Resource.EndsWith("/ByStatus", StringComparison.Ordinal) ? Text(item, "status") : Text(item, "pk") ?? PartitionOf(item);
        // A projection can leave nothing of the index's key.
        return partition is null || keys.Contains(partition);
    }

    private static string? Text(JsonNode item, string name) => (item[name]?["S"] ?? item[name]?["N"])?.GetValue<string>();

    private static string? PartitionOf(JsonNode item) => (Text(item, "x") ?? Text(item, "v")) is { } text ? text[(text.IndexOf('@') + 1)..] : null;

    private static IEnumerable<JsonNode> Items(JsonNode answer)
    {
        if (answer["Item"] is { } one)
            yield return one;
        foreach (var item in answer["Items"]?.AsArray() ?? [])
            yield return item!;
        foreach (var (_, items) in answer["Responses"] as JsonObject ?? [])
        {
            foreach (var item in items!.AsArray())
                yield return item!;
        }

        foreach (var response in answer["Responses"] as JsonArray ?? [])
        {
            if (response?["Item"] is { } item)
                yield return item;
        }
    }

    private static JsonObject? Used(string expression, (string Name, string Text)[] placeholders, Func<string, JsonNode> value)
    {
        var used = new JsonObject(placeholders.Where(pair => expression.Contains(pair.Name, StringComparison.Ordinal)).Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Name, value(pair.Text))));
        return used.Count == 0 ? null : used;
    }

    // A member that is null is left out.
    private static string Without(JsonObject body)
    {
        foreach (var name in body.Where(static pair => pair.Value is null).Select(static pair => pair.Key).ToList())
            body.Remove(name);
        return body.ToJsonString();
    }
}
