namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>The object persistence model: the class says which of its members is the key.</summary>
public sealed class ContextTests
{
    private static string Body(string statements) => Source.Usings + $$"""
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        [DynamoDBTable("Orders")]
        public class Order
        {
            [DynamoDBHashKey] public string TenantId { get; set; } = "";
            [DynamoDBRangeKey] public string OrderId { get; set; } = "";
            [DynamoDBGlobalSecondaryIndexHashKey("ByStatus")] public string Status { get; set; } = "";
            [DynamoDBGlobalSecondaryIndexHashKey("ByCustomer")] public string CustomerId { get; set; } = "";
            [DynamoDBGlobalSecondaryIndexHashKey("ByTenantDay")] public string TenantDay { get; set; } = "";
        }
        [DynamoDBTable("Items")]
        public class Item
        {
            [DynamoDBHashKey] public string ItemId { get; set; } = "";
            [DynamoDBGlobalSecondaryIndexHashKey("ByTenant")] public string TenantId { get; set; } = "";
        }
        public class Renamed { [DynamoDBHashKey("tenant_id")] public string Owner { get; set; } = ""; public string Name { get; set; } = ""; }
        public class ByProperty { [DynamoDBHashKey] [DynamoDBProperty("household")] public string TenantId { get; set; } = ""; }
        public class Single { [DynamoDBHashKey("PK")] public string Pk { get; set; } = ""; [DynamoDBRangeKey("SK")] public string Sk { get; set; } = ""; public string TenantId { get; set; } = ""; }
        public class Computed { [DynamoDBHashKey("PK")] public string Pk { get => $"TENANT#{TenantId}"; set { } } public string TenantId { get; set; } = ""; }
        public class ComputedOrder { [DynamoDBHashKey("PK")] public string Pk { get => $"ORDER#{OrderId}"; set { } } public string OrderId { get; set; } = ""; }
        public record Line { [DynamoDBHashKey] public string LineId { get; init; } = ""; public string TenantId { get; init; } = ""; }
        public record TenantLine { [DynamoDBHashKey] public string TenantId { get; init; } = ""; public string LineId { get; init; } = ""; }
        public abstract class TenantEntity { [DynamoDBHashKey] public string TenantId { get; set; } = ""; }
        public class Invoice : TenantEntity { [DynamoDBRangeKey] public string InvoiceId { get; set; } = ""; }
        public class Bare { public string Id { get; set; } = ""; public string TenantId { get; set; } = ""; }
        public class Tenant { [DynamoDBHashKey] public string Id { get; set; } = ""; public string Name { get; set; } = ""; }
        [TenantAnalyzers.CrossTenant("reference data")] public class Country { [DynamoDBHashKey] public string Code { get; set; } = ""; }
        public class Marked { [TenantAnalyzers.TenantKey, DynamoDBHashKey] public string Scope { get; set; } = ""; }
        class Repository
        {
            private readonly IDynamoDBContext context = null!;
            private readonly DynamoDBContext old = null!;
            private readonly IAmazonDynamoDB client = null!;
            async Task Run(string tenantId, string orderId, Guid itemId, string status, bool flag, string key, Order order, Item item, List<Item> items, List<Order> orders, QueryConfig config, QueryConditional conditional, CancellationToken token)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
            void Use(object? o) { }
            Item Map(string id) => new() { ItemId = id };
            [TenantAnalyzers.CrossTenant("nightly job")] Task Sweep() => context.ScanAsync<Order>(new List<ScanCondition>()).GetRemainingAsync();
        }
        namespace TenantAnalyzers
        {
            class TenantKeyAttribute : Attribute { }
            class CrossTenantAttribute : Attribute { public CrossTenantAttribute(string justification) { } }
        }
        """;

