namespace TenantAnalyzers.Tests.Tables;

public sealed class IndexNotKeyedByTenantTests
{
    public static TheoryData<string> Reported => new()
    {
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new("tenantId", KeyType.HASH)], GlobalSecondaryIndexes = [new() { IndexName = "by-status", KeySchema = [new({|TNT2002:"status"|}, KeyType.HASH), new("tenantId", KeyType.RANGE)] }] });""",
        """Use(new CreateTableRequest { TableName = "Orders", GlobalSecondaryIndexes = new List<GlobalSecondaryIndex> { new GlobalSecondaryIndex { IndexName = given, KeySchema = new List<KeySchemaElement> { new KeySchemaElement { AttributeName = {|TNT2002:Keys.Status|}, KeyType = KeyType.HASH } } } } });""",
        """Use(new UpdateTableRequest { TableName = "Orders", GlobalSecondaryIndexUpdates = [new() { Create = new() { IndexName = "by-status", KeySchema = [new({|TNT2002:"status"|}, KeyType.HASH)] } }] });""",
        """Use(new RestoreTableToPointInTimeRequest { TargetTableName = "Orders", GlobalSecondaryIndexOverride = [new() { IndexName = "by-status", KeySchema = [new({|TNT2002:"status"|}, KeyType.HASH)] }] });""",
        """var index = new GlobalSecondaryIndex { IndexName = "by-status", KeySchema = [new({|TNT2002:"status"|}, KeyType.HASH)] }; Use(index);""",
        """Use(new GlobalSecondaryIndex { IndexName = "by-both", KeySchema = [new({|TNT2002:"status"|}, KeyType.HASH), new("country", KeyType.HASH)] });""",
        """Use(new TableBuilder(client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).AddGlobalSecondaryIndex("by-status", {|TNT2002:"status"|}, DynamoDBEntryType.String));""",
        """Use(new TableBuilder(client, "Orders").AddGlobalSecondaryIndex("by-status", {|TNT2002:"status"|}, DynamoDBEntryType.String, "tenantId", DynamoDBEntryType.String));""",
        """Use(new TableBuilder(client, "Orders").AddGlobalSecondaryIndex("by-both", [new({|TNT2002:"status"|}, DynamoDBEntryType.String), new("country", DynamoDBEntryType.String)], []));""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Index_KeyedByAnother_Reports(string statements) => Verify.Reports(Source.Body(statements));

    public static TheoryData<string> ReportedEntities => new()
    {
        """class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; [DynamoDBGlobalSecondaryIndexHashKey("by-status")] public string {|TNT2002:Status|} { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBGlobalSecondaryIndexHashKey("by-status", AttributeName = "s")] public string {|TNT2002:Status|} = ""; [DynamoDBGlobalSecondaryIndexRangeKey("by-status")] public string TenantId { get; set; } = ""; }""",
        """record Order([property: DynamoDBHashKey] string TenantId, [property: DynamoDBGlobalSecondaryIndexHashKey("by-status")] string {|TNT2002:Status|});""",
        """class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; [DynamoDBGlobalSecondaryIndexHashKey("by-both", 0)] public string {|TNT2002:Status|} { get; set; } = ""; [DynamoDBGlobalSecondaryIndexHashKey("by-both", 1)] public string Country { get; set; } = ""; }""",
        """abstract class Base { [DynamoDBGlobalSecondaryIndexHashKey("by-status")] public string Status { get; set; } = ""; } [DynamoDBTable("Orders")] class {|TNT2002:Order|} : Base { [DynamoDBHashKey] public string TenantId { get; set; } = ""; }""",
    };

    [Theory, MemberData(nameof(ReportedEntities))]
    public Task Index_OfAnEntityKeyedByAnother_Reports(string declarations) => Verify.Reports(Source.Usings + declarations);

    public static TheoryData<string> Quiet => new()
    {
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("tenantId", KeyType.HASH), new("status", KeyType.RANGE)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("tenant_id", KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("tenantId", KeyType.HASH), new("status", KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("status", KeyType.HASH), new("tenantId", KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("GSI1PK", KeyType.HASH), new("GSI1SK", KeyType.RANGE)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("gsi2pk", KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("GSI1-PartitionKey", KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("tenantStatus", KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new(given, KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("status", KeyType.HASH), new(given, KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = Keys.Make("status") });""",
        """Use(new GlobalSecondaryIndex { IndexName = "x" });""",
        """Use(new LocalSecondaryIndex { IndexName = "x", KeySchema = [new("status", KeyType.HASH)] });""",
        """Use(new GlobalSecondaryIndexDescription { IndexName = "x", KeySchema = [new("status", KeyType.HASH)] });""",
        """Use(new UpdateTableRequest { TableName = "Orders", GlobalSecondaryIndexUpdates = [new() { Delete = new() { IndexName = "by-status" } }] });""",
        """Use(new CreateTableRequest { TableName = "Tenants", GlobalSecondaryIndexes = [new() { IndexName = "by-plan", KeySchema = [new("plan", KeyType.HASH)] }] });""",
        """Use(new CreateTableRequest { TableName = $"orders-{tenantId}", GlobalSecondaryIndexes = [new() { IndexName = "by-plan", KeySchema = [new("plan", KeyType.HASH)] }] });""",
        """Use(new TableBuilder(client, "Orders").AddGlobalSecondaryIndex("x", "tenantId", DynamoDBEntryType.String).AddLocalSecondaryIndex("y", "status", DynamoDBEntryType.String));""",
        """Use(new TableBuilder(client, "Orders").AddGlobalSecondaryIndex("x", given, DynamoDBEntryType.String));""",
        """Use(new TableBuilder(client, "Orders").AddGlobalSecondaryIndex("x", [new("status", DynamoDBEntryType.String), new("tenantId", DynamoDBEntryType.String)], []));""",
        """Use(new TableBuilder(client, "Orders").AddGlobalSecondaryIndex("x", new List<KeyValuePair<string, DynamoDBEntryType>>(), []));""",
    };

    [Theory, MemberData(nameof(Quiet))]
    public Task Index_KeyedByTheTenantOrNotSeen_IsSilent(string statements) => Verify.Silent(Source.Body(statements));

    public static TheoryData<string> QuietEntities => new()
    {
        """class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; [DynamoDBGlobalSecondaryIndexRangeKey("by-status")] public string Status { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey] [DynamoDBGlobalSecondaryIndexHashKey("by-status")] public string TenantId { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; [DynamoDBLocalSecondaryIndexRangeKey("by-status")] public string Status { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey] public string PK { get; set; } = ""; [DynamoDBGlobalSecondaryIndexHashKey("GSI1")] public string GSI1PK { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey] [DynamoDBGlobalSecondaryIndexHashKey("both", 0)] public string TenantId { get; set; } = ""; [DynamoDBGlobalSecondaryIndexHashKey("both", 1)] public string Status { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; public string Id { get; set; } = ""; [DynamoDBGlobalSecondaryIndexHashKey("by-status")] public string ByStatus { get => $"{TenantId}#open"; set { } } }""",
        """class Tenant { [DynamoDBHashKey] public string Id { get; set; } = ""; [DynamoDBGlobalSecondaryIndexHashKey("by-plan")] public string Plan { get; set; } = ""; }""",
        """abstract class Base { [DynamoDBGlobalSecondaryIndexHashKey("by-status")] public string Status { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; [DynamoDBIgnore] [DynamoDBGlobalSecondaryIndexHashKey("by-status")] public string Status { get; set; } = ""; }""",
    };

    [Theory, MemberData(nameof(QuietEntities))]
    public Task Index_OfAnEntityKeyedByTheTenant_IsSilent(string declarations) => Verify.Silent(Source.Usings + declarations);

    private const string Pets = """Use(new CreateTableRequest { TableName = "Pets", GlobalSecondaryIndexes = [new() { IndexName = "by-owner", KeySchema = [new("household_id", KeyType.HASH)] }] });""";

    [Theory]
    [InlineData("tenant_analyzers.table_keys = Pets/by-owner=household_id")]
    [InlineData("tenant_analyzers.partition_keys = householdId")]
    [InlineData("tenant_analyzers.shared_tables = pets")]
    [InlineData("tenant_analyzers.isolation = table")]
    [InlineData("dotnet_diagnostic.TNT2002.severity = none")]
    public Task Index_Configured_IsSilent(string config) => Verify.Silent(Source.Body(Pets), config);

    [Theory]
    [InlineData("tenant_analyzers.table_keys = Pets=household_id")]
    [InlineData("tenant_analyzers.table_keys = Pets/by-vet=household_id")]
    [InlineData("tenant_analyzers.table_keys = Pets/by-owner=owner_id")]
    [InlineData("tenant_analyzers.shared_tables = by-owner")]
    public Task Index_ConfiguredOtherwise_Reports(string config) =>
        Verify.Reports(Source.Body(Pets.Replace("\"household_id\"", "{|TNT2002:\"household_id\"|}", StringComparison.Ordinal)), config);

    [Theory]
    [InlineData(Pets, "Index `by-owner` of `Pets` is keyed by `household_id`, not the tenant key `tenantId`")]
    [InlineData("""Use(new GlobalSecondaryIndex { IndexName = "x", KeySchema = [new("a", KeyType.HASH), new("b", KeyType.HASH)] });""", "Index `x` is keyed by `a` and `b`, not the tenant key `tenantId`")]
    [InlineData("""Use(new TableBuilder(client, options.OrdersTable).AddGlobalSecondaryIndex(given, "a", DynamoDBEntryType.String));""", "An index of the table in `OrdersTable` is keyed by `a`, not the tenant key `tenantId`")]
    public async Task Message_SaysWhatWasFoundAndExpected(string statements, string message)
    {
        var report = Assert.Single(await Bulk.Analyze(Bulk.Compile(Source.Body(statements))));

        Assert.Equal(message, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
