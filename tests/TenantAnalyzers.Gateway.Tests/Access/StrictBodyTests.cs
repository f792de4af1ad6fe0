using System.Text;
using CsCheck;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>Bodies that two readers could read differently, and bodies that nobody means: an answer, and never a question that was not asked.</summary>
public sealed class StrictBodyTests
{
    private const string Get = """{"TableName":"Orders","Key":{"pk":{"S":"A"},"sk":{"S":"1"}}}""";

    public static TheoryData<string> Malformed =>
    [
        "", " ", "null", "[]", "1", "\"x\"", "{", "{}", Get + "x", Get + Get, "\ufeff" + Get, "/**/" + Get, Get + "//", "\0" + Get,
        Get.Replace("\"pk\":{\"S\":\"A\"}", "\"pk\":{\"S\":\"A\"},\"pk\":{\"S\":\"B\"}"),
        Get.Replace("\"pk\":{\"S\":\"A\"}", "\"pk\":{\"S\":\"A\"},\"p\\u006b\":{\"S\":\"B\"}"),
        Get.Replace("{\"S\":\"A\"}", "{\"S\":\"A\",\"S\":\"B\"}"),
        Get.Replace("{\"S\":\"A\"}", "{\"S\":\"A\",\"N\":\"1\"}"),
        Get.Replace("{\"S\":\"A\"}", "{\"s\":\"A\"}"), Get.Replace("{\"S\":\"A\"}", "{}"), Get.Replace("{\"S\":\"A\"}", "\"A\""), Get.Replace("{\"S\":\"A\"}", "null"),
        Get.Replace("{\"S\":\"A\"}", "{\"S\":1}"), Get.Replace("{\"S\":\"A\"}", "{\"S\":null}"), Get.Replace("{\"S\":\"A\"}", "{\"N\":\"1\"}"), Get.Replace("{\"S\":\"A\"}", "{\"SS\":[\"A\"]}"),
        Get.Replace("\"A\"", "\"\""), Get.Replace("\"A\"", "\"\\ud800\""), Get.Replace("\"A\"", "\"\\udc00\\ud800\""), Get.Replace("\"A\"", "\"\\x41\""), Get.Replace("\"A\"", "'A'"), Get.Replace("\"A\"", "\"A\n\""),
        Get.Replace("\"pk\"", "\"PK\""), Get.Replace("\"pk\":{\"S\":\"A\"},", ""), Get.Replace(",\"sk\":{\"S\":\"1\"}", ""), Get.Replace("\"sk\":{\"S\":\"1\"}", "\"sk\":{\"N\":\"1\"}"),
        Get.Replace("\"sk\":{\"S\":\"1\"}", "\"sk\":{\"S\":\"1\"},\"x\":{\"S\":\"1\"}"), Get.Replace("1\"}}", "1\"},}"),
        Get.Replace("\"Key\"", "\"key\""), Get.Replace("\"Key\"", "\"Item\""), Get.Replace("\"TableName\"", "\"tableName\""), Get.Replace("\"TableName\":", "\"Foo\":1,\"TableName\":"),
        Get.Replace("\"Orders\"", "null"), Get.Replace("\"Orders\"", "1"), Get.Replace("\"Orders\"", "\"\""), Get.Replace("Orders", "Orders "), Get.Replace("Orders", "Ord/ers"), Get.Replace("Orders", "Orders/index/ByStatus"),
        Get.Replace("Orders", "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders"), Get.Replace("Orders", "arn:aws-cn:dynamodb:us-east-1:111122223333:table/Orders"),
        Get.Replace("Orders", "arn:aws:s3:us-east-1:111122223333:table/Orders"), Get.Replace("Orders", "arn:aws:dynamodb:us-east-1:111122223333:table/Orders/index/ByStatus"),
        Get.Replace("Orders", "arn:aws:dynamodb:us-east-1:111122223333:table/*"), Get.Replace("Orders", "arn:aws:dynamodb:us-east-1:111122223333:table/"),
        Get.Replace("\"Key\":", "\"ConsistentRead\":\"true\",\"Key\":"), Get.Replace("\"Key\":", "\"ReturnConsumedCapacity\":\"total\",\"Key\":"), Get.Replace("\"Key\":", "\"ProjectionExpression\":null,\"Key\":"),
        Get.Replace("\"Key\":", "\"ProjectionExpression\":\"#x\",\"Key\":"), Get.Replace("\"Key\":", "\"AttributesToGet\":[1],\"Key\":"), Get.Replace("\"Key\":", "\"ExpressionAttributeNames\":[],\"Key\":"),
        Get.Replace("{\"S\":\"A\"}", string.Concat(Enumerable.Repeat("{\"L\":[", 500)) + string.Concat(Enumerable.Repeat("]}", 500))),
        string.Concat(Enumerable.Repeat("[", 100_000)), string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
    ];

