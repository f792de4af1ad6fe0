namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Calls that do not do what they seem to; <see cref="SdkBehaviourTests"/> shows that the SDK does what is said here.</summary>
public sealed class TrapTests
{
    private static string Body(string statements) => Source.Usings + $$"""
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Expression = Amazon.DynamoDBv2.DocumentModel.Expression;
        [DynamoDBTable("Orders")]
        public class Order
        {
            [DynamoDBHashKey] public string TenantId { get; set; } = "";
            [DynamoDBRangeKey] public string OrderId { get; set; } = "";
            [DynamoDBGlobalSecondaryIndexHashKey("ByStatus")] public string Status { get; set; } = "";
            [DynamoDBLocalSecondaryIndexRangeKey("ByDay")] public string Day { get; set; } = "";
        }
        public class Item
        {
            [DynamoDBHashKey] public string ItemId { get; set; } = "";
            [DynamoDBGlobalSecondaryIndexHashKey("ByTenant")] public string TenantId { get; set; } = "";
        }
        public class Odd { [DynamoDBHashKey("tenantId")] public string PK { get; set; } = ""; }
        public class App { [DynamoDBHashKey("PK")] public string Pk { get; set; } = ""; public App(string of) => Pk = of; }
        public class Repository<T> where T : class
        {
            private readonly IDynamoDBContext context;
            public Repository(IDynamoDBContext context) => this.context = context;
            public Task<T> Get(string id) => {|TNT1009:context.LoadAsync<T>|}(id);
            public Task Put(T entity) => {|TNT1009:context.SaveAsync|}(entity);
            public Task<List<T>> All() => {|TNT1009:context.ScanAsync<T>|}(new List<ScanCondition>()).GetRemainingAsync();
        }
        class MyClient : AmazonDynamoDBClient { public override Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken token = default) => base.ScanAsync(request, token); }
        class MyContext : DynamoDBContext { public MyContext(IAmazonDynamoDB client) : base(client) { } public Task Go(Item item) => {|TNT1004:base.SaveAsync|}(item); public Task Go(Order order) => SaveAsync(order); }
        class Program
        {
            private readonly IDynamoDBContext context = null!;
            private readonly IAmazonDynamoDB client = null!;
            private readonly ITable table = null!;
            async Task Run(string tenantId, string orderId, string status, string householdId, Repository<Order> orders, Repository<Item> items, MyClient mine, MyContext own, Item item, List<Item> list, List<string> ids, BatchWriteItemResponse response)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
            void Use(object? o) { }
        }
        """;

