namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>TNT1001 and TNT1003 for the document and the object persistence model.</summary>
public sealed class ModelFixTests
{
    public static TheoryData<string, string> Cases => new()
    {
        // A filter that is made step by step.
        {
            """
            var filter = new QueryFilter();
            // the open ones
            filter.AddCondition("status", QueryOperator.Equal, status);
            var search = {|TNT1001:table.Query|}(filter);
            """,
            """
            var filter = new QueryFilter();
            filter.AddCondition("tenantId", QueryOperator.Equal, tenantId);
            // the open ones
            filter.AddCondition("status", QueryOperator.Equal, status);
            var search = table.Query(filter);
            """
        },
        {
            """
            var filter = new QueryFilter("orderId", QueryOperator.Equal, orderId); // one
            var search = {|TNT1001:table.Query|}(new QueryOperationConfig { Filter = filter, Limit = 1 });
            """,
            """
            var filter = new QueryFilter("orderId", QueryOperator.Equal, orderId); // one
            filter.AddCondition("tenantId", QueryOperator.Equal, tenantId);
            var search = table.Query(new QueryOperationConfig { Filter = filter, Limit = 1 });
            """
        },
        // No key at all.
        {
            """_ = {|TNT1001:table.Query|}(new QueryOperationConfig { Limit = 1 });""",
            """_ = table.Query(new QueryOperationConfig { Limit = 1, Filter = new QueryFilter("tenantId", QueryOperator.Equal, tenantId) });"""
        },
        {
            """_ = {|TNT1001:context.FromQueryAsync<Order>|}(new QueryOperationConfig());""",
            """_ = context.FromQueryAsync<Order>(new QueryOperationConfig() { Filter = new QueryFilter("tenantId", QueryOperator.Equal, tenantId) });"""
        },
        // A key expression.
        {
            """
            var config = new QueryOperationConfig
            {
                KeyExpression = new Expression
                {
                    ExpressionStatement = "orderId = :o", // one
                    ExpressionAttributeValues = { [":o"] = orderId },
                },
            };
            _ = {|TNT1001:table.Query|}(config);
            """,
            """
            var config = new QueryOperationConfig
            {
                KeyExpression = new Expression
                {
                    ExpressionStatement = "tenantId = :tenantId AND orderId = :o", // one
                    ExpressionAttributeValues = { [":tenantId"] = tenantId, [":o"] = orderId },
                },
            };
            _ = table.Query(config);
            """
        },
        // Scans that ask for nothing else.
        {
            """var all = await {|TNT1003:context.ScanAsync<Order>|}(new List<ScanCondition>()).GetRemainingAsync();""",
            """var all = await context.QueryAsync<Order>(tenantId).GetRemainingAsync();"""
        },
        {
            """var all = {|TNT1003:table.Scan|}(new ScanFilter());""",
            """var all = table.Query(new QueryFilter("tenantId", QueryOperator.Equal, tenantId));"""
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Fix_Model_IsBoundToTheTenant(string statements, string expected) => Verify.Fixes(Body(statements), Body(expected));

    public static TheoryData<string> NotOffered =>
    [
        // The generic key is the partition key already.
        """var filter = new QueryFilter("PK", QueryOperator.Equal, $"ORDER#{orderId}"); _ = {|TNT1001:table.Query|}(filter);""",
        // No attribute of the key may stand in the filter that is applied after the read.
        """_ = {|TNT1001:table.Query|}(new QueryOperationConfig { FilterExpression = new Expression { ExpressionStatement = "tenantId = :t", ExpressionAttributeValues = { [":t"] = tenantId } } });""",
        // A Scan whose conditions mean another thing in a Query.
        """_ = {|TNT1003:context.ScanAsync<Order>|}([new ScanCondition("Status", ScanOperator.Equal, status)]);""",
        // The class says which member is the key; it is not the tenant's.
        """_ = {|TNT1003:context.ScanAsync<Line>|}(new List<ScanCondition>());""",
        """_ = {|TNT1001:context.QueryAsync<Line>|}(orderId);""",
        """_ = await {|TNT1002:context.LoadAsync<Line>|}(orderId);""",
    ];

    [Theory]
    [MemberData(nameof(NotOffered))]
    public Task Fix_ThatCannotBeRight_IsNotOffered(string statements) => Verify.OffersNoFix(Body(statements) + Line);

    private const string Line = """

        class Line
        {
            [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = "";
            [DynamoDBRangeKey] public string Number { get; set; } = "";
        }
        """;

    private static string Body(string statements) => Source.Usings + $$"""
        using Amazon.DynamoDBv2.DataModel;
        using Amazon.DynamoDBv2.DocumentModel;
        using Expression = Amazon.DynamoDBv2.DocumentModel.Expression;
        class Order
        {
            [DynamoDBHashKey("tenantId")] public string Tenant { get; set; } = "";
            [DynamoDBRangeKey] public string OrderId { get; set; } = "";
            public string Status { get; set; } = "";
        }
        class Repository(ITable table, IDynamoDBContext context)
        {
            public async Task Run(string tenantId, string orderId, string status)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
                await Task.CompletedTask;
            }
        }
        """;
}
