namespace TenantAnalyzers.Tests.DataAccess;

public sealed class ItemReadNotTenantScopedTests
{
    public static TheoryData<string> Reported => new()
    {
        """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders", Key = new() { ["orderId"] = new() { S = orderId } } });""",
        """await {|TNT1002:client.GetItemAsync|}("Orders", new Dictionary<string, AttributeValue> { { "orderId", new AttributeValue { S = orderId } } });""",
        """await {|TNT1002:client.GetItemAsync|}("Orders", new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }, token);""",
        """await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }, true);""",
        """await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) }, consistentRead: true, cancellationToken: token);""",
        """await {|TNT1002:client.GetItemAsync|}(cancellationToken: token, key: new() { ["orderId"] = new(orderId) }, tableName: "Orders");""",
        """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest("Orders", new() { ["orderId"] = new(orderId) }));""",
        """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders" });""",
        """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders", Key = null });""",
        """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders", Key = new() });""",
        """await {|TNT1002:client.GetItemAsync|}(new GetItemRequest { TableName = "Orders", Key = [] });""",
        """await {|TNT1002:client.GetItemAsync|}("Orders", new Dictionary<string, AttributeValue>(new[] { new KeyValuePair<string, AttributeValue>("orderId", new(orderId)) }));""",
        """
        var key = new Dictionary<string, AttributeValue>();
        key.Add(Keys.Order, new AttributeValue { S = orderId });
        key["line"] = new AttributeValue { N = "1" };
        var request = new GetItemRequest();
        request.TableName = options.Table;
        request.Key = key;
        var response = await {|TNT1002:client.GetItemAsync|}(request, token);
        Use(response.Item);
        """,
        """
        var original = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) };
        var copy = new Dictionary<string, AttributeValue>(original) { ["line"] = new() { N = "1" } };
        await {|TNT1002:client.GetItemAsync|}("Orders", copy);
        """,
        """
        var mine = new GetItemRequest { TableName = "Orders", Key = { ["orderId"] = new(orderId) } };
        mine.Key.Add("line", new() { N = "1" });
        await {|TNT1002:client.GetItemAsync|}(mine);
        """,
        // The tenant is no part of the key: only compared afterwards.
        """
        var item = (await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) })).Item;
        if (item["tenantId"].S != tenantId) throw new UnauthorizedAccessException();
        """,
        """await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new($"ORDER#{orderId}"), ["SK"] = new($"TENANT#{tenantId}") });""",
        """await {|TNT1002:client.GetItemAsync|}("App", new() { ["pk"] = new(orderId), ["sk"] = new("META") });""",
        """await {|TNT1002:client.GetItemAsync|}("App", new() { ["pk"] = new($"ORDER#{options.OrderId}") });""",
        // On some path.
        """await {|TNT1002:client.GetItemAsync|}("Orders", flag ? new() { ["orderId"] = new(orderId) } : new Dictionary<string, AttributeValue> { ["tenantId"] = new(tenantId) });""",
        """
        var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) };
        if (maybe != null) key["tenantId"] = new(maybe);
        await {|TNT1002:client.GetItemAsync|}("Orders", key);
        """,
        """foreach (var id in new[] { "a", "b" }) await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(id) });""",
        """var tasks = given.Keys.Select(id => {|TNT1002:client.GetItemAsync|}("Orders", new() { ["orderId"] = new(id) })); await Task.WhenAll(tasks);""",
        """var item = await (client as AmazonDynamoDBClient)!.DescribeTableAsync("x"); await {|TNT1002:((AmazonDynamoDBClient)client).GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) });""",
        // A fallback that is no tenant.
        """await {|TNT1002:client.GetItemAsync|}("App", new() { ["PK"] = new(maybe ?? "none") });""",
        """var response = await (client?{|TNT1002:.GetItemAsync|}("Orders", new() { ["orderId"] = new(orderId) })!).ConfigureAwait(false);""",
    };

