using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>The SDK's higher levels: the document model, and the object persistence context.</summary>
internal static class ModelAttacks
{
    public static IReadOnlyList<AttackOperation> All { get; } =
    [
        new("Table.GetItemAsync (document model)", AttackEffect.Reads, static async attempt =>
        {
            var document = await TableOf(attempt).GetItemAsync(Document.FromAttributeMap(attempt.Target.Key), attempt.CancellationToken);
            return document is null ? [] : [document.ToAttributeMap()];
        }),
        new("Table.Query (document model)", AttackEffect.Reads, static async attempt =>
        {
            var search = TableOf(attempt).Query(new QueryFilter(attempt.Target.Shape.PartitionKey, QueryOperator.Equal, attempt.Target.Partition.S));
            return [.. (await search.GetRemainingAsync(attempt.CancellationToken)).Select(static document => document.ToAttributeMap())];
        }),
        new("Table.PutItemAsync (document model)", AttackEffect.Marks, static async attempt =>
        {
            await TableOf(attempt).PutItemAsync(Document.FromAttributeMap(attempt.MarkedItem), attempt.CancellationToken);
            return AttackOperation.None;
        }),
        new("Table.DeleteItemAsync (document model)", AttackEffect.Deletes, static async attempt =>
        {
            await TableOf(attempt).DeleteItemAsync(Document.FromAttributeMap(attempt.Target.Key), attempt.CancellationToken);
            return AttackOperation.None;
        }),
        new("DynamoDBContext.LoadAsync", AttackEffect.Reads, static async attempt =>
        {
            using var context = Context(attempt);
            var order = await context.LoadAsync<ContextOrder>(
                attempt.Target.Item["tenantId"].S, attempt.Target.Item["orderId"].S, new LoadConfig { OverrideTableName = attempt.Target.Table }, attempt.CancellationToken);
            return order is null ? [] : [order.ToItem()];
        }) { Fits = IsOrders },
        new("DynamoDBContext.QueryAsync", AttackEffect.Reads, static async attempt =>
        {
            using var context = Context(attempt);
            var search = context.QueryAsync<ContextOrder>(attempt.Target.Item["tenantId"].S, new QueryConfig { OverrideTableName = attempt.Target.Table });
            return [.. (await search.GetRemainingAsync(attempt.CancellationToken)).Select(static order => order.ToItem())];
        }) { Fits = IsOrders },
        new("DynamoDBContext.SaveAsync", AttackEffect.Marks, static async attempt =>
        {
            using var context = Context(attempt);
            var order = new ContextOrder { TenantId = attempt.Target.Item["tenantId"].S, OrderId = attempt.Target.Item["orderId"].S, Mark = attempt.Mark };
            await context.SaveAsync(order, new SaveConfig { OverrideTableName = attempt.Target.Table }, attempt.CancellationToken);
            return AttackOperation.None;
        }) { Fits = IsOrders },
    ];

    private static bool IsOrders(TableShape shape) => shape is { PartitionKey: "tenantId", SortKey: "orderId" };

    private static ITable TableOf(Attempt attempt)
    {
        var builder = new TableBuilder(attempt.Client, attempt.Target.Table).AddHashKey(attempt.Target.Shape.PartitionKey, DynamoDBEntryType.String);
        return (attempt.Target.Shape.SortKey is { } sortKey ? builder.AddRangeKey(sortKey, DynamoDBEntryType.String) : builder).Build();
    }

    // Without the look-up of the table, which a tenant may not be allowed: the attributes say it all.
    private static DynamoDBContext Context(Attempt attempt) =>
        new DynamoDBContextBuilder().WithDynamoDBClient(() => attempt.Client).ConfigureContext(static config => config.DisableFetchingTableMetadata = true).Build();

    /// <summary>An order as the context knows it.</summary>
    [DynamoDBTable("Orders")]
    internal sealed class ContextOrder
    {
        [DynamoDBHashKey("tenantId")]
        public string TenantId { get; set; } = "";

        [DynamoDBRangeKey("orderId")]
        public string OrderId { get; set; } = "";

        [DynamoDBProperty("secret")]
        public string? Secret { get; set; }

        [DynamoDBProperty(AttackOperation.MarkName)]
        public string? Mark { get; set; }

        public Dictionary<string, AttributeValue> ToItem() => new()
        {
            ["tenantId"] = new AttributeValue(TenantId),
            ["orderId"] = new AttributeValue(OrderId),
            ["secret"] = new AttributeValue(Secret),
        };
    }
}
