namespace TenantAnalyzers.Tests.DataAccess;

public sealed class QueryNotTenantScopedTests
{
    private const string ByStatus = """KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new() { S = status } }""";
    private const string ByTenant = """KeyConditionExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new() { S = tenantId }, [":s"] = new() { S = status } }""";

    public static TheoryData<string> Reported => new()
    {
        // Built in place.
        $$"""await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", {{ByStatus}} });""",
        $$"""await {|TNT1001:client.QueryAsync|}(new() { TableName = "Orders", {{ByStatus}} }, token);""",
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest("Orders"));""",
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { { ":t", new AttributeValue(tenantId) } } });""",
        // In a local.
        $$"""var request = new QueryRequest { TableName = "Orders", {{ByStatus}} }; await {|TNT1001:client.QueryAsync|}(request);""",
        $$"""QueryRequest request = new() { TableName = "Orders", {{ByStatus}} }; var copy = request; var response = await {|TNT1001:client.QueryAsync|}(copy, token); Use(response);""",
        // Step by step.
        """
        var request = new QueryRequest();
        request.TableName = "Orders";
        request.KeyConditionExpression = "status = :s";
        request.ExpressionAttributeValues = new Dictionary<string, AttributeValue>();
        request.ExpressionAttributeValues.Add(":s", new AttributeValue { S = status });
        request.Limit = 10;
        await {|TNT1001:client.QueryAsync|}(request);
        """,
        """
        var values = new Dictionary<string, AttributeValue> { { ":s", new() { S = status } } };
        values[":n"] = new AttributeValue { N = "1" };
        values.TryAdd(":m", new AttributeValue { N = "2" });
        await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = options.Table, KeyConditionExpression = "status = :s", ExpressionAttributeValues = values });
        """,
        // The text of the key condition.
        """const string condition = Keys.Order + " = :o"; await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = condition, ExpressionAttributeValues = new() { [":o"] = new(orderId) } });""",
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = $"{Keys.Order} = :o AND begins_with(sk, :p)", ExpressionAttributeValues = new() { [":o"] = new(orderId), [":p"] = new("x") } });""",
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = "#s = :s", ExpressionAttributeNames = new() { ["#s"] = "status" }, ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = "((#s = :s) AND (sk BETWEEN :a AND :b))", ExpressionAttributeNames = new() { { "#s", "status" } }, ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
        """
        await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = string.Format("{0} = :s", "status"), ExpressionAttributeValues = new() { [":s"] = new(status) } });
        """,
        """
        var condition = "status = :s";
        if (flag) condition += " AND sk > :k";
        await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = condition, ExpressionAttributeValues = new() { [":s"] = new(status) } });
        """,
        // The tenant in the sort condition only, or compared otherwise than by equality.
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :s AND begins_with(tenantId, :t)", ExpressionAttributeValues = new() { [":s"] = new(status), [":t"] = new(tenantId) } });""",
        // A generic key whose value is seen not to hold the tenant.
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :pk", ExpressionAttributeValues = new() { [":pk"] = new() { S = $"ORDER#{orderId}" } } });""",
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :pk", ExpressionAttributeValues = new() { [":pk"] = new("CATALOG") } });""",
        // The legacy form.
        """await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditions = new() { ["status"] = new Condition { ComparisonOperator = ComparisonOperator.EQ, AttributeValueList = new() { new(status) } } } });""",
        // Paginators send as well.
        $$"""await foreach (var page in {|TNT1001:client.Paginators.Query|}(new QueryRequest { TableName = "Orders", {{ByStatus}} }).Responses) Use(page);""",
        // A paging loop.
        $$"""
        var request = new QueryRequest { TableName = "Orders", {{ByStatus}} };
        QueryResponse response;
        do
        {
            response = await {|TNT1001:client.QueryAsync|}(request);
            request.ExclusiveStartKey = response.LastEvaluatedKey;
        }
        while (response.LastEvaluatedKey is { Count: > 0 });
        """,
        // In nested functions, try blocks, using.
        $$"""Func<Task> later = async () => await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", {{ByStatus}} }); await later();""",
        $$"""var request = new QueryRequest { TableName = "Orders", {{ByStatus}} }; await Task.Run(() => {|TNT1001:client.QueryAsync|}(request));""",
        $$"""await Inner(); async Task Inner() { var r = new QueryRequest { TableName = "Orders", {{ByStatus}} }; await {|TNT1001:client.QueryAsync|}(r); }""",
        $$"""try { await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", {{ByStatus}} }); } catch (Exception) { await {|TNT1001:client.QueryAsync|}(new QueryRequest("Orders")); } finally { await {|TNT1001:client.QueryAsync|}(new QueryRequest("Orders")); }""",
        // On some path.
        $$"""var request = flag ? new QueryRequest { TableName = "Orders", {{ByTenant}} } : new QueryRequest { TableName = "Orders", {{ByStatus}} }; await {|TNT1001:client.QueryAsync|}(request);""",
        $$"""var request = new QueryRequest { TableName = "Orders", {{ByTenant}} }; if (flag) request.KeyConditionExpression = "status = :s"; await {|TNT1001:client.QueryAsync|}(request);""",
        $$"""var request = new QueryRequest { TableName = "Orders", {{ByTenant}} }; request.KeyConditionExpression = status switch { "a" => "tenantId = :t", _ => "status = :s" }; await {|TNT1001:client.QueryAsync|}(request);""",
        // Several in one statement.
        $$"""await Task.WhenAll({|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", {{ByStatus}} }), client.QueryAsync(new QueryRequest { TableName = "Orders", {{ByTenant}} }), {|TNT1001:client.QueryAsync|}(new QueryRequest("B")));""",
    };

    public static TheoryData<string> Scoped => new()
    {
        $$"""await client.QueryAsync(new QueryRequest { TableName = "Orders", {{ByTenant}} });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenant_id = :t AND sk > :k", ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = ":t = TenantId and begins_with ( #k , :p )", ExpressionAttributeNames = new() { ["#k"] = "sk" }, ExpressionAttributeValues = new() { [":t"] = new(tenantId), [":p"] = new("x") } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "(#K0 = :K0) AND (begins_with (#K1, :K1))", ExpressionAttributeNames = new() { ["#K0"] = Keys.Tenant, ["#K1"] = "sk" }, ExpressionAttributeValues = new() { [":K0"] = new(tenantId), [":K1"] = new("x") } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = $"{Keys.Tenant} = :t", ExpressionAttributeValues = new Dictionary<string, AttributeValue>(1) { { ":t", new AttributeValue { S = tenantId } } } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = Keys.Tenant + " = :t" + (flag ? " AND sk = :k" : ""), ExpressionAttributeValues = new() { [":t"] = new(tenantId) } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :pk", ExpressionAttributeValues = new() { [":pk"] = new() { S = $"TENANT#{tenantId}" } } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :pk", ExpressionAttributeValues = new() { [":pk"] = new() { S = "TENANT#" + tenantId + "#ORDERS" } } });""",
        """var pk = string.Format("TENANT#{0}", tenantId); await client.QueryAsync(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :pk", ExpressionAttributeValues = new() { [":pk"] = new(pk) } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditions = new() { ["tenantId"] = new Condition { ComparisonOperator = "EQ", AttributeValueList = new List<AttributeValue> { new(tenantId) } } } });""",
        """await client.QueryAsync(new QueryRequest { TableName = $"orders-{tenantId}", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } });""",
        """
        var request = new QueryRequest { TableName = "Orders" };
        if (flag) { request.KeyConditionExpression = "tenantId = :t"; } else { request.KeyConditionExpression = "tenantId = :t AND sk = :k"; }
        request.ExpressionAttributeValues ??= new();
        request.ExpressionAttributeValues[":t"] = new() { S = tenantId };
        await client.QueryAsync(request);
        """,
        // The same test decides both times.
        """
        var request = new QueryRequest { TableName = "Orders", ExpressionAttributeValues = new() };
        if (flag) request.KeyConditionExpression = "status = :s";
        if (!flag) { request.KeyConditionExpression = "tenantId = :t"; request.ExpressionAttributeValues[":t"] = new(tenantId); await client.QueryAsync(request); }
        """,
    };

    public static TheoryData<string> CannotTell => new()
    {
        // The request, the text, the names or the values come from elsewhere.
        """async Task Send(QueryRequest request) => await client.QueryAsync(request); await Send(null!);""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = maybe, ExpressionAttributeValues = given });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = $"{options.KeyName} = :t", ExpressionAttributeValues = given });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :s" + maybe, ExpressionAttributeValues = given });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "#k = :t", ExpressionAttributeNames = new() { ["#k"] = options.KeyName }, ExpressionAttributeValues = given });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "#k = :t", ExpressionAttributeValues = given });""",
        """await client.QueryAsync(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :pk", ExpressionAttributeValues = new() { [":pk"] = new(Keys.Opaque(tenantId, orderId)) } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "App", KeyConditionExpression = "PK = :pk", ExpressionAttributeValues = given });""",
        // It fails at the service: a bug, but no leak.
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":x"] = new(tenantId) } });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :s OR tenantId = :t", ExpressionAttributeValues = given });""",
        """await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = ", ExpressionAttributeValues = given });""",
        // Handed to code that is not followed.
        """var request = new QueryRequest { TableName = "Orders", KeyConditionExpression = "status = :s", ExpressionAttributeValues = new() { [":s"] = new(status) } }; Use(request); await client.QueryAsync(request);""",
        """Func<QueryRequest, CancellationToken, Task<QueryResponse>> send = client.QueryAsync; await send(new QueryRequest("Orders"), token);""",
        // Changed after the lambda was made.
        """var request = new QueryRequest { TableName = "Orders" }; Func<Task> later = () => client.QueryAsync(request); request.KeyConditionExpression = "tenantId = :t"; await later();""",
        """var request = new QueryRequest { TableName = "Orders" }; void Scope() => request.KeyConditionExpression = "tenantId = :t"; Scope(); await client.QueryAsync(request);""",
        // An expression tree is no call.
        """System.Linq.Expressions.Expression<Func<IAmazonDynamoDB, Task<QueryResponse>>> setup = c => c.QueryAsync(new QueryRequest("Orders"), default); Use(setup);""",
        """Use(nameof(client.QueryAsync));""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Query_NotBoundToTheTenant_Reports(string statements) => Verify.Reports(Source.Body(statements));

    [Theory, MemberData(nameof(Scoped))]
    public Task Query_BoundToTheTenant_IsSilent(string statements) => Verify.Silent(Source.Body(statements));

    [Theory, MemberData(nameof(CannotTell))]
    public Task Query_NotDecidable_IsSilent(string statements) => Verify.Silent(Source.Body(statements));
}
