namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>What counts as the tenant, by configuration and by attribute; the same for every TNT1xxx rule.</summary>
public sealed class AccessOptionsTests
{
    private const string Attributes = """
        namespace TenantAnalyzers
        {
            class TenantIdAttribute : System.Attribute { }
            class TenantKeyAttribute : System.Attribute { }
            class CrossTenantAttribute : System.Attribute { public CrossTenantAttribute(string justification) { } }
        }
        """;

    [Theory]
    [InlineData("tenant_analyzers.partition_keys = household_id", "HouseholdId")]
    [InlineData("tenant_analyzers.partition_keys = accountId, tenantId", "account_id")]
    [InlineData("TENANT_ANALYZERS.PARTITION_KEYS =   account-id  ", "accountId")]
    [InlineData("tenant_analyzers.table_keys = Orders=org", "org")]
    [InlineData("tenant_analyzers.table_keys = Pets=owner, Orders = org", "ORG")]
    [InlineData("tenant_analyzers.table_keys = nonsense, =, Orders", "tenantId")]
    [InlineData("tenant_analyzers.partition_keys = ", "tenantId")]
    public Task ItemRead_ByTheConfiguredKey_IsSilent(string config, string attribute) =>
        Verify.Silent(Source.Body($$"""await client.GetItemAsync("Orders", new() { ["{{attribute}}"] = new(orderId) });"""), config);

    [Theory]
    [InlineData("tenant_analyzers.table_keys = Orders=org", "tenantId")]
    [InlineData("tenant_analyzers.partition_keys = household_id", "owner")]
    [InlineData("tenant_analyzers.table_keys = Pets=org", "org")]
    [InlineData("tenant_analyzers.table_keys = Orders/by-org=org", "org")]
    public Task ItemRead_ByAnotherKey_Reports(string config, string attribute) =>
        Verify.Reports(Source.Body($$"""await {|TNT1002:client.GetItemAsync|}("Orders", new() { ["{{attribute}}"] = new(orderId) });"""), config);

    [Theory]
    [InlineData("by-org", "org", "")]
    [InlineData("by-status", "org", "TNT1006")]
    public async Task Query_OfAConfiguredIndex_IsJudgedByTheIndexKey(string index, string attribute, string id)
    {
        var call = id.Length == 0 ? "client.QueryAsync" : $"{{|{id}:client.QueryAsync|}}";
        await Verify.Reports(
            Source.Body($$"""await {{call}}(new QueryRequest { TableName = "Orders", IndexName = "{{index}}", KeyConditionExpression = "{{attribute}} = :o", ExpressionAttributeValues = new() { [":o"] = new(orderId) } });"""),
            "tenant_analyzers.table_keys = Orders/by-org=org");
    }

    [Theory]
    [InlineData("tenant_analyzers.generic_keys = Partition", "partition")]
    [InlineData("tenant_analyzers.tenant_names = account\ntenant_analyzers.generic_keys = gsi1pk", "GSI1PK")]
    public Task ItemRead_GenericKeyHoldingTheTenant_IsSilent(string config, string attribute) =>
        Verify.Silent(Source.Body($$"""var account = tenantId; await client.GetItemAsync("App", new() { ["{{attribute}}"] = new($"T#{{{(config.Contains("account", StringComparison.Ordinal) ? "account" : "tenantId")}}}") });"""), config);