    [Theory, MemberData(nameof(Malformed))]
    public async Task Body_Malformed_IsDoubted(string body) => Assert.NotNull((await Reading.OfAsync("GetItem", body)).Doubt);

    [Theory]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[]}}}""")]
    [InlineData("BatchGetItem", """{"RequestItems":{}}""")]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[1]}}}""")]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":[]}}""")]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[{"pk":{"S":"A"},"sk":{"S":"1"}}]},"arn:aws:dynamodb:us-east-1:111122223333:table/Orders":{"Keys":[{"pk":{"S":"B"},"sk":{"S":"1"}}]}}}""")]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Orders":[{}]}}""")]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Orders":[{"PutRequest":{"Item":{"pk":{"S":"A"},"sk":{"S":"1"}}},"DeleteRequest":{"Key":{"pk":{"S":"B"},"sk":{"S":"1"}}}}]}}""")]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Orders":[{"PutRequest":{"Item":{"pk":{"S":"A"}}}}]}}""")]
    [InlineData("BatchWriteItem", """{"RequestItems":{"Orders":{"Keys":[{"pk":{"S":"A"},"sk":{"S":"1"}}]}}}""")]
    [InlineData("TransactGetItems", """{"TransactItems":[]}""")]
    [InlineData("TransactGetItems", """{"TransactItems":[{"Put":{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"}}}}]}""")]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"}}},"Delete":{"TableName":"Orders","Key":{"pk":{"S":"B"},"sk":{"S":"1"}}}}]}""")]
    [InlineData("TransactWriteItems", """{"TransactItems":[{"Put":1}]}""")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"M":{"x":{"S":"a","N":"1"}}}}}""")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"B":"not base64"}}}""")]
    [InlineData("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"N":"\u0661"}}}""")]
    [InlineData("PutItem", """{"TableName":"Blobs","Item":{"pk":{"B":"AA"}}}""")]
    [InlineData("PutItem", """{"TableName":"Blobs","Item":{"pk":{"B":"A A="}}}""")]
    [InlineData("PutItem", """{"TableName":"Numbers","Item":{"pk":{"N":" 1"}}}""")]
    [InlineData("PutItem", """{"TableName":"Numbers","Item":{"pk":{"N":"1e"}}}""")]
    [InlineData("PutItem", """{"TableName":"Numbers","Item":{"pk":{"N":"."}}}""")]
    [InlineData("PutItem", """{"TableName":"Numbers","Item":{"pk":{"N":"0x1"}}}""")]
    [InlineData("UpdateItem", """{"TableName":"Orders","Key":{"pk":{"S":"A"},"sk":{"S":"1"}},"AttributeUpdates":{"a":{"Value":{"S":"x"},"Foo":1}}}""")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM Orders WHERE pk = ?","Parameters":[{"S":"A"},{"S":"B"}]}""")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM Orders WHERE pk = ?","Parameters":{"S":"A"}}""")]
    [InlineData("ExecuteStatement", """{"Statement":"SELECT * FROM Orders WHERE pk = ?","Parameters":[{"S":"A","N":"1"}]}""")]
    [InlineData("ExecuteStatement", """{"Statement":1}""")]
    [InlineData("GetRecords", """{"ShardIterator":"AAAA"}""")]
    [InlineData("GetRecords", """{"ShardIterator":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders|1|x"}""")]
    [InlineData("TagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","Tags":[{"Key":"a","Value":"b"},{"Key":"A","Value":"c"}]}""")]
    [InlineData("DescribeBackup", """{"BackupArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders"}""")]
    [InlineData("UpdateTable", """{"TableName":"Orders","GlobalTableWitnessUpdates":[]}""")]
    [InlineData("StartBulkPutItems", """{"TableName":"Orders"}""")]
    [InlineData("getItem", Get)]
    [InlineData("Nothing", "{}")]
    public async Task Request_NotAsDocumented_IsDoubted(string operation, string body) => Assert.NotNull((await Reading.OfAsync(operation, body)).Doubt);

    [Fact]
    public async Task Body_NotUtf8_IsDoubted()
    {
        var body = Encoding.UTF8.GetBytes(Get);
        body[Get.IndexOf("\"A\"", StringComparison.Ordinal) + 1] = 0xFF;
        Assert.NotNull((await Reading.OfAsync("GetItem", body)).Doubt);
        Assert.NotNull((await Reading.OfAsync("GetItem", Encoding.Unicode.GetBytes(Get))).Doubt);
    }

    [Fact]
    public async Task Doubt_KeysWereRead_StayForTheAudit()
    {
        var reading = await Reading.OfAsync("GetItem", Get.Replace("\"Key\"", "\"Foo\":1,\"Key\""));
        Assert.NotNull(reading.Doubt);
        Assert.Equal(["A"], reading.LeadingKeys);
    }

    [Theory]
    [InlineData("TransactGetItems", """{"TransactItems":[#]}""", """{"Get":{"TableName":"Orders","Key":{"pk":{"S":"A"},"sk":{"S":"1"}}}}""", ",")]
    [InlineData("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[#]}}}""", """{"pk":{"S":"A"},"sk":{"S":"1"}}""", ",")]
    [InlineData("BatchExecuteStatement", """{"Statements":[#]}""", """{"Statement":"SELECT * FROM Orders WHERE pk = 'A'"}""", ",")]
    [InlineData("Scan", """{"TableName":"Orders","FilterExpression":"#"}""", "a = b", " OR ")]
    public async Task Request_FarTooLong_IsDoubtedWithoutReadingAll(string operation, string form, string element, string separator)
    {
        Assert.Null((await Reading.OfAsync(operation, form.Replace("#", string.Join(separator, Enumerable.Repeat(element, 100))))).Doubt);
        Assert.NotNull((await Reading.OfAsync(operation, form.Replace("#", string.Join(separator, Enumerable.Repeat(element, 50_000))))).Doubt);
    }

    private static readonly (string Operation, string Body)[] Valid =
    [
        ("GetItem", Get),
        ("PutItem", """{"TableName":"Orders","Item":{"pk":{"S":"A"},"sk":{"S":"1"},"v":{"M":{"x":{"L":[{"N":"1"},{"SS":["a"]}]}}}},"ConditionExpression":"#a = :b","ExpressionAttributeNames":{"#a":"b"},"ExpressionAttributeValues":{":b":{"BOOL":true}}}"""),
        ("UpdateItem", """{"TableName":"Orders","Key":{"pk":{"S":"A"},"sk":{"S":"1"}},"UpdateExpression":"SET a[0].b = if_not_exists(c, :d) REMOVE e","ExpressionAttributeValues":{":d":{"N":"1.5e3"}}}"""),
        ("Query", """{"TableName":"Orders","KeyConditionExpression":"#p = :a AND sk BETWEEN :a AND :b","ExpressionAttributeNames":{"#p":"pk"},"ExpressionAttributeValues":{":a":{"S":"A"},":b":{"S":"B"}},"ExclusiveStartKey":{"pk":{"S":"A"},"sk":{"S":"1"}},"Limit":3}"""),
        ("Scan", """{"TableName":"Orders","ScanFilter":{"v":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"A"}]}}}"""),
        ("BatchGetItem", """{"RequestItems":{"Orders":{"Keys":[{"pk":{"S":"A"},"sk":{"S":"1"}}]},"Blobs":{"Keys":[{"pk":{"B":"AAE="}}]}}}"""),
        ("BatchWriteItem", """{"RequestItems":{"Orders":[{"PutRequest":{"Item":{"pk":{"S":"A"},"sk":{"S":"1"}}}},{"DeleteRequest":{"Key":{"pk":{"S":"A"},"sk":{"S":"2"}}}}]}}"""),
        ("TransactWriteItems", """{"TransactItems":[{"ConditionCheck":{"TableName":"Orders","Key":{"pk":{"S":"A"},"sk":{"S":"1"}},"ConditionExpression":"attribute_exists(pk)"}}]}"""),
        ("ExecuteStatement", """{"Statement":"SELECT a FROM \"Orders\".\"ByStatus\" WHERE status IN ['A', ?] AND NOT (b = 1)","Parameters":[{"S":"B"}]}"""),
        ("ExecuteTransaction", """{"TransactStatements":[{"Statement":"INSERT INTO Orders VALUE {'pk': 'A', 'sk': ?}","Parameters":[{"S":"1"}]}]}"""),
        ("TagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","Tags":[{"Key":"a","Value":"b"}]}"""),
        ("UpdateTable", """{"TableName":"Orders","ReplicaUpdates":[{"Create":{"RegionName":"eu-west-1"}}]}"""),
        ("GetRecords", """{"ShardIterator":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders/stream/2026-01-01T00:00:00.000|1|x"}"""),
    ];

    private static readonly string[] Pieces = ["\"", "{", "}", "[", "]", ":", ",", "null", "1", "\\u0041", "\\ud800", "{}", "[]", "\"a\":1,", "\0", "\ufffc", "'", "(", "#", "?", "--", " OR "];

    [Fact]
    public Task Body_MutatedAnyhow_IsAnswered() =>
        Gen.Select(Gen.OneOf(Valid), Gen.OneOf(Valid), Gen.Select(Gen.Int[0, 3], Gen.Double.Unit, Gen.Double.Unit, Gen.OneOf(Pieces)).Array[1, 4])
            .SampleAsync(
                static async (valid, other, edits) =>
                {
                    var text = valid.Body;
                    foreach (var (kind, from, to, piece) in edits)
                    {
                        var (start, end) = ((int)(Math.Min(from, to) * text.Length), (int)(Math.Max(from, to) * text.Length));
                        text = kind switch
                        {
                            0 => text.Insert(start, piece),
                            1 => text.Remove(start, Math.Min(3, end - start)),
                            2 => text[..start] + other.Body[Math.Min(start, other.Body.Length)..],
                            _ => text.Insert(end, text[start..end]),
                        };
                    }

                    await Reading.OfAsync(valid.Operation, text);
                    // A body of another operation is answered as well.
                    await Reading.OfAsync(other.Operation, text);
                },
                iter: 20_000);

    [Fact]
    public Task Body_RandomBytes_IsAnswered() =>
        Gen.Select(Gen.OneOf(Valid), Gen.Byte.Array[0, 40]).SampleAsync(static async (valid, bytes) => await Reading.OfAsync(valid.Operation, bytes), iter: 5_000);

    [Theory]
    [InlineData("ExecuteStatement")]
    [InlineData("PutItem")]
    public async Task Body_SixteenMebibytes_IsAnswered(string operation)
    {
        var text = new string('x', 16 << 20);
        await Reading.OfAsync(operation, operation == "PutItem" ? Get.Replace("Key", "Item").Replace("\"1\"", $"\"{text}\"") : $$"""{"Statement":"{{text}}"}""");
    }
}
