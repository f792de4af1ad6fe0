using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>Queries and scans, of the table and of an index, page by page.</summary>
internal static class PageAttacks
{
    public static IReadOnlyList<AttackOperation> All { get; } =
    [
        new("Query", AttackEffect.Reads, static async attempt =>
            Items(await attempt.Client.QueryAsync(Partition(attempt, index: null), attempt.CancellationToken))),
        new("Query (legacy KeyConditions)", AttackEffect.Reads, static async attempt =>
        {
            var equal = new Condition { ComparisonOperator = ComparisonOperator.EQ, AttributeValueList = [attempt.Target.Partition] };
            return Items(await attempt.Client.QueryAsync(
                new QueryRequest { TableName = attempt.Target.Table, KeyConditions = new() { [attempt.Target.Shape.PartitionKey] = equal } }, attempt.CancellationToken));
        }),
        new("Query of the first page and the next", AttackEffect.Reads, static attempt => PagesAsync(attempt, index: null)),
        new("Query of a page after a key (ExclusiveStartKey)", AttackEffect.Reads, static async attempt =>
        {
            // A key before all others: the page that follows it is the first.
            var request = Partition(attempt, index: null);
            request.ExclusiveStartKey = new(attempt.Target.Key) { [attempt.Target.Shape.SortKey!] = new AttributeValue("!") };
            return Items(await attempt.Client.QueryAsync(request, attempt.CancellationToken));
        }) { Fits = static shape => shape.SortKey is not null },
        new("Query of an index", AttackEffect.Reads, static async attempt =>
            Items(await attempt.Client.QueryAsync(Partition(attempt, attempt.Target.Shape.Index), attempt.CancellationToken))) { Fits = HasIndex },
        new("Query of an index, page by page", AttackEffect.Reads, static attempt => PagesAsync(attempt, attempt.Target.Shape.Index)) { Fits = HasIndex },
        new("Scan", AttackEffect.Reads, static async attempt =>
        {
            var response = await attempt.Client.ScanAsync(new ScanRequest(attempt.Target.Table), attempt.CancellationToken);
            return response.Items ?? [];
        }),
        new("Scan of an index", AttackEffect.Reads, static async attempt =>
        {
            var response = await attempt.Client.ScanAsync(new ScanRequest(attempt.Target.Table) { IndexName = attempt.Target.Shape.Index!.Name }, attempt.CancellationToken);
            return response.Items ?? [];
        }) { Fits = HasIndex },
    ];

    internal static bool HasIndex(TableShape shape) => shape.Index is not null;

    private static QueryRequest Partition(Attempt attempt, IndexShape? index) => new()
    {
        TableName = attempt.Target.Table,
        IndexName = index?.Name,
        KeyConditionExpression = "#key = :key",
        ExpressionAttributeNames = new() { ["#key"] = index?.PartitionKey ?? attempt.Target.Shape.PartitionKey },
        ExpressionAttributeValues = new() { [":key"] = index is null ? attempt.Target.Partition : attempt.Target.IndexPartition },
    };

    private static async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> PagesAsync(Attempt attempt, IndexShape? index)
    {
        var request = Partition(attempt, index);
        request.Limit = 1;
        var items = new List<Dictionary<string, AttributeValue>>();
        await foreach (var page in attempt.Client.Paginators.Query(request).Responses.WithCancellation(attempt.CancellationToken))
            items.AddRange(Items(page));
        return items;
    }

    private static List<Dictionary<string, AttributeValue>> Items(QueryResponse response) => response.Items ?? [];
}
