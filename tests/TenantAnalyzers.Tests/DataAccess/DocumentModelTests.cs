namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Tables of the document model: keys by position, by map, in documents, filters, expressions and builders.</summary>
public sealed class DocumentModelTests
{
    private static string Body(string statements) => Source.Usings + $$"""
        using Amazon.DynamoDBv2.DocumentModel;
        class Repository
        {
            private const string Pk = "tenantId";
            private readonly ITable table = null!;
            private readonly Table old = null!;
            private readonly IAmazonDynamoDB client = null!;
            private readonly ITable orders = new TableBuilder(null!, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).AddRangeKey("orderId", DynamoDBEntryType.String).AddGlobalSecondaryIndex("ByStatus", "status", DynamoDBEntryType.String).Build();
            private readonly ITable items = new TableBuilder(null!, "Items").AddHashKey("itemId", DynamoDBEntryType.String).Build();
            async Task Run(string tenantId, string orderId, Guid itemId, int number, string status, bool flag, string key, Document given, QueryFilter filters, Primitive entry, CancellationToken token)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
            void Use(object? o) { }
            Document Map(string id) => new() { ["orderId"] = id, ["status"] = "new" };
            Document MapTenant(string tenantId, string id) => new() { ["tenantId"] = tenantId, ["orderId"] = id };
            QueryFilter By(string name, string value) => new(name, QueryOperator.Equal, value);
        }
        """;

