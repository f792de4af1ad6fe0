using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>Batches and transactions, of the item alone and mixed with one of the caller's own.</summary>
internal static class ManyItemsAttacks
{
    public static IReadOnlyList<AttackOperation> All { get; } =
    [
        new("BatchGetItem", AttackEffect.Reads, static attempt => BatchGetAsync(attempt, attempt.Target)),
        new("BatchGetItem between own keys", AttackEffect.Reads, static attempt => BatchGetAsync(attempt, attempt.Companion, attempt.Target)),
        new("BatchWriteItem, put", AttackEffect.Marks, static attempt =>
            BatchWriteAsync(attempt, (attempt.Target, new WriteRequest(new PutRequest(attempt.MarkedItem))))),
        new("BatchWriteItem, delete", AttackEffect.Deletes, static attempt =>
            BatchWriteAsync(attempt, (attempt.Target, new WriteRequest(new DeleteRequest(attempt.Target.Key))))),
        new("BatchWriteItem, put after an own one", AttackEffect.Marks, static attempt => BatchWriteAsync(
            attempt, (attempt.Companion, new WriteRequest(new PutRequest(attempt.Companion.Item))), (attempt.Target, new WriteRequest(new PutRequest(attempt.MarkedItem))))),
        new("TransactGetItems", AttackEffect.Reads, static attempt => TransactGetAsync(attempt, attempt.Target)),
        new("TransactGetItems between own keys", AttackEffect.Reads, static attempt => TransactGetAsync(attempt, attempt.Companion, attempt.Target)),
        new("TransactWriteItems, put", AttackEffect.Marks, static attempt =>
            TransactWriteAsync(attempt, new TransactWriteItem { Put = new Put { TableName = attempt.Target.Table, Item = attempt.MarkedItem } })),
        new("TransactWriteItems, update", AttackEffect.Marks, static attempt => TransactWriteAsync(attempt, new TransactWriteItem { Update = Mark(attempt, attempt.Target) })),
        new("TransactWriteItems, delete", AttackEffect.Deletes, static attempt =>
            TransactWriteAsync(attempt, new TransactWriteItem { Delete = new Delete { TableName = attempt.Target.Table, Key = attempt.Target.Key } })),
        new("TransactWriteItems, condition check", AttackEffect.Checks, static attempt => TransactWriteAsync(
            attempt, new TransactWriteItem { Update = Mark(attempt, attempt.Companion) }, new TransactWriteItem { ConditionCheck = Exists(attempt.Target) })),
    ];

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> BatchGetAsync(Attempt attempt, params AttackTarget[] targets)
    {
        var request = new BatchGetItemRequest { RequestItems = [] };
        foreach (var table in targets.GroupBy(static target => target.Table))
            request.RequestItems[table.Key] = new KeysAndAttributes { Keys = [.. table.Select(static target => target.Key)] };
        var response = await attempt.Client.BatchGetItemAsync(request, attempt.CancellationToken);
        return [.. (response.Responses ?? []).SelectMany(static table => table.Value)];
    }

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> BatchWriteAsync(Attempt attempt, params (AttackTarget Target, WriteRequest Write)[] writes)
    {
        var request = new BatchWriteItemRequest { RequestItems = [] };
        foreach (var table in writes.GroupBy(static write => write.Target.Table))
            request.RequestItems[table.Key] = [.. table.Select(static write => write.Write)];
        await attempt.Client.BatchWriteItemAsync(request, attempt.CancellationToken);
        return AttackOperation.None;
    }

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> TransactGetAsync(Attempt attempt, params AttackTarget[] targets)
    {
        var request = new TransactGetItemsRequest
        {
            TransactItems = [.. targets.Select(static target => new TransactGetItem { Get = new Get { TableName = target.Table, Key = target.Key } })],
        };
        var response = await attempt.Client.TransactGetItemsAsync(request, attempt.CancellationToken);
        return [.. (response.Responses ?? []).Select(static item => item.Item ?? [])];
    }

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> TransactWriteAsync(Attempt attempt, params TransactWriteItem[] items)
    {
        await attempt.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = [.. items] }, attempt.CancellationToken);
        return AttackOperation.None;
    }

    private static Update Mark(Attempt attempt, AttackTarget target) => new()
    {
        TableName = target.Table,
        Key = target.Key,
        UpdateExpression = "SET #mark = :mark",
        ExpressionAttributeNames = new() { ["#mark"] = AttackOperation.MarkName },
        ExpressionAttributeValues = new() { [":mark"] = new AttributeValue(attempt.Mark) },
    };

    private static ConditionCheck Exists(AttackTarget target) => new()
    {
        TableName = target.Table,
        Key = target.Key,
        ConditionExpression = "attribute_exists(#key)",
        ExpressionAttributeNames = new() { ["#key"] = target.Shape.PartitionKey },
    };
}