    [Fact]
    public Task ItemRead_TenantFromClaimHeaderTypeOrContext_IsSilent() => Verify.Silent(Source.Usings + """
        using System.Security.Claims;
        readonly record struct TenantId(string Value);
        interface ITenantContext { string TenantId { get; } string Id { get; } }
        class CurrentTenant { public string Id = ""; public string Name = ""; }
        class Order { public string TenantId { get; init; } = ""; }
        class Repository(IAmazonDynamoDB client, ITenantContext context, CurrentTenant current)
        {
            private readonly string _tenantId = "";
            private static Dictionary<string, AttributeValue> By(string s) => throw null!;
            async Task Run(TenantId id, ClaimsPrincipal user, IDictionary<string, string> headers, Order order)
            {
                await client.GetItemAsync("App", new() { ["PK"] = new(id.Value) });
                await client.GetItemAsync("App", new() { ["PK"] = new(id.ToString()) });
                await client.GetItemAsync("App", new() { ["PK"] = new($"T#{context.TenantId}") });
                await client.GetItemAsync("App", new() { ["PK"] = new($"T#{context.Id}") });
                await client.GetItemAsync("App", new() { ["PK"] = new(current.Id) });
                await client.GetItemAsync("App", new() { ["PK"] = new(_tenantId) });
                await client.GetItemAsync("App", new() { ["PK"] = new(order.TenantId) });
                await client.GetItemAsync("App", new() { ["PK"] = new(user.FindFirst("tenant_id")!.Value) });
                await client.GetItemAsync("App", new() { ["PK"] = new(user.FindFirst("tenant_id")?.Value) });
                await client.GetItemAsync("App", new() { ["PK"] = new(headers["X-Tenant-Id"]) });
                await client.GetItemAsync("App", new() { ["PK"] = new(GetTenantId()) });
                await client.GetItemAsync("App", new() { ["PK"] = new(await GetTenantIdAsync()) });
            }
            string GetTenantId() => "";
            Task<string> GetTenantIdAsync() => Task.FromResult("");
        }
        """);

    [Fact]
    public Task ItemRead_TenantByAttribute_IsSilent() => Verify.Silent(Source.Usings + Attributes + """
        class Repository(IAmazonDynamoDB client)
        {
            [TenantAnalyzers.TenantId] private readonly string _owner = "";
            [TenantAnalyzers.TenantKey] private string Partition { get; } = "";
            [return: TenantAnalyzers.TenantKey] private static string Make(string order) => order;
            async Task Run([TenantAnalyzers.TenantId] string household)
            {
                await client.GetItemAsync("App", new() { ["PK"] = new(household) });
                await client.GetItemAsync("App", new() { ["PK"] = new($"H#{_owner}") });
                await client.GetItemAsync("App", new() { ["PK"] = new(Partition) });
                await client.GetItemAsync("App", new() { ["PK"] = new(Make("x")) });
            }
        }
        """);

    [Fact]
    public Task Scan_CrossTenantWithAReason_IsSilent() => Verify.Silent(Source.Usings + Attributes + """
        class Jobs(IAmazonDynamoDB client)
        {
            [TenantAnalyzers.CrossTenant("nightly export of all tenants, reviewed by security")]
            Task Export() => Task.Run(() => client.ScanAsync(new ScanRequest("Orders")));
        }
        [TenantAnalyzers.CrossTenant("operations console")]
        class Console(IAmazonDynamoDB client)
        {
            Task<ScanResponse> All => client.ScanAsync(new ScanRequest("Orders"));
        }
        """);

    [Fact]
    public Task Scan_CrossTenantWithoutAReason_Reports() => Verify.Reports(Source.Usings + Attributes + """
        class Jobs(IAmazonDynamoDB client)
        {
            [{|TNT1007:TenantAnalyzers.CrossTenant(" ")|}]
            Task Export() => {|TNT1003:client.ScanAsync|}(new ScanRequest("Orders"));
        }
        """);

    [Theory]
    [InlineData("#pragma warning disable TNT1003\n", "")]
    [InlineData("", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"TenantIsolation\", \"TNT1003\", Justification = \"export\")]")]
    public Task Scan_Suppressed_IsSilent(string pragma, string attribute) => Verify.Silent(Source.Usings + pragma + $$"""
        class Jobs(IAmazonDynamoDB client)
        {
            {{attribute}}
            Task Export() => client.ScanAsync(new ScanRequest("Orders"));
        }
        """);

    [Theory]
    [InlineData("is_global = true\nbuild_property.IsTestProject = true", true)]
    [InlineData("is_global = true\nbuild_property.IsTestProject = true\nbuild_property.TenantAnalyzersInTests = true", false)]
    [InlineData("is_global = true\nbuild_property.IsTestProject = false", false)]
    [InlineData("is_global = true\ntenant_analyzers.shared_tables = Orders", true)]
    public async Task Scan_GlobalConfig_IsObeyed(string config, bool silent)
    {
        var call = silent ? "client.ScanAsync" : "{|TNT1003:client.ScanAsync|}";
        var test = new Verify.Test { TestCode = Source.Body($"""await {call}(new ScanRequest("Orders"));""") };
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", config));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
