using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>Bodies of every operation, near to valid ones.</summary>
internal static class Bodies
{
    private static readonly string[] KeyConditions =
    [
        "#k = :k", "#k=:k", "(#k = :k)", "#k = :k AND #s > :s", "#k = :k AND begins_with(#s, :s)", "#k = :k OR #k = :o", "#k IN (:k, :o)", "NOT #k = :k", "#k BETWEEN :k AND :o", ":k = #k",
        "#k = :k AND #k = :o", "#k = :k AND #j = :o", "#k >= :k", "begins_with(#k, :k)", "#k = :k AND (#s > :s OR #k = :o)", "#K = :k", "#k = :k --", "#k = :K", "", "#k = :k AND #s BETWEEN :s AND :o",
    ];

    private static readonly string[] Conditions = ["attribute_exists(#k)", "attribute_not_exists(#k)", "#k = :k OR secret = :s", "contains(secret, :s)", "size(secret) > :s", "("];

    private static readonly string[] Updates = ["SET note = :s", "SET #j = :o", "REMOVE secret", "SET note = if_not_exists(secret, :s)", "ADD total :s", "SET #k = :o", "DELETE tags :s", "SET"];

    public static JsonObject Query(Dice dice, KeyChoice choice, bool isScan)
    {
        var body = new JsonObject { ["TableName"] = choice.TableName() };
        var isIndex = dice.OneIn(3);
        if (isIndex)
            body["IndexName"] = choice.IndexName();
        if (!isScan || dice.OneIn(10))
        {
            if (dice.OneIn(4))
                body["KeyConditions"] = Legacy(dice, choice);
            else
                body["KeyConditionExpression"] = dice.Pick(KeyConditions);
        }

        if (isScan && dice.OneIn(2))
            (body["Segment"], body["TotalSegments"]) = (dice.Below(2), 2);
        Placeholders(dice, choice, body, isIndex ? choice.Table.Shape.Index!.PartitionKey : choice.Table.Shape.PartitionKey);
        Sometimes(dice, 3, () => body["ExclusiveStartKey"] = choice.Key());
        Sometimes(dice, 4, () => body["Limit"] = dice.Pick<JsonNode>(1, 0, -1, "1", 1.5));
        Sometimes(dice, 5, () => body["FilterExpression"] = dice.Pick(Conditions));
        Sometimes(dice, 6, () => body[isScan ? "ScanFilter" : "QueryFilter"] = Legacy(dice, choice));
        Sometimes(dice, 6, () => body["Select"] = dice.Pick("COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "all"));
        Sometimes(dice, 6, () => body["ProjectionExpression"] = dice.Pick("secret", "#k", "address.street", "tags[0]"));
        Sometimes(dice, 6, () => body["ScanIndexForward"] = dice.OneIn(2));
        return body;
    }

    public static JsonObject Item(Dice dice, KeyChoice choice, string operation)
    {
        var body = new JsonObject { ["TableName"] = choice.TableName() };
        body[operation is "PutItem" or "Put" ? "Item" : "Key"] = choice.Key(isWhole: operation is "PutItem" or "Put");
        if (operation is "UpdateItem" or "Update")
        {
            if (dice.OneIn(4))
                body["AttributeUpdates"] = new JsonObject { ["note"] = new JsonObject { ["Value"] = choice.Value("x"), ["Action"] = dice.Pick("PUT", "ADD", "DELETE", "put") } };
            else
                body["UpdateExpression"] = dice.Pick(Updates);
        }

        if (operation is "GetItem" or "Get")
        {
            Sometimes(dice, 4, () => body["ProjectionExpression"] = "secret");
            Sometimes(dice, 6, () => body["AttributesToGet"] = new JsonArray("secret", "tenantId"));
        }
        else
        {
            Sometimes(dice, 3, () => body["ConditionExpression"] = dice.Pick(Conditions));
            Sometimes(dice, 4, () => body["ReturnValues"] = dice.Pick("ALL_OLD", "ALL_NEW", "UPDATED_OLD", "NONE", "all_old"));
            Sometimes(dice, 4, () => body["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD");
            Sometimes(dice, 8, () => body["Expected"] = new JsonObject { ["secret"] = new JsonObject { ["Value"] = choice.Value("x"), ["Exists"] = dice.OneIn(2) } });
        }

        Placeholders(dice, choice, body, choice.Table.Shape.PartitionKey);
        Sometimes(dice, 8, () => body["ReturnConsumedCapacity"] = "INDEXES");
        return body;
    }

    public static JsonObject BatchGet(Dice dice, KeyChoice choice)
    {
        var tables = new JsonObject();
        for (var i = dice.Below(3); i >= 0; i--)
            tables[choice.TableName()] = new JsonObject { ["Keys"] = new JsonArray([.. Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => choice.Key())]), ["ConsistentRead"] = dice.OneIn(2) };
        return new JsonObject { ["RequestItems"] = tables };
    }

    public static JsonObject BatchWrite(Dice dice, KeyChoice choice)
    {
        var tables = new JsonObject();
        for (var i = dice.Below(2); i >= 0; i--)
        {
            tables[choice.TableName()] = new JsonArray([.. Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => dice.OneIn(2)
                ? new JsonObject { ["PutRequest"] = new JsonObject { ["Item"] = choice.Key(isWhole: true) } }
                : new JsonObject { ["DeleteRequest"] = new JsonObject { ["Key"] = choice.Key() } })]);
        }

        return new JsonObject { ["RequestItems"] = tables };
    }

    public static JsonObject Transaction(Dice dice, KeyChoice choice, bool isWrite)
    {
        var items = Enumerable.Range(0, 1 + dice.Below(4)).Select(_ =>
        {
            var operation = isWrite ? dice.Pick("Put", "Update", "Delete", "ConditionCheck") : "Get";
            var item = new JsonObject { [operation] = Item(dice, choice, operation) };
            Sometimes(dice, 15, () => item[isWrite ? "Put" : "get"] = Item(dice, choice, "Put"));
            return (JsonNode)item;
        });
        return new JsonObject { ["TransactItems"] = new JsonArray([.. items]) };
    }

    public static JsonObject Statement(Dice dice, KeyChoice choice)
    {
        var statement = Statements.Any(dice, choice);
        var body = new JsonObject { ["Statement"] = statement };
        if (statement.Contains('?', StringComparison.Ordinal) || dice.OneIn(20))
            body["Parameters"] = Statements.Parameters(dice, choice, statement);
        Sometimes(dice, 5, () => body["Limit"] = 1);
        return body;
    }

    public static JsonObject StatementList(Dice dice, KeyChoice choice, string member) =>
        new() { [member] = new JsonArray([.. Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => Statement(dice, choice))]) };

