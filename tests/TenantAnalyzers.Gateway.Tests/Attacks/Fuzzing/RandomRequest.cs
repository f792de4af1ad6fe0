using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>A request of the attacker: one number makes one.</summary>
/// <param name="Target">What <c>X-Amz-Target</c> says.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentType">What <c>Content-Type</c> says.</param>
internal sealed record RandomRequest(string Target, byte[] Body, string ContentType)
{
    private const string Service = "DynamoDB_20120810.";
    private const string Streams = "DynamoDBStreams_20120810.";

    private static readonly string[] OnTables =
    [
        "DescribeTable", "DeleteTable", "UpdateTable", "UpdateTimeToLive", "DescribeTimeToLive", "CreateBackup", "DescribeContinuousBackups", "UpdateContinuousBackups", "DescribeContributorInsights",
        "DescribeKinesisStreamingDestination", "EnableKinesisStreamingDestination", "ListBackups", "DescribeTableReplicaAutoScaling",
    ];

    private static readonly string[] OnArns = ["ListTagsOfResource", "TagResource", "UntagResource", "GetResourcePolicy", "PutResourcePolicy", "DeleteResourcePolicy", "ExportTableToPointInTime"];

    private static readonly string[] OnNothing =
        ["ListTables", "DescribeLimits", "DescribeEndpoints", "ListGlobalTables", "ListExports", "ListImports", "SearchVectors", "ImportTable", "RestoreTableFromBackup", "RestoreTableToPointInTime", "NoSuchOperation", ""];

    /// <summary>Makes the request of a number.</summary>
    /// <param name="dice">The number's dice.</param>
    /// <param name="loot">What the attacker has got hold of: tokens and shard iterators, its own and the victim's.</param>
    public static RandomRequest Create(Dice dice, Loot loot)
    {
        var choice = new KeyChoice(dice);
        var (target, body) = dice.Below(30) switch
        {
            < 3 => (Service + "GetItem", Bodies.Item(dice, choice, "GetItem")),
            < 5 => (Service + "PutItem", Bodies.Item(dice, choice, "PutItem")),
            < 7 => (Service + "UpdateItem", Bodies.Item(dice, choice, "UpdateItem")),
            < 8 => (Service + "DeleteItem", Bodies.Item(dice, choice, "DeleteItem")),
            < 12 => (Service + "Query", Bodies.Query(dice, choice, isScan: false)),
            < 13 => (Service + "Scan", Bodies.Query(dice, choice, isScan: true)),
            < 15 => (Service + "BatchGetItem", Bodies.BatchGet(dice, choice)),
            < 16 => (Service + "BatchWriteItem", Bodies.BatchWrite(dice, choice)),
            < 17 => (Service + "TransactGetItems", Bodies.Transaction(dice, choice, isWrite: false)),
            < 19 => (Service + "TransactWriteItems", Bodies.Transaction(dice, choice, isWrite: true)),
            < 23 => (Service + "ExecuteStatement", WithToken(dice, loot, Bodies.Statement(dice, choice))),
            < 24 => (Service + "BatchExecuteStatement", Bodies.StatementList(dice, choice, "Statements")),
            < 25 => (Service + "ExecuteTransaction", Bodies.StatementList(dice, choice, "TransactStatements")),
            < 27 => OfTheControlPlane(dice, choice),
            < 29 => OfStreams(dice, loot),
            _ => (Service + dice.Pick("GetItem", "Query", "Scan", "ExecuteStatement"), Misplaced(dice, choice)),
        };
        return new RandomRequest(Oddly(dice, target), Spelling.Write(dice, body), OddType(dice));
    }

    private static (string Target, JsonObject Body) OfTheControlPlane(Dice dice, KeyChoice choice) => dice.Below(4) switch
    {
        0 => (Service + dice.Pick(OnArns), new JsonObject
        {
            [dice.Pick("ResourceArn", "TableArn")] = choice.Arn(dice.OneIn(2) ? choice.Table.VictimTable : choice.Table.AttackerTable),
            ["Tags"] = new JsonArray(),
            ["Policy"] = "{}",
            ["S3Bucket"] = "x",
        }),
        1 => (Service + dice.Pick(OnNothing), new JsonObject()),
        2 => (Service + "CreateTable", new JsonObject
        {
            ["TableName"] = choice.TableName() + dice.Pick("", "2"),
            ["KeySchema"] = new JsonArray(new JsonObject { ["AttributeName"] = "k", ["KeyType"] = "HASH" }),
            ["AttributeDefinitions"] = new JsonArray(new JsonObject { ["AttributeName"] = "k", ["AttributeType"] = "S" }),
            ["BillingMode"] = "PAY_PER_REQUEST",
        }),
        _ => (Service + dice.Pick(OnTables), new JsonObject { ["TableName"] = choice.TableName() }),
    };

    private static (string Target, JsonObject Body) OfStreams(Dice dice, Loot loot) => dice.Below(4) switch
    {
        0 => (Streams + "ListStreams", []),
        1 => (Streams + "DescribeStream", new JsonObject { ["StreamArn"] = dice.Pick(loot.StreamArns) }),
        2 => (Streams + "GetShardIterator", new JsonObject
        {
            ["StreamArn"] = dice.Pick(loot.StreamArns),
            ["ShardId"] = dice.Pick(loot.ShardIds),
            ["ShardIteratorType"] = dice.Pick("TRIM_HORIZON", "LATEST"),
        }),
        _ => (Streams + "GetRecords", new JsonObject { ["ShardIterator"] = loot.ShardIterator(dice) }),
    };

    private static JsonObject WithToken(Dice dice, Loot loot, JsonObject body)
    {
        if (dice.OneIn(3))
            body["NextToken"] = dice.OneIn(5) ? "none" : dice.Pick(loot.NextTokens);
        return body;
    }

    /// <summary>Members of one operation in the body of another.</summary>
    private static JsonObject Misplaced(Dice dice, KeyChoice choice)
    {
        var body = Bodies.Query(dice, choice, isScan: false);
        foreach (var (name, value) in Bodies.Item(dice, choice, "UpdateItem").Concat(Bodies.BatchGet(dice, choice)).ToArray())
            body[name] = value?.DeepClone();
        return body;
    }

    private static string Oddly(Dice dice, string target) => dice.Below(200) switch
    {
        0 => target.ToLowerInvariant(),
        1 => target.Replace("20120810", "20111205", StringComparison.Ordinal),
        2 => target[..^1] + char.ToUpperInvariant(target[^1]),
        3 => target.Replace(".", "..", StringComparison.Ordinal),
        4 => target + ", " + Service + "Scan",
        5 => dice.Pick("", "Scan", ".Scan", "DynamoDB_20120810", "DynamoDBStreams_20120810.Scan", "com.amazonaws.dynamodb.v20120810.DynamoDB_20120810.Scan"),
        _ => target,
    };

    private static string OddType(Dice dice) => dice.Below(50) switch
    {
        0 => dice.Pick("application/json", "application/x-amz-json-1.1", "application/x-amz-json-1.0; charset=utf-16", "text/plain", "application/cbor", "", "application/x-amz-json-1.0, application/json"),
        1 => dice.Pick("application/x-www-form-urlencoded", "APPLICATION/X-AMZ-JSON-1.0", "application/x-amz-json-1.0 ", "application/x-amz-json-1.0;charset=utf-8"),
        _ => "application/x-amz-json-1.0",
    };
}