    [Theory]
    // By position, however the value becomes a primitive.
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(orderId);""")]
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(orderId, token);""")]
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(itemId);""")]
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(number);""")]
    [InlineData("""await {|TNT1002:table.GetItemAsync|}((Primitive)orderId);""")]
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(new Primitive(orderId));""")]
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(new Primitive(orderId, false), new Primitive(tenantId));""")]
    [InlineData("""Primitive hash = orderId; await {|TNT1002:table.GetItemAsync|}(hash);""")]
    [InlineData("""await {|TNT1002:old.GetItemAsync|}(orderId, status, token);""")]
    [InlineData("""await {|TNT1002:table.GetItemAsync|}($"ORDER#{orderId}", status);""")]
    [InlineData("""await {|TNT1002:items.GetItemAsync|}(tenantId == "" ? orderId : key);""")]
    [InlineData("""await {|TNT1004:table.DeleteItemAsync|}(orderId);""")]
    [InlineData("""await {|TNT1004:table.UpdateItemAsync|}(given, orderId);""")]
    [InlineData("""await {|TNT1004:table.UpdateItemAsync|}(given, orderId, status);""")]
    [InlineData("""Use({|TNT1001:table.Query|}(orderId, new QueryFilter()));""")]
    [InlineData("""Use({|TNT1001:table.Query|}(orderId, new QueryFilter("tenantId", QueryOperator.Equal, tenantId)));""")]
    [InlineData("""Use({|TNT1001:table.Query|}(orderId, new Expression { ExpressionStatement = "tenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } }));""")]
    // By map and in documents.
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(new Dictionary<string, DynamoDBEntry> { ["orderId"] = orderId });""")]
    [InlineData("""await {|TNT1004:table.DeleteItemAsync|}(new Document { ["orderId"] = orderId });""")]
    [InlineData("""await {|TNT1004:table.PutItemAsync|}(new Document { ["orderId"] = orderId, ["status"] = status });""")]
    [InlineData("""await {|TNT1004:table.PutItemAsync|}(new Document(new Dictionary<string, DynamoDBEntry> { ["orderId"] = orderId }));""")]
    [InlineData("""var item = new Document(); item["orderId"] = orderId; item.Add("status", status); await {|TNT1004:table.PutItemAsync|}(item, token);""")]
    [InlineData("""await {|TNT1004:table.PutItemAsync|}(Map(orderId));""")]
    [InlineData("""await {|TNT1004:table.PutItemAsync|}(new Document { ["PK"] = "ORDER#" + orderId, ["tenant"] = tenantId });""")]
    [InlineData("""await {|TNT1004:table.UpdateItemAsync|}(new Document { ["orderId"] = orderId });""")]
    [InlineData("""await {|TNT1004:table.UpdateItemAsync|}(given, new Dictionary<string, DynamoDBEntry> { ["orderId"] = orderId });""")]
    // Operation requests.
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(new GetItemDocumentOperationRequest { Key = new Dictionary<string, DynamoDBEntry> { ["orderId"] = orderId } });""")]
    [InlineData("""await {|TNT1004:table.DeleteItemAsync|}(new DeleteItemDocumentOperationRequest { Key = new Dictionary<string, DynamoDBEntry> { ["orderId"] = orderId } });""")]
    [InlineData("""await {|TNT1004:table.UpdateItemAsync|}(new UpdateItemDocumentOperationRequest { Key = new Dictionary<string, DynamoDBEntry> { ["orderId"] = orderId } });""")]
    [InlineData("""await {|TNT1004:table.PutItemAsync|}(new PutItemDocumentOperationRequest { Document = new Document { ["orderId"] = orderId } });""")]
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryDocumentOperationRequest { KeyConditionExpression = new Expression { ExpressionStatement = "orderId = :o", ExpressionAttributeValues = { [":o"] = orderId } } }));""")]
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryDocumentOperationRequest()));""")]
    // Filters carry the key; the last condition on an attribute wins.
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryFilter("orderId", QueryOperator.Equal, orderId)));""")]
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryFilter()));""")]
    [InlineData("""Use({|TNT1001:old.Query|}(By("status", status)));""")]
    [InlineData("""var filter = new QueryFilter(); filter.AddCondition("status", QueryOperator.Equal, status); Use({|TNT1001:table.Query|}(filter));""")]
    [InlineData("""var filter = new QueryFilter(); filter.AddCondition("status", ScanOperator.Equal, status); Use({|TNT1001:table.Query|}(filter));""")]
    [InlineData("""var filter = new QueryFilter("orderId", QueryOperator.Equal, orderId); filter.AddCondition("tenantId", QueryOperator.BeginsWith, tenantId); Use({|TNT1001:table.Query|}(filter));""")]
    [InlineData("""var filter = new QueryFilter("orderId", QueryOperator.Equal, orderId); filter.AddCondition("tenantId", ScanOperator.In, tenantId, key); Use({|TNT1001:table.Query|}(filter));""")]
    [InlineData("""var filter = new QueryFilter("PK", QueryOperator.Equal, $"TENANT#{tenantId}"); filter.AddCondition("PK", QueryOperator.Equal, "OTHER"); Use({|TNT1001:table.Query|}(filter));""")]
    [InlineData("""var filter = new QueryFilter("tenantId", QueryOperator.Equal, tenantId); filter.RemoveCondition("tenantId"); filter.AddCondition("status", QueryOperator.Equal, status); Use({|TNT1001:table.Query|}(filter));""")]
    [InlineData("""var filter = new QueryFilter(); filter.AddCondition("status", new Condition { ComparisonOperator = ComparisonOperator.EQ, AttributeValueList = [new(status)] }); Use({|TNT1001:table.Query|}(filter));""")]
    // Configurations: a filter, an expression, both or none.
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryOperationConfig()));""")]
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryOperationConfig { Filter = new QueryFilter("status", QueryOperator.Equal, status), Limit = 5 }));""")]
    [InlineData("""var config = new QueryOperationConfig(); config.Filter.AddCondition("status", QueryOperator.Equal, status); Use({|TNT1001:table.Query|}(config));""")]
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryOperationConfig { FilterExpression = new Expression { ExpressionStatement = "tenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } } }));""")]
    [InlineData("""Use({|TNT1006:table.Query|}(new QueryOperationConfig { IndexName = "ByStatus", Filter = new QueryFilter("status", QueryOperator.Equal, status) }));""")]
    [InlineData("""Use({|TNT1006:table.Query|}(new QueryOperationConfig { IndexName = "ByStatus", KeyExpression = new Expression { ExpressionStatement = "#s = :s", ExpressionAttributeNames = { ["#s"] = "status" }, ExpressionAttributeValues = { [":s"] = status } } }));""")]
    // Key builders.
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryOperationConfig { KeyExpression = KeyExpressionBuilder.New().WithKey("status").KeyEqual(status).Build() }));""")]
    [InlineData("""Use({|TNT1001:table.Query|}(new QueryOperationConfig { KeyExpression = KeyExpressionBuilder.New().WithKey("status").KeyEqual(status).And(KeyExpressionBuilder.New().WithKey("orderId").KeyBeginsWith("A")).Build() }));""")]
    // Scans, whatever filters them.
    [InlineData("""Use({|TNT1003:table.Scan|}((ScanFilter)null!));""")]
    [InlineData("""var filter = new ScanFilter(); filter.AddCondition("tenantId", ScanOperator.Equal, tenantId); Use({|TNT1003:table.Scan|}(filter));""")]
    [InlineData("""Use({|TNT1003:table.Scan|}(new Expression { ExpressionStatement = "tenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } }));""")]
    [InlineData("""Use({|TNT1003:table.Scan|}(new ScanOperationConfig { Limit = 3 }));""")]
    [InlineData("""Use({|TNT1003:table.Scan|}(new ScanDocumentOperationRequest()));""")]
    [InlineData("""Use({|TNT1003:Table.LoadTable(client, "Orders").Scan|}(new ScanOperationConfig()));""")]
    // Batches and transactions are keyed where they are filled.
    [InlineData("""var batch = table.CreateBatchGet(); {|TNT1002:batch.AddKey|}(orderId); await batch.ExecuteAsync();""")]
    [InlineData("""var batch = new DocumentBatchGet(old); {|TNT1002:batch.AddKey|}(new Dictionary<string, DynamoDBEntry> { ["orderId"] = orderId });""")]
    [InlineData("""var batch = table.CreateBatchWrite(); {|TNT1004:batch.AddDocumentToPut|}(new Document { ["orderId"] = orderId }); {|TNT1004:batch.AddKeyToDelete|}(orderId); {|TNT1004:batch.AddItemToDelete|}(Map(orderId));""")]
    [InlineData("""var part = table.CreateTransactGet(); {|TNT1002:part.AddKey|}(orderId, status); await new MultiTableDocumentTransactGet(part).ExecuteAsync();""")]
    [InlineData("""var part = table.CreateTransactWrite(); {|TNT1004:part.AddDocumentToUpdate|}(given, orderId); {|TNT1004:part.AddKeyToConditionCheck|}(orderId, new Expression()); {|TNT1004:part.AddDocumentToPut|}(Map(orderId)); {|TNT1004:part.AddKeyToDelete|}(orderId);""")]
    // The table's declaration names the key.
    [InlineData("""await {|TNT1002:items.GetItemAsync|}(key);""")]
    [InlineData("""var batch = items.CreateBatchGet(); {|TNT1002:batch.AddKey|}(key);""")]
    [InlineData("""await {|TNT1002:items.GetItemAsync|}(new Dictionary<string, DynamoDBEntry> { ["itemId"] = key });""")]
    // On some path only.
    [InlineData("""await {|TNT1002:table.GetItemAsync|}(flag ? tenantId : orderId);""")]
    public Task Document_WithoutTheTenant_IsReported(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("""await table.GetItemAsync(tenantId);""")]
    [InlineData("""await table.GetItemAsync(tenantId, orderId);""")]
    [InlineData("""await table.GetItemAsync(tenantId, orderId, token);""")]
    [InlineData("""await table.GetItemAsync((Primitive)tenantId, (Primitive)orderId);""")]
    [InlineData("""await table.GetItemAsync(new Primitive(tenantId), new Primitive(orderId));""")]
    [InlineData("""await table.GetItemAsync(new Primitive(tenantId, saveAsNumeric: false));""")]
    [InlineData("""Primitive hash = $"TENANT#{tenantId}"; await table.GetItemAsync(hash, orderId);""")]
    [InlineData("""await table.GetItemAsync("TENANT#" + tenantId, orderId, new GetItemOperationConfig { ConsistentRead = true });""")]
    [InlineData("""await table.GetItemAsync(rangeKey: orderId, hashKey: tenantId);""")]
    [InlineData("""await orders.GetItemAsync(key, orderId);""")]
    [InlineData("""await orders.DeleteItemAsync(key, orderId);""")]
    [InlineData("""await orders.UpdateItemAsync(given, key, orderId);""")]
    [InlineData("""await old.DeleteItemAsync(tenantId, orderId);""")]
    [InlineData("""await table.UpdateItemAsync(given, tenantId, orderId);""")]
    [InlineData("""await table.UpdateItemAsync(new Document { ["tenantId"] = tenantId, ["status"] = status });""")]
    [InlineData("""await table.PutItemAsync(MapTenant(tenantId, orderId));""")]
    [InlineData("""await table.PutItemAsync(new Document { ["TenantId"] = tenantId });""")]
    [InlineData("""await table.PutItemAsync(new Document { { Pk, tenantId }, { "orderId", orderId } });""")]
    [InlineData("""var item = Map(orderId); item["tenantId"] = tenantId; await table.PutItemAsync(item);""")]
    [InlineData("""await table.PutItemAsync(new Document { ["PK"] = $"TENANT#{tenantId}", ["SK"] = orderId });""")]
    [InlineData("""await table.GetItemAsync(new Dictionary<string, DynamoDBEntry> { ["tenantId"] = tenantId, ["orderId"] = orderId });""")]
    [InlineData("""await table.GetItemAsync(new GetItemDocumentOperationRequest { Key = new Dictionary<string, DynamoDBEntry> { ["tenantId"] = tenantId } });""")]
    [InlineData("""await table.PutItemAsync(new PutItemDocumentOperationRequest { Document = MapTenant(tenantId, orderId) });""")]
    [InlineData("""Use(table.Query(tenantId, new QueryFilter()));""")]
    [InlineData("""Use(table.Query(tenantId, new QueryFilter("status", QueryOperator.Equal, status)));""")]
    [InlineData("""Use(table.Query(tenantId, new Expression { ExpressionStatement = "status = :s" }));""")]
    [InlineData("""Use(table.Query(new QueryFilter("tenantId", QueryOperator.Equal, tenantId)));""")]
    [InlineData("""Use(table.Query(new QueryFilter("tenantId", QueryOperator.Equal, new List<AttributeValue> { new(tenantId) })));""")]
    [InlineData("""Use(table.Query(By("tenantId", tenantId)));""")]
    [InlineData("""var filter = new QueryFilter("status", QueryOperator.Equal, status); filter.AddCondition("tenantId", QueryOperator.Equal, tenantId); Use(table.Query(filter));""")]
    [InlineData("""var filter = new QueryFilter(); filter.AddCondition(Pk, ScanOperator.Equal, tenantId); Use(table.Query(filter));""")]
    [InlineData("""var filter = new QueryFilter(); filter.AddCondition("tenantId", new Condition { ComparisonOperator = "EQ", AttributeValueList = [new(tenantId)] }); Use(table.Query(filter));""")]
    [InlineData("""var filter = new QueryFilter("PK", QueryOperator.Equal, "X"); filter.AddCondition("PK", QueryOperator.Equal, $"TENANT#{tenantId}"); Use(table.Query(filter));""")]
    [InlineData("""Use(table.Query(new QueryOperationConfig { Filter = new QueryFilter("tenantId", QueryOperator.Equal, tenantId) }));""")]
    [InlineData("""var config = new QueryOperationConfig { Limit = 1 }; config.Filter.AddCondition("tenantId", QueryOperator.Equal, tenantId); Use(table.Query(config));""")]
    [InlineData("""Use(table.Query(new QueryOperationConfig { IndexName = "ByTenant", Filter = new QueryFilter("tenantId", QueryOperator.Equal, tenantId) }));""")]
    [InlineData("""Use(table.Query(new QueryOperationConfig { KeyExpression = new Expression { ExpressionStatement = "tenantId = :t and begins_with(orderId, :o)", ExpressionAttributeValues = { [":t"] = tenantId, [":o"] = orderId } } }));""")]
    [InlineData("""var expression = new Expression(); expression.ExpressionStatement = "#t = :t"; expression.ExpressionAttributeNames["#t"] = Pk; expression.ExpressionAttributeValues[":t"] = tenantId; Use(table.Query(new QueryOperationConfig { KeyExpression = expression }));""")]
    [InlineData("""Use(table.Query(new QueryOperationConfig { KeyExpression = KeyExpressionBuilder.New().WithKey("tenantId").KeyEqual(tenantId).Build() }));""")]
    [InlineData("""Use(table.Query(new QueryOperationConfig { KeyExpression = KeyExpressionBuilder.New().WithKey("tenantId").KeyEqual(tenantId).And(KeyExpressionBuilder.New().WithKey("orderId").KeyBeginsWith("A")).Build() }));""")]
    [InlineData("""var hash = KeyExpressionBuilder.New().WithKey("tenantId").KeyEqual(tenantId); var range = KeyExpressionBuilder.New().WithKey("orderId").KeyGreaterThan(orderId); Use(table.Query(new QueryOperationConfig { KeyExpression = KeyExpressionBuilder.And(hash, range).Build() }));""")]
    [InlineData("""Use(table.Query(new QueryOperationConfig { KeyExpression = KeyExpressionBuilder.And(KeyExpressionBuilder.New().WithKey("orderId").KeyEqual(orderId), KeyExpressionBuilder.New().WithKey("tenantId").KeyEqual(tenantId)).Build() }));""")]
    [InlineData("""Use(table.Query(new QueryDocumentOperationRequest { KeyConditionExpression = new Expression { ExpressionStatement = "tenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } } }));""")]
    [InlineData("""var batch = table.CreateBatchGet(); batch.AddKey(tenantId, orderId); await batch.ExecuteAsync();""")]
    [InlineData("""var batch = orders.CreateBatchGet(); batch.AddKey(key, orderId); var second = orders.CreateBatchWrite(); second.AddKeyToDelete(key, orderId);""")]
    [InlineData("""var batch = table.CreateBatchWrite(); batch.AddDocumentToPut(MapTenant(tenantId, orderId)); batch.AddKeyToDelete(tenantId, orderId); batch.AddItemToDelete(MapTenant(tenantId, orderId));""")]
    [InlineData("""var part = table.CreateTransactGet(); part.AddKey(tenantId, orderId); await new MultiTableDocumentTransactGet(part).ExecuteAsync();""")]
    [InlineData("""var part = table.CreateTransactWrite(); part.AddDocumentToUpdate(given, tenantId, orderId); part.AddKeyToConditionCheck(tenantId, orderId, new Expression()); part.AddDocumentToPut(MapTenant(tenantId, orderId)); part.AddKeyToDelete(tenantId, orderId);""")]
    [InlineData("""var search = table.Query(tenantId, new QueryFilter()); do Use(await search.GetNextSetAsync()); while (!search.IsDone); Use(search.Count);""")]
    // A table of its own for each tenant, and the table that lists them.
    [InlineData("""Use(Table.LoadTable(client, "orders-" + tenantId).Scan(new ScanFilter()));""")]
    [InlineData("""await Table.LoadTable(client, "Tenants").GetItemAsync(orderId); Use(Table.LoadTable(client, "Tenants").Scan(new ScanFilter()));""")]
    public Task Document_WithTheTenant_IsProved(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("""await {|TNT1009:table.GetItemAsync|}(key);""")]
    [InlineData("""await {|TNT1009:table.GetItemAsync|}(entry);""")]
    [InlineData("""await {|TNT1009:table.GetItemAsync|}("CATALOG");""")]
    [InlineData("""await {|TNT1009:table.PutItemAsync|}(given);""")]
    [InlineData("""await {|TNT1009:table.PutItemAsync|}(Document.FromJson(key));""")]
    [InlineData("""await {|TNT1009:table.UpdateItemAsync|}(given);""")]
    [InlineData("""var item = Document.FromJson(key); item["orderId"] = orderId; await {|TNT1009:table.PutItemAsync|}(item);""")]
    [InlineData("""Use({|TNT1009:table.Query|}(filters));""")]
    [InlineData("""filters.AddCondition("status", QueryOperator.Equal, status); Use({|TNT1009:table.Query|}(filters));""")]
    [InlineData("""Use({|TNT1009:table.Query|}(new QueryFilter(key, QueryOperator.Equal, status)));""")]
    [InlineData("""Use({|TNT1009:table.Query|}(new QueryOperationConfig { Filter = filters }));""")]
    [InlineData("""var filter = new QueryFilter(); foreach (var name in new[] { key, status }) filter.AddCondition(name, QueryOperator.Equal, name); Use({|TNT1009:table.Query|}(filter));""")]
    [InlineData("""Use({|TNT1009:table.Query|}(new QueryOperationConfig { KeyExpression = KeyExpressionBuilder.New().WithKey(key).KeyEqual(status).Build() }));""")]
    [InlineData("""var f = table.GetItemAsync(tenantId); await f; Func<Document, CancellationToken, Task<Document>> put = {|TNT1009:table.PutItemAsync|}; Use(put);""")]
    [InlineData("""if (Table.TryLoadTable(client, "Orders", out var loaded)) await {|TNT1009:loaded.GetItemAsync|}(key);""")]
    public Task Document_ThatCannotBeTold_IsLeftAlone(string statements) => Verdicts.Match(Body(statements));

    [Theory]
    [InlineData("""Use(table.Query(new QueryFilter("status", QueryOperator.Equal, status)));""", "`Query` on the table in `table` binds `status`, not the tenant key `tenantId`")]
    [InlineData("""Use(Table.LoadTable(client, "Sales").Query(new QueryOperationConfig { IndexName = "ByStatus", Filter = new("status", QueryOperator.Equal, status) }));""", "`Query` on the index `ByStatus` of `Sales` binds `status`, not the tenant key `tenantId`: the partitions of the index hold items of every tenant")]
    [InlineData("""await Table.LoadTable(client, "Sales").GetItemAsync($"ORDER#{orderId}");""", "`GetItem` on `Sales` binds the partition key to `ORDER#{orderId}`, not the tenant key `tenantId`")]
    [InlineData("""await Table.LoadTable(client, "Sales").PutItemAsync(new Document { ["orderId"] = orderId, ["status"] = status });""", "`PutItem` on `Sales` writes `orderId` and `status`, not the tenant key `tenantId`")]
    [InlineData("""var filter = new ScanFilter(); filter.AddCondition("tenantId", ScanOperator.Equal, tenantId); Use(Table.LoadTable(client, "Sales").Scan(filter));""", "`Scan` on `Sales` reads the items of every tenant; query the tenant key `tenantId` instead; a filter is applied after the read and isolates nothing")]
    [InlineData("""Use(Table.LoadTable(client, "Sales").Query(orderId, new QueryFilter("tenantId", QueryOperator.Equal, tenantId)));""", "`Query` on `Sales` binds the partition key to `orderId`, not the tenant key `tenantId`; a filter is applied after the read and isolates nothing")]
    public async Task Message_SaysWhatWasFound(string statements, string message) =>
        Assert.Equal([message], await Verdicts.Messages(Body(statements)));
}
