namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>Constructs met in public code bases or thought up against the interpreter, by someone else than its author.</summary>
public sealed class AccessAdversarialTests
{
    private const string ByOrder = """TableName = "Orders", KeyConditionExpression = "orderId = :v", ExpressionAttributeValues = new() { [":v"] = new("1") }""";
    private const string ScopeIt = """request.KeyConditionExpression = "tenantId = :v";""";

    public static TheoryData<string> FalseAlarms => new()
    {
        // an argument that needs blocks of its own makes the receiver a flow capture.
        """var request = new GetItemRequest { TableName = "Orders" }; request.Key.Add("tenantId", new AttributeValue { S = tenantId }); await client.GetItemAsync(request);""",
        """var request = new GetItemRequest { TableName = "Orders" }; request.Key.Add("tenantId", new AttributeValue(maybe ?? tenantId)); await client.GetItemAsync(request);""",
        """await client.GetItemAsync(new GetItemRequest { TableName = "Orders", Key = { { "tenantId", new AttributeValue { S = tenantId } } } });""",
        """await client.GetItemAsync(new GetItemRequest { TableName = "Orders", Key = { ["tenantId"] = new AttributeValue { S = tenantId } } });""",
        """var request = new QueryRequest { TableName = "Orders" }; request.KeyConditions.Add("tenantId", new Condition { ComparisonOperator = "EQ", AttributeValueList = new List<AttributeValue> { new() { S = tenantId } } }); await client.QueryAsync(request);""",
        """var request = new GetItemRequest { TableName = "Orders" }; (request.Key ??= new())["tenantId"] = new AttributeValue { S = tenantId }; await client.GetItemAsync(request);""",
        """var request = new GetItemRequest { TableName = "Orders" }; if (request.Key == null) request.Key = new(); request.Key.Add("tenantId", new AttributeValue { S = tenantId }); await client.GetItemAsync(request);""",
        // a loop that is never entered leaves a request that the service refuses.
        """var key = new Dictionary<string, AttributeValue>(); foreach (var part in given) key.Add(part.Key, part.Value); await client.GetItemAsync("Orders", key);""",
        """var names = status.Split(','); var key = new Dictionary<string, AttributeValue>(); for (var i = 0; i < names.Length; i++) key[names[i]] = new AttributeValue(tenantId); await client.GetItemAsync("Orders", key);""",
        """var text = ""; foreach (var part in given) text += part.Key + " = :v"; await client.QueryAsync(new QueryRequest { TableName = "Orders", KeyConditionExpression = text, ExpressionAttributeValues = new() { [":v"] = new(tenantId) } });""",
        // tests whose outcomes hang together.
        $$"""var n = given.Count; var request = new QueryRequest { {{ByOrder}} }; if (n > 0) { {{ScopeIt}} } if (n > 0) await client.QueryAsync(request);""",
        $$"""var n = given.Count; var request = new QueryRequest { {{ByOrder}} }; if (n > 0) { {{ScopeIt}} } if (n <= 0) return; await client.QueryAsync(request);""",
        $$"""var request = new QueryRequest { {{ByOrder}} }; if (status.Equals("a")) { {{ScopeIt}} } if (status.Equals("a")) await client.QueryAsync(request);""",
        $$"""int? tenant = given.Count; if (flag) tenant = null; var request = new QueryRequest { {{ByOrder}} }; if (tenant.HasValue) { {{ScopeIt}} } if (tenant is null) return; await client.QueryAsync(request);""",
        $$"""ArgumentNullException.ThrowIfNull(maybe); var request = new QueryRequest { {{ByOrder}} }; if (maybe != null) { {{ScopeIt}} } await client.QueryAsync(request);""",
        $$"""ArgumentException.ThrowIfNullOrEmpty(maybe); var request = new QueryRequest { {{ByOrder}} }; if (!string.IsNullOrEmpty(maybe)) { {{ScopeIt}} } await client.QueryAsync(request);""",
        $$"""[System.Diagnostics.CodeAnalysis.DoesNotReturn] static void Fail() => throw new Exception(); var request = new QueryRequest { {{ByOrder}} }; if (maybe != null) { {{ScopeIt}} } else Fail(); await client.QueryAsync(request);""",
    };