    private static JsonObject Legacy(Dice dice, KeyChoice choice) => new()
    {
        [dice.OneIn(8) ? choice.Table.Shape.PartitionKey.ToUpperInvariant() : choice.Table.Shape.PartitionKey] = new JsonObject
        {
            ["ComparisonOperator"] = dice.Pick("EQ", "EQ", "EQ", "GE", "IN", "NE", "BEGINS_WITH", "BETWEEN", "eq"),
            ["AttributeValueList"] = new JsonArray([.. Enumerable.Range(0, dice.OneIn(4) ? 2 : 1).Select(_ => choice.Value(choice.Partition()))]),
        },
    };

    // All that an expression of this file may name, and more rarely one of them missing.
    private static void Placeholders(Dice dice, KeyChoice choice, JsonObject body, string partitionKey)
    {
        var text = body.ToJsonString();
        var names = new JsonObject();
        foreach (var (name, attribute) in new[] { ("#k", partitionKey), ("#j", partitionKey), ("#s", choice.Table.Shape.SortKey ?? "note") })
        {
            if (text.Contains(name, StringComparison.Ordinal) != dice.OneIn(30))
                names[name] = attribute;
        }

        var values = new JsonObject();
        foreach (var (name, value) in new[] { (":k", choice.Partition()), (":o", choice.Partition()), (":s", "a") })
        {
            if (text.Contains(name, StringComparison.Ordinal) != dice.OneIn(30))
                values[name] = choice.Value(value);
        }

        if (names.Count > 0)
            body["ExpressionAttributeNames"] = names;
        if (values.Count > 0)
            body["ExpressionAttributeValues"] = values;
    }

    private static void Sometimes(Dice dice, int oneIn, Action add)
    {
        if (dice.OneIn(oneIn))
            add();
    }
}