    public static TheoryData<string> Scoped => new()
    {
        """await client.GetItemAsync(new GetItemRequest { TableName = "Orders", Key = new() { ["tenantId"] = new() { S = tenantId }, ["orderId"] = new() { S = orderId } } });""",
        """await client.GetItemAsync("Orders", new() { ["orderId"] = new(orderId), ["TenantID"] = new(tenantId) });""",
        """await client.GetItemAsync("Orders", new Dictionary<string, AttributeValue> { { Keys.Tenant, new(tenantId) } });""",
        """var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; key.Add("tenantId", new(tenantId)); await client.GetItemAsync("Orders", key);""",
        """var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; key = new(key) { ["tenantId"] = new(tenantId) }; await client.GetItemAsync("Orders", key);""",
        """var pk = $"TENANT#{tenantId}"; await client.GetItemAsync("App", new() { ["PK"] = new AttributeValue { S = pk }, ["SK"] = new(orderId) });""",
        """var t = tenantId; await client.GetItemAsync("App", new() { ["PK"] = new(t) });""",
        """var (table, t) = ("App", tenantId); await client.GetItemAsync(table, new() { ["PK"] = new(t.ToUpperInvariant()) });""",
        """var key = (Pk: $"TENANT#{tenantId}", Sk: orderId); await client.GetItemAsync("App", new() { ["PK"] = new(key.Pk), ["SK"] = new(key.Sk) });""",
        """foreach (var currentTenant in new[] { "a" }) await client.GetItemAsync("App", new() { ["PK"] = new(currentTenant) });""",
        """Guid guid = Guid.Empty; if (Guid.TryParse(orderId, out var tenantGuidId)) guid = tenantGuidId; await client.GetItemAsync("App", new() { ["PK"] = new(tenantGuidId.ToString()) });""",
        """string? found = given.TryGetValue("x", out var value) ? value.S : null; if (found is { } id) await client.GetItemAsync("Orders", new() { ["tenantId"] = new(id) });""",
        """await client.GetItemAsync($"{tenantId}-orders", new() { ["orderId"] = new(orderId) });""",
        // The registry of tenants: its only key is the tenant.
        """await client.GetItemAsync("Tenants", new() { ["id"] = new(tenantId) });""",
    };

    public static TheoryData<string> CannotTell => new()
    {
        """await client.GetItemAsync("Orders", given);""",
        // A table of the tenant's own, perhaps.
        """await client.GetItemAsync(TableFor(tenantId), new() { ["orderId"] = new(orderId) });""",
        """var table = TableFor(tenantId); await client.GetItemAsync(new GetItemRequest { TableName = table, Key = new() { ["orderId"] = new(orderId) } });""",
        // The tenant key under another name, perhaps, or the tenant in the sort key only.
        """await client.GetItemAsync("Orders", new() { ["tenantKey"] = new(orderId) });""",
        """await client.GetItemAsync("Orders", new() { ["id"] = new(orderId), ["owner"] = new(tenantId) });""",
        // A request that other code can reach.
        """request.Key = new() { ["orderId"] = new(orderId) }; Use(this); await client.GetItemAsync(request);""",
        """var mine = new GetItemRequest { Key = new() { ["orderId"] = new(orderId) } }; request = mine; Use(this); await client.GetItemAsync(mine);""",
        """await client.GetItemAsync("Orders", Keys.For(orderId));""",
        """await client.GetItemAsync(new GetItemRequest { TableName = "Orders", Key = Keys.For(orderId) });""",
        """await client.GetItemAsync("Orders", new(given) { ["orderId"] = new(orderId) });""",
        """await client.GetItemAsync("Orders", given.ToDictionary(p => p.Key, p => p.Value));""",
        """await client.GetItemAsync("Orders", new() { [options.KeyName] = new(orderId) });""",
        """await client.GetItemAsync("App", new() { ["PK"] = given["PK"], ["SK"] = given["SK"] });""",
        """await client.GetItemAsync("App", new() { ["PK"] = new(options.Id) });""",
        """var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; Use(key); await client.GetItemAsync("Orders", key);""",
        """void Change(ref Dictionary<string, AttributeValue> k) => k = null!; var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; Change(ref key); await client.GetItemAsync("Orders", key);""",
        """var keys = new List<Dictionary<string, AttributeValue>>(); for (var i = 0; i < 9; i++) keys.Add(new() { ["orderId"] = new(orderId) }); Use(keys); foreach (var key in keys) await client.GetItemAsync("Orders", key);""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task ItemRead_NotKeyedByTheTenant_Reports(string statements) => Verify.Reports(Source.Body(statements));

    [Theory, MemberData(nameof(Scoped))]
    public Task ItemRead_KeyedByTheTenant_IsSilent(string statements) => Verify.Silent(Source.Body(statements));

    [Theory, MemberData(nameof(CannotTell))]
    public Task ItemRead_NotDecidable_IsSilent(string statements) => Verify.Silent(Source.Body(statements));
}