    [Theory]
    [MemberData(nameof(FalseAlarms))]
    public Task Access_NotProvedUnscoped_IsSilent(string statements) => Verify.Silent(Source.Body(statements));

    private const string Shared = Source.Usings + """
        class Context { public QueryRequest Request = new(); }
        class Repository
        {
            private readonly IAmazonDynamoDB client = null!;
            private QueryRequest request = new();
            void Scope() { request.KeyConditionExpression = "tenantId = :v"; }
            static void Scope(Context context) { context.Request.KeyConditionExpression = "tenantId = :v"; }
            void Spoil() { request.KeyConditionExpression = "orderId = :v"; }
            async Task Run(string tenantId, Context context)
            {
                CASE
            }
        }
        """;

    [Theory]
    [InlineData($$"""var r = new QueryRequest { {{ByOrder}} }; request = r; Scope(); await client.QueryAsync(r);""")]
    [InlineData($$"""var r = new QueryRequest { {{ByOrder}} }; context.Request = r; Scope(context); await client.QueryAsync(r);""")]
    public Task Query_RequestReachableFromElsewhere_IsSilent(string statements) =>
        Verify.Silent(Shared.Replace("CASE", statements, StringComparison.Ordinal));

    // what a test said of a member no longer holds after code that is not followed.
    [Theory]
    [InlineData("""if (options.Table == null) { Change(options); if (options.Table != null) condition = "orderId = :v"; }""")]
    [InlineData("""while (options.Table != null) { condition = "orderId = :v"; Change(options); }""")]
    public Task Query_TestOfAChangedMember_IsForgotten(string statements) => Verify.Reports(Source.Usings + $$"""
        class Options { public string? Table; }
        abstract class Repository
        {
            private readonly IAmazonDynamoDB client = null!;
            protected abstract void Change(Options options);
            async Task Run(string tenantId, Options options)
            {
                var condition = "tenantId = :v";
                {{statements}}
                await {|TNT1001:client.QueryAsync|}(new QueryRequest { TableName = "Orders", KeyConditionExpression = condition, ExpressionAttributeValues = new() { [":v"] = new("1") } });
            }
        }
        """);

    // names that never change are as good as constants.
    private const string Names = Source.Usings + """
        static class Attributes { public static readonly string Tenant = "tenantId"; public static readonly string Order = "orderId"; }
        class Repository
        {
            private static readonly string TableName = "Orders";
            private readonly string _tableName = "Orders";
            private readonly IAmazonDynamoDB client = null!;
            async Task Run(string tenantId, string orderId)
            {
                CASE
            }
        }
        """;

    [Theory]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}("Orders", new() { [Attributes.Order] = new(orderId) });""", null)]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(TableName, new() { ["orderId"] = new(orderId) });""", "tenant_analyzers.shared_tables = Catalog")]
    [InlineData("""await {|TNT1002:client.GetItemAsync|}(_tableName, new() { ["petId"] = new(orderId) });""", "tenant_analyzers.table_keys = Pets=petId")]
    public Task ItemRead_ReadOnlyName_IsAConstant(string statements, string? config) =>
        Verify.Reports(Names.Replace("CASE", statements, StringComparison.Ordinal), config);

    // the words.
    [Theory]
    [InlineData(
        """for (var i = 1; i <= 2; i++) for (var j = 1; j <= 2; j++) await client.GetItemAsync("T", new() { ["PK"] = new AttributeValue { N = i.ToString() } });""",
        "`GetItem` on `T` binds `PK` to `1`, not the tenant key `tenantId` on some path")]
    [InlineData(
        """await client.GetItemAsync("T", new() { ["PK"] = new(status switch { "a" => tenantId, _ => orderId }) });""",
        "`GetItem` on `T` binds `PK` to `orderId`, not the tenant key `tenantId` when `status` is not `\"a\"`")]
    [InlineData(
        """var key = new Dictionary<string, AttributeValue> { ["orderId"] = new(orderId) }; foreach (var part in given) key["tenantId"] = part.Value; await client.GetItemAsync("T", key);""",
        "`GetItem` on `T` binds `orderId`, not the tenant key `tenantId` when `given` is empty")]
    public async Task Message_NamesTheTurn(string statements, string message)
    {
        var report = Assert.Single(await Bulk.Analyze(Bulk.Compile(Source.Body(statements))));

        Assert.Equal(message, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
