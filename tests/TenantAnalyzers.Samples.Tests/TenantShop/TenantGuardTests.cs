using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TenantShop;
using TenantShop.Storage.TablePerTenant;
using TenantShop.Tenancy;
using static TenantAnalyzers.Samples.Tests.TenantShop.GuardedRequests;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>What the guard decides, request by request, without a server.</summary>
public sealed class TenantGuardTests
{
    public static TheoryData<string> AllowedKinds => Names;

    [Theory]
    [MemberData(nameof(AllowedKinds))]
    public void Demand_OwnKey_Passes(string request) => Guard().Demand(Make(request, "acme"));

    [Theory]
    [MemberData(nameof(AllowedKinds))]
    public void Demand_ForeignKey_Refuses(string request) => Refuses(Make(request, "globex"));

    [Theory]
    [MemberData(nameof(AllowedKinds))]
    public void Demand_LongerOrOtherCaseTenant_Refuses(string request)
    {
        Refuses(Make(request, "acme2"));
        Refuses(Make(request, "ACME"));
        Refuses(Make(request, ""));
    }

    [Theory]
    [MemberData(nameof(AllowedKinds))]
    public void Demand_CallerWithoutTenant_Refuses(string request) => Refuses(Make(request, ""), caller: "");

    [Fact]
    public void Demand_ScanOfAnyKind_Refuses()
    {
        Refuses(new ScanRequest("Orders"));
        Refuses(new ScanRequest("Orders") { FilterExpression = "tenantId = :t", ExpressionAttributeValues = new() { [":t"] = new("acme") } });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("SELECT * FROM Orders")]
    [InlineData("SELECT * FROM Orders WHERE orderId = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = 'acme'")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = ? OR orderId = ?")]
    [InlineData("SELECT * FROM Orders WHERE (tenantId = ? OR orderId = ?)")]
    [InlineData("SELECT * FROM Orders WHERE NOT tenantId = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId <> ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId IN (?)")]
    [InlineData("SELECT * FROM Orders WHERE tenantId IN [?, ?]")]
    [InlineData("SELECT * FROM Orders WHERE tenantId BETWEEN ? AND ?")]
    [InlineData("SELECT * FROM Orders WHERE begins_with(tenantId, ?)")]
    [InlineData("SELECT * FROM Orders WHERE orderId = ? AND tenantId = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = ? AND tenantId = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantid = ?")]
    [InlineData("SELECT * FROM Orders WHERE \"tenant\"\"Id\" = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = ? \"AND\" orderId = ?")]
    [InlineData("SELECT * FROM Orders WHERE a.tenantId = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = ? -- AND orderId = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = ? ORDER BY orderId")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = ?; SELECT * FROM Orders WHERE orderId = ?")]
    [InlineData("SELECT \"a FROM Orders WHERE tenantId = ? \" FROM Orders WHERE orderId = ?")]
    [InlineData("SELECT * FROM Orders WHERE tenantId = :1")]
    [InlineData("SELECT * FROM orders WHERE tenantId = ?")]
    [InlineData("SELECT * FROM \"Orders\".\"byStatus\" WHERE tenantId = ?")]
    [InlineData("SELECT * FROM Orders, Customers WHERE tenantId = ?")]
    [InlineData("UPDATE Orders SET status = 'X' WHERE tenantId = ? AND orderId = ?")]
    [InlineData("DELETE FROM Orders WHERE tenantId = ? AND orderId = ?")]
    [InlineData("INSERT INTO Orders VALUE {'tenantId': ?, 'orderId': ?}")]
    public void Demand_PartiQlThatMayReachOthers_Refuses(string? statement) => Refuses(Select("acme", statement, new("acme"), new("globex")));

    [Fact]
    public void Demand_PartiQlWithoutParameters_Refuses() => Refuses(new ExecuteStatementRequest { Statement = "SELECT * FROM Orders WHERE tenantId = ?" });

    [Fact]
    public void Demand_PartiQlInBatches_Refuses()
    {
        Refuses(new BatchExecuteStatementRequest { Statements = [new() { Statement = "SELECT * FROM Orders WHERE tenantId = 'acme'" }] });
        Refuses(new ExecuteTransactionRequest { TransactStatements = [new() { Statement = "DELETE FROM Orders WHERE tenantId = 'acme' AND orderId = '1'" }] });
    }

    [Fact]
    public void Demand_UnknownOperation_Refuses()
    {
        Refuses(null);
        Refuses(new DeleteTableRequest("Orders"));
        Refuses(new DescribeTableRequest("Orders"));
        Refuses(new ListTablesRequest());
        Refuses(new ExportTableToPointInTimeRequest());
        Refuses(new SearchVectorsRequest());
    }

    [Theory]
    [InlineData("Unknown")]
    [InlineData("orders")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("arn:aws:dynamodb:eu-central-1:111122223333:table/Orders")]
    public void Demand_TableNotKnown_Refuses(string? table)
    {
        Refuses(new GetItemRequest(table, Key("acme")));
        Refuses(With(Query("acme", "tenantId = :t"), query => query.TableName = table));
    }

    [Fact]
    public void Demand_MissingOrEmptyKey_Refuses()
    {
        Refuses(new GetItemRequest { TableName = "Orders" });
        Refuses(new GetItemRequest("Orders", []));
        Refuses(new GetItemRequest("Orders", new() { ["orderId"] = new("acme") }));
        Refuses(new GetItemRequest("Orders", new() { ["TenantId"] = new("acme"), ["orderId"] = new("1") }));
        Refuses(new PutItemRequest { TableName = "Orders" });
        Refuses(new BatchGetItemRequest());
        Refuses(new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { ["Orders"] = new() }));
        Refuses(new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { ["Orders"] = null! }));
        Refuses(new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [null!] }));
        Refuses(new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new WriteRequest()] }));
        Refuses(new TransactGetItemsRequest { TransactItems = [new()] });
        Refuses(new TransactGetItemsRequest());
        Refuses(Transaction(new TransactWriteItem()));
    }

    [Fact]
    public void Demand_KeyValueOfAnotherType_Refuses()
    {
        Refuses(new GetItemRequest("Orders", new() { ["tenantId"] = new() { N = "1" }, ["orderId"] = new("1") }));
        Refuses(new GetItemRequest("Orders", new() { ["tenantId"] = new() { S = "acme", N = "1" }, ["orderId"] = new("1") }));
        Refuses(new GetItemRequest("Orders", new() { ["tenantId"] = new() { SS = ["acme"] }, ["orderId"] = new("1") }));
        Refuses(new GetItemRequest("Orders", new() { ["tenantId"] = new() { S = "acme", NULL = true }, ["orderId"] = new("1") }));
        Refuses(new GetItemRequest("Orders", new() { ["tenantId"] = null!, ["orderId"] = new("1") }));
    }

    [Fact]
    public void Demand_OneForeignKeyAmongOwn_Refuses()
    {
        Refuses(new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { ["Orders"] = new() { Keys = [Key("acme"), Key("globex")] } }));
        Refuses(new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { ["Orders"] = new() { Keys = [Key("acme")] }, ["Customers"] = new() { Keys = [Key("globex")] } }));
        Refuses(new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new(new PutRequest(Item("acme"))), new(new DeleteRequest(Key("globex")))] }));
        Refuses(Transaction(new TransactWriteItem { Put = new() { TableName = "Orders", Item = Item("acme") } }, new() { Delete = new() { TableName = "Orders", Key = Key("globex") } }));
    }

    [Fact]
    public void Demand_TwoWritesInOneElement_Refuses()
    {
        Refuses(new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new WriteRequest { PutRequest = new(Item("acme")), DeleteRequest = new(Key("globex")) }] }));
        Refuses(Transaction(new TransactWriteItem { Put = new() { TableName = "Orders", Item = Item("acme") }, Delete = new() { TableName = "Orders", Key = Key("globex") } }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("orderId = :t")]
    [InlineData("tenantId = :t OR orderId = :o")]
    [InlineData("NOT tenantId = :t")]
    [InlineData("tenantId <> :t")]
    [InlineData("tenantId >= :t")]
    [InlineData("tenantId BETWEEN :t AND :t")]
    [InlineData("begins_with(tenantId, :t)")]
    [InlineData("tenantId IN (:t)")]
    [InlineData("tenantId = :unknown")]
    [InlineData("#unknown = :t")]
    [InlineData("tenantId = :t AND tenantId = :o")]
    [InlineData("a.tenantId = :t")]
    [InlineData("TENANTID = :t")]
    [InlineData("tenantId = :t AND")]
    [InlineData("(tenantId = :t")]
    [InlineData("tenantId = :t) OR (orderId = :o")]
    [InlineData("tenantId = :t -- AND orderId = :o")]
    [InlineData("tenantId = tenantId")]
    [InlineData("((((((((((tenantId = :t))))))))))")]
    public void Demand_KeyConditionWithoutTenantEquality_Refuses(string? condition) =>
        Refuses(With(Query("acme", condition), static query => query.ExpressionAttributeValues[":o"] = new("globex")));

    [Fact]
    public void Demand_AliasOfAnotherAttribute_Refuses() =>
        Refuses(With(Query("acme", "#tenantId = :t"), static query => query.ExpressionAttributeNames = new() { ["#tenantId"] = "orderId" }));

    [Theory]
    [InlineData("byStatus")]
    [InlineData("")]
    [InlineData("TenantByStatus")]
    public void Demand_IndexNotKeyedByTenant_Refuses(string index) => Refuses(With(Query("acme", "tenantId = :t"), query => query.IndexName = index));

    [Fact]
    public void Demand_TenantOnlyInFilter_Refuses() =>
        Refuses(With(Query("acme", "orderId = :t"), static query => query.FilterExpression = "tenantId = :t"));

    [Fact]
    public void Demand_LegacyKeyConditionsWithoutTenantEquality_Refuses()
    {
        Refuses(With(Legacy("acme"), static query => query.KeyConditions.Remove("tenantId")));
        Refuses(With(Legacy("acme"), static query => query.KeyConditions["tenantId"] = null!));
        Refuses(With(Legacy("acme"), static query => query.KeyConditions["tenantId"] = Equal()));
        Refuses(With(Legacy("acme"), static query => query.KeyConditions["tenantId"] = Equal("acme", "globex")));
        Refuses(With(Legacy("acme"), static query => query.KeyConditions["tenantId"].ComparisonOperator = Amazon.DynamoDBv2.ComparisonOperator.GE));
        Refuses(With(Legacy("acme"), static query => query.KeyConditionExpression = "orderId = :o"));
        Refuses(With(Legacy("acme"), static query => query.IndexName = "byStatus"));
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("TENANT#globex")]
    [InlineData("TENANT#acme#")]
    [InlineData("tenant#acme")]
    public void Demand_GeneralKeyOfAnotherForm_Refuses(string key) =>
        Refuses(new GetItemRequest("Activity", new() { ["PK"] = new(key), ["SK"] = new("TICKET#1") }));

    [Fact]
    public void Demand_TableOfTheTenant_PassesWholeAndNoOther()
    {
        var guard = new TenantGuard(new Caller("acme"), TenantTables.Guarded("acme"));
        Func<string, AmazonWebServiceRequest>[] requests =
        [
            static table => new ScanRequest(table),
            static table => new GetItemRequest(table, new() { ["orderId"] = new("1") }),
            static table => new PutItemRequest(table, new() { ["orderId"] = new("1") }),
            static table => new QueryRequest(table) { IndexName = "byStatus", KeyConditionExpression = "#s = :s" },
            static table => new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { [table] = new() { Keys = [new() { ["orderId"] = new("1") }] } }),
            static table => Select("acme", $"SELECT * FROM \"{table}\" WHERE begins_with(\"name\", ?)"),
        ];
        foreach (var request in requests)
        {
            guard.Demand(request("orders-acme"));
            foreach (var table in new[] { "orders-globex", "orders-acme2", "orders-ACME", "Orders", "orders-", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders-acme" })
                Assert.Throws<TenantAccessDeniedException>(() => guard.Demand(request(table)));
        }

        Assert.Throws<TenantAccessDeniedException>(() => guard.Demand(new DeleteTableRequest("orders-acme")));
    }

    private static TenantGuard Guard(string caller = "acme") => new(new Caller(caller), Tables.Guarded);

    private static void Refuses(AmazonWebServiceRequest? request, string caller = "acme") =>
        Assert.Throws<TenantAccessDeniedException>(() => Guard(caller).Demand(request));
}

/// <summary>A caller of a given tenant.</summary>
internal sealed class Caller(string tenantId) : ITenantContext
{
    public string TenantId { get; } = tenantId;
}