    [Theory]
    // The class's key is not the tenant's: every access by it leaks.
    [InlineData("""await {|TNT1002:context.LoadAsync<Item>|}(itemId);""")]
    [InlineData("""await {|TNT1002:context.LoadAsync<Item>|}(orderId, token);""")]
    [InlineData("""await {|TNT1002:old.LoadAsync<Item>|}(orderId, status, token);""")]
    [InlineData("""await {|TNT1002:context.LoadAsync|}(item);""")]
    [InlineData("""await {|TNT1002:context.LoadAsync|}(new Item { ItemId = orderId });""")]
    [InlineData("""await {|TNT1002:context.LoadAsync<Item>|}(orderId, new LoadConfig { ConsistentRead = true });""")]
    [InlineData("""await {|TNT1002:context.LoadAsync<Line>|}(orderId);""")]
    [InlineData("""await {|TNT1002:context.LoadAsync<ComputedOrder>|}($"ORDER#{orderId}");""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(item);""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(item, token);""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(new Item { ItemId = orderId, TenantId = tenantId });""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(Map(orderId));""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(new Line { LineId = orderId, TenantId = tenantId });""")]
    [InlineData("""var line = new Line { LineId = orderId }; await {|TNT1004:context.SaveAsync|}(line with { TenantId = tenantId });""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(new Single { Pk = $"ORDER#{orderId}", TenantId = tenantId });""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(typeof(Item), item);""")]
    [InlineData("""await {|TNT1004:context.DeleteAsync<Item>|}(orderId);""")]
    [InlineData("""await {|TNT1004:context.DeleteAsync|}(item);""")]
    [InlineData("""Use({|TNT1001:context.QueryAsync<Item>|}(orderId));""")]
    [InlineData("""Use({|TNT1001:context.QueryAsync<Item>|}(orderId, QueryOperator.Equal, new object[] { tenantId }));""")]
    [InlineData("""await {|TNT1002:context.LoadAsync<Single>|}($"ORDER#{orderId}", tenantId);""")]
    // An index makes the argument its own key.
    [InlineData("""Use({|TNT1006:context.QueryAsync<Order>|}(status, new QueryConfig { IndexName = "ByStatus" }));""")]
    [InlineData("""Use({|TNT1006:context.QueryAsync<Order>|}("OPEN", new DynamoDBOperationConfig { IndexName = "ByStatus" }));""")]
    [InlineData("""var index = new QueryConfig(); index.IndexName = "ByCustomer"; Use({|TNT1006:context.QueryAsync<Order>|}(key, index));""")]
    [InlineData("""Use({|TNT1006:context.QueryAsync<Order>|}("OPEN", QueryOperator.BeginsWith, new object[] { "a" }, new QueryConfig { IndexName = "ByStatus" }));""")]
    [InlineData("""Use({|TNT1006:context.QueryAsync<Order>|}(QueryConditional.HashKeyEqualTo("Status", status), new QueryConfig { IndexName = "ByStatus" }));""")]
    [InlineData("""Use({|TNT1001:context.QueryAsync<Order>|}(QueryConditional.HashKeyEqualTo("OrderId", orderId), new QueryConfig()));""")]
    [InlineData("""Use({|TNT1006:context.QueryAsync<Order>|}(QueryConditional.HashKeyEqualTo("Status", status).AndRangeKeyEqualTo("TenantId", tenantId), new QueryConfig { IndexName = "ByStatus" }));""")]
    [InlineData("""Use({|TNT1006:context.QueryAsync<Order>|}(QueryConditional.HashKeysEqual(new Dictionary<string, object> { ["Status"] = status, ["CustomerId"] = key }), new QueryConfig { IndexName = "ByStatusAndCustomer" }));""")]
    // Queries and scans of the document model.
    [InlineData("""Use({|TNT1001:context.FromQueryAsync<Order>|}(new QueryOperationConfig()));""")]
    [InlineData("""Use({|TNT1001:context.FromQueryAsync<Order>|}(new QueryOperationConfig { Filter = new QueryFilter("OrderId", QueryOperator.Equal, orderId) }));""")]
    [InlineData("""Use({|TNT1006:context.FromQueryAsync<Order>|}(new QueryOperationConfig { IndexName = "ByStatus", Filter = new QueryFilter("Status", QueryOperator.Equal, status) }));""")]
    [InlineData("""Use({|TNT1006:old.FromQueryAsync<Order>|}(new QueryOperationConfig { IndexName = "ByStatus", KeyExpression = new Expression { ExpressionStatement = "#s = :s", ExpressionAttributeNames = { ["#s"] = "Status" }, ExpressionAttributeValues = { [":s"] = status } } }, new FromQueryConfig()));""")]
    [InlineData("""Use({|TNT1003:context.FromScanAsync<Order>|}(new ScanOperationConfig()));""")]
    [InlineData("""Use({|TNT1003:context.ScanAsync<Order>|}(new List<ScanCondition>()));""")]
    [InlineData("""Use({|TNT1003:context.ScanAsync<Order>|}(new[] { new ScanCondition("TenantId", ScanOperator.Equal, tenantId) }));""")]
    [InlineData("""Use({|TNT1003:context.ScanAsync<Order>|}(new List<ScanCondition> { new("TenantId", ScanOperator.Equal, tenantId) }, new ScanConfig()));""")]
    [InlineData("""Use({|TNT1003:context.ScanAsync<Bare>|}([]));""")]
    // Batches and transactions.
    [InlineData("""var batch = context.CreateBatchGet<Item>(); {|TNT1002:batch.AddKey|}(orderId); await batch.ExecuteAsync();""")]
    [InlineData("""var batch = context.CreateBatchGet<Item>(new BatchGetConfig()); {|TNT1002:batch.AddKey|}(item);""")]
    [InlineData("""var batch = context.CreateBatchWrite<Item>(); {|TNT1004:batch.AddPutItem|}(item); {|TNT1004:batch.AddPutItems|}(items); {|TNT1004:batch.AddDeleteItem|}(item); {|TNT1004:batch.AddDeleteItems|}(new[] { item }); {|TNT1004:batch.AddDeleteKey|}(orderId);""")]
    [InlineData("""var part = context.CreateTransactGet<Item>(); {|TNT1002:part.AddKey|}(orderId); {|TNT1002:part.AddKeys|}(items);""")]
    [InlineData("""var part = context.CreateTransactWrite<Item>(); {|TNT1004:part.AddSaveItem|}(item); {|TNT1004:part.AddSaveItems|}(items); {|TNT1004:part.AddDeleteItem|}(item); {|TNT1004:part.AddDeleteKey|}(orderId); {|TNT1004:part.AddVersionCheckItem|}(item); {|TNT1004:part.AddVersionCheckKey|}(orderId, 3);""")]
    // The table behind the class.
    [InlineData("""await {|TNT1002:context.GetTargetTable<Item>().GetItemAsync|}(orderId);""")]
    [InlineData("""Use({|TNT1003:context.GetTargetTable<Order>().Scan|}(new ScanFilter()));""")]
    [InlineData("""Use({|TNT1001:context.GetTargetTable<Order>().Query|}(new QueryFilter("OrderId", QueryOperator.Equal, orderId)));""")]
    // Vector search without a condition.
    [InlineData("""Use({|TNT1001:context.SearchVectorsAsync<Order>|}(new List<float> { 1 }, 5, new SearchVectorsConfig { IndexName = "v" }));""")]
    public Task Entity_WithoutTheTenant_IsReported(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("""await context.LoadAsync<Order>(tenantId, orderId);""")]
    [InlineData("""await context.LoadAsync<Order>(key, orderId, token);""")]
    [InlineData("""await old.LoadAsync<Order>(tenantId, orderId);""")]
    [InlineData("""await context.LoadAsync<Order>(hashKey: tenantId, rangeKey: orderId);""")]
    [InlineData("""await context.LoadAsync<Order>(tenantId, orderId, new LoadConfig());""")]
    [InlineData("""await context.LoadAsync<Order>(tenantId, orderId, new DynamoDBOperationConfig { IndexName = "ByStatus" });""")]
    [InlineData("""await context.LoadAsync(order);""")]
    [InlineData("""await context.LoadAsync<Renamed>(key);""")]
    [InlineData("""await context.LoadAsync<ByProperty>(key);""")]
    [InlineData("""await context.LoadAsync<Marked>(key);""")]
    [InlineData("""await context.LoadAsync<Invoice>(key, orderId); await context.SaveAsync(new Invoice { InvoiceId = orderId });""")]
    [InlineData("""await context.LoadAsync<TenantLine>(key); await context.SaveAsync(new TenantLine { LineId = "1" });""")]
    [InlineData("""await context.LoadAsync<Single>($"TENANT#{tenantId}", orderId);""")]
    [InlineData("""await context.LoadAsync<Computed>($"TENANT#{tenantId}");""")]
    [InlineData("""await context.SaveAsync(new Computed { TenantId = tenantId });""")]
    [InlineData("""await context.SaveAsync(new Single { Pk = $"TENANT#{tenantId}", Sk = orderId });""")]
    [InlineData("""var single = new Single(); single.Pk = "TENANT#" + tenantId; await context.SaveAsync(single);""")]
    [InlineData("""await context.SaveAsync(order); await context.SaveAsync(order, new SaveConfig { SkipVersionCheck = true }); await context.SaveAsync(typeof(Order), order);""")]
    [InlineData("""await context.DeleteAsync(order); await context.DeleteAsync<Order>(tenantId, orderId);""")]
    [InlineData("""Use(context.QueryAsync<Order>(tenantId));""")]
    [InlineData("""Use(context.QueryAsync<Order>(key, QueryOperator.BeginsWith, new[] { orderId }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(tenantId, new QueryConfig { QueryFilter = new List<ScanCondition> { new("Status", ScanOperator.Equal, status) } }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(tenantId, new QueryConfig { QueryFilter = [new("TenantId", ScanOperator.Equal, tenantId)] }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(tenantId, new DynamoDBOperationConfig { BackwardQuery = true }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(tenantId, (QueryConfig?)null));""")]
    [InlineData("""Use(context.QueryAsync<Item>(key, new QueryConfig { IndexName = "ByTenant" }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(QueryConditional.HashKeyEqualTo("TenantId", tenantId), new QueryConfig()));""")]
    [InlineData("""Use(context.QueryAsync<Order>(QueryConditional.HashKeyEqualTo("TenantId", tenantId).AndRangeKeyBeginsWith("OrderId", "A"), null!));""")]
    [InlineData("""Use(context.QueryAsync<Order>(QueryConditional.HashKeysEqual(new Dictionary<string, object> { ["Status"] = status, ["TenantId"] = tenantId }), new QueryConfig { IndexName = "Many" }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(QueryConditional.HashKeyEqualTo("Status", status).AndHashKeyEqualTo("TenantId", tenantId), new QueryConfig { IndexName = "Many" }));""")]
    [InlineData("""Use(context.FromQueryAsync<Order>(new QueryOperationConfig { Filter = new QueryFilter("TenantId", QueryOperator.Equal, tenantId) }));""")]
    [InlineData("""Use(context.FromQueryAsync<Item>(new QueryOperationConfig { IndexName = "ByTenant", Filter = new QueryFilter("TenantId", QueryOperator.Equal, tenantId) }));""")]
    [InlineData("""var batch = context.CreateBatchGet<Order>(); batch.AddKey(tenantId, orderId); batch.AddKey(order); await batch.ExecuteAsync();""")]
    [InlineData("""var batch = context.CreateBatchWrite<Order>(); batch.AddPutItem(order); batch.AddPutItems(orders); batch.AddDeleteItem(order); batch.AddDeleteKey(tenantId, orderId);""")]
    [InlineData("""var part = context.CreateTransactGet<Order>(); part.AddKey(tenantId, orderId); part.AddKeys(orders);""")]
    [InlineData("""var part = context.CreateTransactWrite<Order>(); part.AddSaveItem(order); part.AddSaveItems(orders); part.AddDeleteKey(tenantId, orderId); part.AddVersionCheckItem(order); await context.ExecuteTransactWriteAsync(new[] { part });""")]
    [InlineData("""await context.GetTargetTable<Order>().GetItemAsync(key, orderId);""")]
    [InlineData("""Use(context.GetTargetTable<Order>().Query(new QueryFilter("TenantId", QueryOperator.Equal, tenantId)));""")]
    // The class does not say which member is the key; a whole item that has the tenant's is taken to be keyed by it.
    [InlineData("""await context.SaveAsync(new Bare { Id = key });""")]
    // The value is the tenant's, whatever the key is called.
    [InlineData("""await context.LoadAsync<Item>(tenantId); Use(context.QueryAsync<Order>(tenantId, new QueryConfig { IndexName = "ByStatus" }));""")]
    // Not a tenant's data.
    [InlineData("""await context.LoadAsync<Tenant>(key); await context.SaveAsync(new Tenant { Id = key }); Use(context.ScanAsync<Tenant>([]));""")]
    [InlineData("""await context.LoadAsync<Country>("CH"); Use(context.ScanAsync<Country>([])); await context.GetTargetTable<Country>().GetItemAsync("CH");""")]
    // A table of its own for each tenant.
    [InlineData("""await context.LoadAsync<Item>(orderId, new LoadConfig { OverrideTableName = $"items-{tenantId}" });""")]
    [InlineData("""var batch = context.CreateBatchGet<Item>(new BatchGetConfig { OverrideTableName = $"items-{tenantId}" }); batch.AddKey(orderId);""")]
    [InlineData("""await context.GetTargetTable<Item>(new GetTargetTableConfig { OverrideTableName = $"items-{tenantId}" }).GetItemAsync(orderId);""")]
    [InlineData("""await context.LoadAsync<Item>(orderId, new LoadConfig { TableNamePrefix = tenantId + "-" });""")]
    public Task Entity_WithTheTenant_IsProved(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("""await {|TNT1009:context.LoadAsync<Bare>|}(key);""")]
    [InlineData("""await {|TNT1009:context.LoadAsync<Single>|}(key, orderId);""")]
    [InlineData("""await {|TNT1009:context.SaveAsync|}((object)order);""")]
    [InlineData("""await {|TNT1009:context.DeleteAsync|}(key);""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}(status, config));""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}(conditional, new QueryConfig()));""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}(QueryConditional.HashKeyEqualTo("TenantId", tenantId)));""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}(key, new QueryConfig { IndexName = "Unknown" }));""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}(key, new QueryConfig { IndexName = key }));""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}(key, new QueryConfig { IndexName = "ByTenantDay" }));""")]
    [InlineData("""Use({|TNT1009:context.SearchVectorsAsync<Order>|}(new List<float> { 1 }, 5, new SearchVectorsConfig { IndexName = "v", SearchConditionExpression = new ContextExpression() }));""")]
    [InlineData("""var batch = context.CreateBatchWrite(typeof(Order)); {|TNT1009:batch.AddPutItem|}(order);""")]
    public Task Entity_ThatCannotBeTold_IsLeftAlone(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("""await context.LoadAsync<Item>(orderId);""", "`GetItem` on `Items` binds `ItemId`, not the tenant key `tenantId`")]
    [InlineData("""Use(context.QueryAsync<Order>("OPEN", new QueryConfig { IndexName = "ByStatus" }));""", "`Query` on the index `ByStatus` of `Orders` binds `Status`, not the tenant key `tenantId`: the partitions of the index hold items of every tenant")]
    [InlineData("""await context.SaveAsync(new Single { Pk = $"ORDER#{orderId}" });""", "`UpdateItem` on `Single` binds `PK` to `ORDER#{orderId}`, not the tenant key `tenantId`")]
    [InlineData("""Use(context.ScanAsync<Order>(new[] { new ScanCondition("TenantId", ScanOperator.Equal, tenantId) }));""", "`Scan` on `Orders` reads the items of every tenant; query the tenant key `tenantId` instead; a filter is applied after the read and isolates nothing")]
    public async Task Message_SaysWhatWasFound(string statements, string message) =>
        Assert.Equal([message], await Verdicts.Messages(Body(statements)));
}
