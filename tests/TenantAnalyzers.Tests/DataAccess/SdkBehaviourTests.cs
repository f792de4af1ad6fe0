using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Expression = Amazon.DynamoDBv2.DocumentModel.Expression;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>What the engine takes for granted, asked of the SDK itself: what it sends for calls that mislead the reader.</summary>
public sealed class SdkBehaviourTests
{
    private readonly RecordedSdk _sdk = new();
    private readonly DynamoDBContext _context;
    private readonly ITable _table;

    public SdkBehaviourTests()
    {
        _context = new DynamoDBContextBuilder().WithDynamoDBClient(() => _sdk.Client).ConfigureContext(config => config.DisableFetchingTableMetadata = true).Build();
        _table = new TableBuilder(_sdk.Client, "Orders")
            .AddHashKey("TenantId", DynamoDBEntryType.String)
            .AddRangeKey("OrderId", DynamoDBEntryType.String)
            .AddGlobalSecondaryIndex("ByStatus", "Status", DynamoDBEntryType.String)
            .Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Equal_IsTheFirstOfBothEnumerations()
    {
        Assert.Equal(0, (int)QueryOperator.Equal);
        Assert.Equal(0, (int)ScanOperator.Equal);
    }

    [Fact]
    public async Task QueryFilter_OnTheHashProperty_ReplacesTheGivenKey()
    {
        await _context.QueryAsync<Order>("mine", new QueryConfig { QueryFilter = [new("TenantId", ScanOperator.Equal, "theirs")] }).GetNextSetAsync(Token);

        AssertSent("Query", has: ["TenantId", "theirs"], hasNot: ["mine"]);
    }

    [Fact]
    public async Task QueryFilter_TwiceOnTheHashProperty_SendsTheLast()
    {
        await _context.QueryAsync<Order>("mine", new QueryConfig { QueryFilter = [new("TenantId", ScanOperator.Equal, "first"), new("TenantId", ScanOperator.Equal, "last")] }).GetNextSetAsync(Token);

        AssertSent("Query", has: ["last"], hasNot: ["mine", "first"]);
    }

    [Fact]
    public async Task QueryFilter_OnTheHashPropertyOfTheIndex_ReplacesTheGivenKey()
    {
        await _context.QueryAsync<Order>("mine", new QueryConfig { IndexName = "ByStatus", QueryFilter = [new("Status", ScanOperator.Equal, "theirs")] }).GetNextSetAsync(Token);

        AssertSent("Query", has: ["ByStatus", "theirs"], hasNot: ["mine"]);
    }

    [Fact]
    public async Task IndexName_MakesTheArgumentTheKeyOfTheIndex()
    {
        await _context.QueryAsync<Order>("open", new QueryConfig { IndexName = "ByStatus" }).GetNextSetAsync(Token);

        AssertSent("Query", has: ["ByStatus", "Status", "open"], hasNot: ["TenantId"]);
    }

    [Fact]
    public async Task IndexName_OfALocalIndex_KeepsTheKeyOfTheTable()
    {
        await _context.QueryAsync<Order>("mine", new QueryConfig { IndexName = "ByDay" }).GetNextSetAsync(Token);

        AssertSent("Query", has: ["ByDay", "TenantId", "mine"], hasNot: ["Status"]);
    }

    [Fact]
    public async Task Load_IgnoresTheIndex()
    {
#pragma warning disable CS0618 // The trap stands in code that was written for version 3.
        await _context.LoadAsync<Order>("mine", "1", new DynamoDBOperationConfig { IndexName = "ByStatus" }, Token);
#pragma warning restore CS0618

        AssertSent("GetItem", has: ["TenantId", "mine"], hasNot: ["ByStatus"]);
    }

    [Fact]
    public async Task Save_SendsAnUpdate()
    {
        await _context.SaveAsync(new Order { TenantId = "mine", OrderId = "1", Status = "open" }, Token);

        AssertSent("UpdateItem", has: ["TenantId", "mine"], hasNot: []);
    }

    [Fact]
    public async Task Conditional_WithoutAConfiguration_IsTakenForAKeyAndFails()
    {
        await Assert.ThrowsAsync<InvalidCastException>(
            () => _context.QueryAsync<Order>(QueryConditional.HashKeyEqualTo("TenantId", "mine")).GetNextSetAsync(Token));
        Assert.Empty(_sdk.Sent);
    }

    [Fact]
    public async Task Conditional_NamesTheAttribute()
    {
        await _context.QueryAsync<Order>(QueryConditional.HashKeyEqualTo("Status", "open"), new QueryConfig { IndexName = "ByStatus" }).GetNextSetAsync(Token);

        AssertSent("Query", has: ["Status", "open"], hasNot: ["TenantId"]);
    }

    [Fact]
    public async Task Override_AndPrefix_NameAnotherTable()
    {
        await _context.LoadAsync<Order>("mine", "1", new LoadConfig { OverrideTableName = "Other", TableNamePrefix = "pre-" }, Token);
        await _context.GetTargetTable<Order>(new GetTargetTableConfig { OverrideTableName = "Third" }).GetItemAsync("mine", "1", Token);
        var batch = _context.CreateBatchGet<Order>(new BatchGetConfig { OverrideTableName = "Fourth" });
        batch.AddKey("mine", "1");
        await batch.ExecuteAsync(Token);

        Assert.Collection(
            _sdk.Sent,
            sent => Assert.Contains("\"pre-Other\"", sent, StringComparison.Ordinal),
            sent => Assert.Contains("\"Third\"", sent, StringComparison.Ordinal),
            sent => Assert.Contains("\"Fourth\"", sent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FromQuery_OfNothing_IsSentWithoutAKey()
    {
        await _context.FromQueryAsync<Order>(new QueryOperationConfig()).GetNextSetAsync(Token);

        AssertSent("Query", has: ["Orders"], hasNot: ["KeyCondition"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddCondition_TwiceOnOneAttribute_SendsTheLast(bool asScanOperator)
    {
        var filter = new QueryFilter("TenantId", QueryOperator.Equal, "first");
        if (asScanOperator)
            filter.AddCondition("TenantId", ScanOperator.Equal, "last");
        else
            filter.AddCondition("TenantId", QueryOperator.Equal, "last");
        await _table.Query(filter).GetNextSetAsync(Token);

        AssertSent("Query", has: ["KeyConditions", "TenantId", "last"], hasNot: ["first", "QueryFilter"]);
    }

    [Fact]
    public async Task HashArgument_WinsOverTheFilter()
    {
        await _table.Query("mine", new QueryFilter("TenantId", QueryOperator.Equal, "theirs")).GetNextSetAsync(Token);

        AssertSent("Query", has: ["KeyConditions", "mine"], hasNot: ["theirs"]);
    }

    [Fact]
    public async Task Filter_AndKeyExpression_AreBothSent()
    {
        var config = new QueryOperationConfig
        {
            Filter = new QueryFilter("TenantId", QueryOperator.Equal, "mine"),
            KeyExpression = new Expression { ExpressionStatement = "TenantId = :t", ExpressionAttributeValues = { [":t"] = "theirs" } },
        };
        await _table.Query(config).GetNextSetAsync(Token);

        AssertSent("Query", has: ["KeyConditions", "mine", "KeyConditionExpression", "theirs"], hasNot: []);
    }

    [Fact]
    public async Task KeyBuilder_SendsANameForEachKey()
    {
        var key = KeyExpressionBuilder.And(
            KeyExpressionBuilder.New().WithKey("TenantId").KeyEqual("mine"), KeyExpressionBuilder.New().WithKey("OrderId").KeyBeginsWith("A")).Build();
        await _table.Query(new QueryOperationConfig { KeyExpression = key }).GetNextSetAsync(Token);

        AssertSent("Query", has: ["KeyConditionExpression", "TenantId", "mine", "OrderId"], hasNot: []);
    }

    [Fact]
    public async Task ScanFilter_OnTheHashKey_StaysAFilter()
    {
        var filter = new ScanFilter();
        filter.AddCondition("TenantId", ScanOperator.Equal, "mine");
        await _table.Scan(filter).GetNextSetAsync(Token);
        await _context.ScanAsync<Order>([new("TenantId", ScanOperator.Equal, "mine")]).GetNextSetAsync(Token);

        Assert.All(_sdk.Sent, sent => Assert.StartsWith("Scan ", sent, StringComparison.Ordinal));
        Assert.All(_sdk.Sent, sent => Assert.Contains("ScanFilter", sent, StringComparison.Ordinal));
        Assert.Equal(2, _sdk.Sent.Count);
    }

    [Fact]
    public void Count_OfASearch_SendsARequest()
    {
        var search = _table.Query("mine", new QueryFilter());
        Assert.Empty(_sdk.Sent);

        Assert.Equal(0, search.Count);

        AssertSent("Query", has: ["COUNT", "mine"], hasNot: []);
    }

    [Fact]
    public async Task EmptyRequests_AreSentAsTheyAre()
    {
        await _sdk.Client.QueryAsync(new QueryRequest(), Token);
        await _sdk.Client.GetItemAsync(new GetItemRequest(), Token);
        await _sdk.Client.ScanAsync(new ScanRequest(), Token);
        await _sdk.Client.UpdateItemAsync(new UpdateItemRequest(), Token);
        await _sdk.Client.ExecuteStatementAsync(new ExecuteStatementRequest(), Token);
        await _sdk.Client.BatchGetItemAsync(new BatchGetItemRequest(), Token);
        await _sdk.Client.SearchVectorsAsync(new SearchVectorsRequest(), Token);

        Assert.Equal(
            ["Query {}", "GetItem {}", "Scan {}", "UpdateItem {}", "ExecuteStatement {}", "BatchGetItem {}", "SearchVectors {}"], _sdk.Sent);
    }

    private void AssertSent(string operation, string[] has, string[] hasNot)
    {
        var sent = Assert.Single(_sdk.Sent);
        Assert.StartsWith(operation + " ", sent, StringComparison.Ordinal);
        Assert.All(has, text => Assert.Contains(text, sent, StringComparison.Ordinal));
        Assert.All(hasNot, text => Assert.DoesNotContain(text, sent, StringComparison.Ordinal));
    }

    [DynamoDBTable("Orders")]
    public sealed class Order
    {
        [DynamoDBHashKey]
        public string? TenantId { get; set; }

        [DynamoDBRangeKey]
        public string? OrderId { get; set; }

        [DynamoDBGlobalSecondaryIndexHashKey("ByStatus")]
        public string? Status { get; set; }

        [DynamoDBLocalSecondaryIndexRangeKey("ByDay")]
        public string? Day { get; set; }
    }
}
