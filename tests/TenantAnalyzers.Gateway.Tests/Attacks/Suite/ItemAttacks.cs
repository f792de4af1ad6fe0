using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>Requests for one item by its key.</summary>
internal static class ItemAttacks
{
    public static IReadOnlyList<AttackOperation> All { get; } =
    [
        new("GetItem", AttackEffect.Reads, static async attempt =>
            Items(await attempt.Client.GetItemAsync(new GetItemRequest { TableName = attempt.Target.Table, Key = attempt.Target.Key, ConsistentRead = true }, attempt.CancellationToken))),
        new("GetItem of named attributes (legacy AttributesToGet)", AttackEffect.Reads, static async attempt =>
            Items(await attempt.Client.GetItemAsync(
                new GetItemRequest { TableName = attempt.Target.Table, Key = attempt.Target.Key, AttributesToGet = [.. attempt.Target.Item.Keys] }, attempt.CancellationToken))),
        new("PutItem over it", AttackEffect.Marks, static async attempt =>
        {
            var response = await attempt.Client.PutItemAsync(
                new PutItemRequest { TableName = attempt.Target.Table, Item = attempt.MarkedItem, ReturnValues = ReturnValue.ALL_OLD }, attempt.CancellationToken);
            return [response.Attributes ?? []];
        }),
        new("PutItem beside it", AttackEffect.Inserts, static async attempt =>
        {
            await attempt.Client.PutItemAsync(new PutItemRequest { TableName = attempt.Target.Table, Item = attempt.New.Item }, attempt.CancellationToken);
            return AttackOperation.None;
        }),
        new("UpdateItem", AttackEffect.Marks, static async attempt =>
        {
            var response = await attempt.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = attempt.Target.Table,
                    Key = attempt.Target.Key,
                    UpdateExpression = "SET #mark = :mark",
                    ExpressionAttributeNames = new() { ["#mark"] = AttackOperation.MarkName },
                    ExpressionAttributeValues = new() { [":mark"] = new AttributeValue(attempt.Mark) },
                    ReturnValues = ReturnValue.ALL_NEW,
                },
                attempt.CancellationToken);
            return [response.Attributes ?? []];
        }),
        new("UpdateItem (legacy AttributeUpdates)", AttackEffect.Marks, static async attempt =>
        {
            var update = new AttributeValueUpdate { Action = AttributeAction.PUT, Value = new AttributeValue(attempt.Mark) };
            await attempt.Client.UpdateItemAsync(
                new UpdateItemRequest { TableName = attempt.Target.Table, Key = attempt.Target.Key, AttributeUpdates = new() { [AttackOperation.MarkName] = update } },
                attempt.CancellationToken);
            return AttackOperation.None;
        }),
        new("DeleteItem", AttackEffect.Deletes, static async attempt =>
        {
            var response = await attempt.Client.DeleteItemAsync(
                new DeleteItemRequest { TableName = attempt.Target.Table, Key = attempt.Target.Key, ReturnValues = ReturnValue.ALL_OLD }, attempt.CancellationToken);
            return [response.Attributes ?? []];
        }),
    ];

    private static IReadOnlyList<Dictionary<string, AttributeValue>> Items(GetItemResponse response) => response.IsItemSet ? [response.Item] : [];
}