    [Theory]
    // A condition on the hash property replaces the key that is given, the last one counts.
    [InlineData("""Use({|TNT1001:context.QueryAsync<Order>|}(tenantId, new QueryConfig { QueryFilter = [new("TenantId", ScanOperator.Equal, "OTHER")] }));""")]
    [InlineData("""Use({|TNT1001:context.QueryAsync<Order>|}(tenantId, new QueryConfig { QueryFilter = [new("TenantId", ScanOperator.Equal, tenantId), new("TenantId", ScanOperator.Equal, status)] }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(tenantId, new QueryConfig { QueryFilter = [new("TenantId", ScanOperator.Equal, status), new("TenantId", ScanOperator.Equal, tenantId)] }));""")]
    [InlineData("""var config = new DynamoDBOperationConfig(); config.QueryFilter.Add(new ScanCondition("TenantId", ScanOperator.Equal, "OTHER")); Use({|TNT1001:context.QueryAsync<Order>|}(tenantId, config));""")]
    [InlineData("""var filter = new List<ScanCondition>(); filter.Add(new ScanCondition("TenantId", ScanOperator.Equal, status)); Use({|TNT1001:context.QueryAsync<Order>|}(tenantId, new QueryConfig { QueryFilter = filter }));""")]
    [InlineData("""Use({|TNT1006:context.QueryAsync<Item>|}(tenantId, new QueryConfig { IndexName = "ByTenant", QueryFilter = [new("TenantId", ScanOperator.Equal, "OTHER")] }));""")]
    [InlineData("""Use(context.QueryAsync<Order>(tenantId, new QueryConfig { QueryFilter = [new("Status", ScanOperator.Equal, "OPEN"), new("OrderId", ScanOperator.BeginsWith, "A")] }));""")]
    // A local index keeps the partitions of the table, an undeclared one may.
    [InlineData("""Use(context.QueryAsync<Order>(householdId, new QueryConfig { IndexName = "ByDay" }));""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}(householdId, new QueryConfig { IndexName = "Undeclared" }));""")]
    [InlineData("""Use({|TNT1009:context.QueryAsync<Order>|}("OPEN", new QueryConfig { IndexName = "Undeclared" }));""")]
    // The argument wins over the filter.
    [InlineData("""Use(table.Query(tenantId, new QueryFilter("tenantId", QueryOperator.Equal, "OTHER")));""")]
    // One of the two is the tenant: the items are.
    [InlineData("""Use(table.Query(new QueryOperationConfig { Filter = new QueryFilter("status", QueryOperator.Equal, status), KeyExpression = new Expression { ExpressionStatement = "tenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } } }));""")]
    // What an entity's two names, its constructor and its type's name say.
    [InlineData("""await context.LoadAsync<Odd>(orderId);""")]
    [InlineData("""await context.SaveAsync(new App("TENANT#" + tenantId)); await {|TNT1004:context.SaveAsync|}(new App("ORDER#" + orderId));""")]
    [InlineData("""await {|TNT1004:context.SaveAsync|}(typeof(Item), item);""")]
    // A generic repository is judged where its type is known.
    [InlineData("""await orders.Get(orderId); await orders.Put(new Order()); await {|TNT1003:orders.All|}();""")]
    [InlineData("""await {|TNT1002:items.Get|}(orderId); await {|TNT1004:items.Put|}(item); await {|TNT1003:items.All|}();""")]
    // Overrides, subclasses, method groups, lambdas, loops.
    [InlineData("""await {|TNT1003:mine.ScanAsync|}(new ScanRequest("Orders"));""")]
    [InlineData("""await {|TNT1002:own.LoadAsync<Item>|}(orderId);""")]
    [InlineData("""Func<ScanRequest, CancellationToken, Task<ScanResponse>> scan = {|TNT1003:client.ScanAsync|}; Use(scan);""")]
    [InlineData("""await Task.WhenAll(ids.Select(id => {|TNT1002:context.LoadAsync<Item>|}(id))); await Task.WhenAll(ids.Select(id => context.LoadAsync<Order>(tenantId, id)));""")]
    [InlineData("""foreach (var one in list) await {|TNT1004:context.SaveAsync|}(one);""")]
    // What was left over was bound when it was sent first.
    [InlineData("""await client.BatchWriteItemAsync(response.UnprocessedItems); await client.BatchWriteItemAsync(new BatchWriteItemRequest(response.UnprocessedItems));""")]
    // A context with the tenant in its tables' names.
    [InlineData("""using var c = new DynamoDBContext(client, new DynamoDBContextConfig { TableNamePrefix = tenantId + "-" }); await c.LoadAsync<Item>(orderId); c.CreateBatchWrite<Item>().AddDeleteKey(orderId);""")]
    [InlineData("""using var c = new DynamoDBContext(client, new DynamoDBContextConfig { TableNamePrefix = "test-" }); await {|TNT1002:c.LoadAsync<Item>|}(orderId);""")]
    public Task Trap_IsSeenThrough(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("""await {|TNT1001:client.SearchVectorsAsync|}(new SearchVectorsRequest { TableName = "T", IndexName = "v" });""")]
    [InlineData("""await {|TNT1001:client.SearchVectorsAsync|}(new SearchVectorsRequest { TableName = "T", IndexName = "v", SearchConditionExpression = "category = :c", ExpressionAttributeValues = new() { [":c"] = new(status) } });""")]
    [InlineData("""await client.SearchVectorsAsync(new SearchVectorsRequest { TableName = "T", IndexName = "v", SearchConditionExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });""")]
    [InlineData("""Use({|TNT1001:table.SearchVectors|}(new SearchVectorsOperationRequest { IndexName = "v" }));""")]
    [InlineData("""Use(table.SearchVectors(new SearchVectorsOperationRequest { SearchConditionExpression = new Expression { ExpressionStatement = "tenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } } }));""")]
    [InlineData("""Use(table.SearchVectors(new SearchVectorsOperationRequest { SearchConditionExpression = ConditionExpressionBuilder.New().WithName("a").Equal(status).And(ConditionExpressionBuilder.New().WithName("tenantId").Equal(tenantId)).Build() }));""")]
    [InlineData("""Use({|TNT1001:table.SearchVectors|}(new SearchVectorsOperationRequest { SearchConditionExpression = ConditionExpressionBuilder.New().WithName("a").Equal(status).Build() }));""")]
    [InlineData("""Use({|TNT1009:table.SearchVectors|}(new SearchVectorsOperationRequest { SearchConditionExpression = ConditionExpressionBuilder.New().WithName("tenantId").Equal(tenantId).Or(ConditionExpressionBuilder.New().WithName("a").Equal(status)).Build() }));""")]
    [InlineData("""Use({|TNT1009:table.SearchVectors|}(new SearchVectorsOperationRequest { SearchConditionExpression = ConditionExpressionBuilder.Not(ConditionExpressionBuilder.New().WithName("tenantId").Equal(tenantId)).Build() }));""")]
    [InlineData("""Use({|TNT1001:context.FromSearchVectorsAsync<Order>|}(new SearchVectorsOperationRequest(), null!)); Use(context.FromSearchVectorsAsync<Order>(new SearchVectorsOperationRequest { SearchConditionExpression = new Expression { ExpressionStatement = "TenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } } }, null!));""")]
    [InlineData("""await {|TNT1003:client.ExportTableToPointInTimeAsync|}(new ExportTableToPointInTimeRequest { TableArn = "arn" });""")]
    [InlineData("""await client.ExportTableToPointInTimeAsync(new ExportTableToPointInTimeRequest { TableArn = "arn", FilterSpecification = new() { KeyConditionExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } } });""")]
    [InlineData("""await {|TNT1009:client.StartBulkPutItemsAsync|}(new StartBulkPutItemsRequest());""")]
    public Task NewOperation_IsJudged(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("tenant_analyzers.table_keys = Item=ItemId", """await context.LoadAsync<Item>(orderId); await context.SaveAsync(item); await context.GetTargetTable<Item>().GetItemAsync(orderId);""")]
    [InlineData("tenant_analyzers.shared_tables = Items, Item", """await context.LoadAsync<Item>(orderId); await context.SaveAsync(item); Use(context.ScanAsync<Item>([])); Use(context.GetTargetTable<Item>().Scan(new ScanFilter()));""")]
    [InlineData("tenant_analyzers.shared_tables = Orders", """Use(context.ScanAsync<Order>([])); Use(context.QueryAsync<Order>("OPEN", new QueryConfig { IndexName = "ByStatus" })); Use(Table.LoadTable(client, "Orders").Scan(new ScanFilter()));""")]
    [InlineData("tenant_analyzers.shared_tables = Catalog", """await context.LoadAsync<Item>(orderId, new LoadConfig { OverrideTableName = "Catalog" }); await context.GetTargetTable<Item>(new GetTargetTableConfig { OverrideTableName = "Catalog" }).GetItemAsync(orderId);""")]
    [InlineData("tenant_analyzers.table_keys = Orders/ByStatus=Status", """Use(context.QueryAsync<Order>(orderId, new QueryConfig { IndexName = "ByStatus" }));""")]
    [InlineData("tenant_analyzers.partition_keys = ItemId, TenantId", """await context.LoadAsync<Item>(orderId); var batch = context.CreateBatchWrite<Item>(); batch.AddPutItems(list); batch.AddDeleteKey(orderId);""")]
    [InlineData("tenant_analyzers.isolation = table", """await context.LoadAsync<Item>(orderId); Use(context.ScanAsync<Order>([])); Use(table.Scan(new ScanFilter()));""")]
    public Task Options_SettleIt(string config, string statements) =>
        Verify.Silent(WithoutMarks(Body(statements)), config + "\ndotnet_diagnostic.TNT2002.severity = none\ndotnet_diagnostic.TNT2003.severity = none");

    // The frame's own reports, and those on its declarations, are not what these cases are about.
    private static string WithoutMarks(string body) => body
        .Replace("{|TNT1004:base.SaveAsync|}(item)", "Task.CompletedTask", StringComparison.Ordinal)
        .Replace("{|TNT1009:", "", StringComparison.Ordinal)
        .Replace("|}", "", StringComparison.Ordinal);
}
