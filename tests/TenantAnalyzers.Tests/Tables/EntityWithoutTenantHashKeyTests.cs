namespace TenantAnalyzers.Tests.Tables;

public sealed class EntityWithoutTenantHashKeyTests
{
    public static TheoryData<string> Reported => new()
    {
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey("order_id")] public Guid {|TNT2003:Id|} { get; set; } [DynamoDBRangeKey] public string TenantId { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} = ""; public string TenantId = ""; }""",
        """[DynamoDBTable("Orders")] record Order([property: DynamoDBHashKey] string {|TNT2003:OrderId|}, string TenantId);""",
        """[DynamoDBTable("Orders")] record struct Order([property: DynamoDBHashKey] string {|TNT2003:OrderId|});""",
        """[DynamoDBTable("Orders")] struct Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } }""",
        """[DynamoDBTable("Orders")] record Order { [DynamoDBHashKey] public required string {|TNT2003:OrderId|} { get; init; } }""",
        """[DynamoDBTable("Orders")] partial class Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; } partial class Order { public string TenantId { get; set; } = ""; }""",
        """class Entity<T> { [DynamoDBHashKey] public T {|TNT2003:Number|} { get; set; } = default!; }""",
        """class Base { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; } [DynamoDBTable("Orders")] class Order : Base { } class Other : Order { }""",
        """abstract class Base { [DynamoDBHashKey] public string OrderId { get; set; } = ""; } [DynamoDBTable("Orders")] class {|TNT2003:Order|} : Base { } [DynamoDBTable("Lines")] class {|TNT2003:Line|} : Base { }""",
        """[DynamoDBTable("Orders")] abstract class Base { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; } class Order : Base { }""",
        """[DynamoDBTable("Orders")] class {|TNT2003:Order|} { public string OrderId { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class {|TNT2003:Order|} { [DynamoDBRangeKey] public string OrderId { get; set; } = ""; [DynamoDBIgnore] public string TenantId { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class {|TNT2003:Order|} { [DynamoDBFlatten] public Part Part { get; set; } = new(); } class Part { public string City { get; set; } = ""; }""",
        """[DynamoDBTable("TenantOrders")] class TenantOrder { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; }""",
        """class Outer { [DynamoDBTable("Orders")] class Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; } }""",
        """[DynamoDBTable("Orders")] file class Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { [Amazon.DynamoDBv2.DataModel.DynamoDBHashKeyAttribute] public string {|TNT2003:OrderId|} { get; set; } = ""; }""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Entity_KeyedByAnother_Reports(string declarations) => Verify.Reports(Source.Usings + declarations);

    public static TheoryData<string> Quiet => new()
    {
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; [DynamoDBRangeKey] public string OrderId { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey("tenant_id")] public string Owner { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey("t")] public string TenantId { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBProperty("tenantId")] [DynamoDBHashKey] public string Owner { get; set; } = ""; }""",
        """[DynamoDBTable("Orders", true)] class Order { [DynamoDBHashKey] public string TenantId { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] record Order([property: DynamoDBHashKey] string TenantId, [property: DynamoDBRangeKey] string OrderId);""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey] public string TenantId = ""; }""",
        """abstract class Base { [DynamoDBHashKey] public string TenantId { get; set; } = ""; } [DynamoDBTable("Orders")] class Order : Base { public string OrderId { get; set; } = ""; }""",
        """abstract class Base { [DynamoDBHashKey] public virtual string TenantId { get; set; } = ""; } [DynamoDBTable("Orders")] class Order : Base { public override string TenantId { get; set; } = ""; }""",
        """abstract class Base<T> { [DynamoDBHashKey] public T TenantId { get; set; } = default!; } [DynamoDBTable("Orders")] class Order : Base<string> { }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBFlatten] public Keys Keys { get; set; } = new(); } class Keys { [DynamoDBHashKey] public string TenantId { get; set; } = ""; }""",
        // Names that say nothing.
        """[DynamoDBTable("App")] class Order { [DynamoDBHashKey] public string PK { get; set; } = ""; [DynamoDBRangeKey] public string SK { get; set; } = ""; }""",
        """[DynamoDBTable("App")] class Order { [DynamoDBHashKey("pk")] public string Partition { get; set; } = ""; }""",
        """[DynamoDBTable("App")] class Order { [DynamoDBHashKey] public string PartitionKey { get; set; } = ""; }""",
        """[DynamoDBTable("App")] class Order { [DynamoDBHashKey] public string Key { get; set; } = ""; }""",
        """[DynamoDBTable("App")] class Order { public string TenantId { get; set; } = ""; [DynamoDBHashKey] public string OrderKey { get => $"{TenantId}#{Number}"; set { } } public int Number { get; set; } }""",
        """[DynamoDBTable("App")] class Order { [DynamoDBHashKey] public string TenantOrder { get; set; } = ""; }""",
        // What is the tenant by type or attribute.
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey] public TenantId Owner { get; set; } = new(""); } record TenantId(string Value);""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey, TenantAnalyzers.TenantId] public string Owner { get; set; } = ""; } namespace TenantAnalyzers { class TenantIdAttribute : Attribute { } }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBHashKey, TenantAnalyzers.TenantKey] public string Owner { get; set; } = ""; } namespace TenantAnalyzers { class TenantKeyAttribute : Attribute { } }""",
        // The tenants themselves.
        """[DynamoDBTable("Tenants")] class Tenant { [DynamoDBHashKey] public string Id { get; set; } = ""; }""",
        """[DynamoDBTable("Customers")] class TenantInfo { [DynamoDBHashKey] public string Slug { get; set; } = ""; }""",
        """[DynamoDBTable("Settings")] class TenantSettings { [DynamoDBHashKey] public string Id { get; set; } = ""; }""",
        """[DynamoDBTable("AllTenants")] class Registration { [DynamoDBHashKey] public string Domain { get; set; } = ""; }""",
        // Keys that come from the table.
        """[DynamoDBTable("Orders")] class Order { public string TenantId { get; set; } = ""; public string OrderId { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { public string PK { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBProperty("tenantId")] public string Owner { get; set; } = ""; }""",
        """[DynamoDBTable("Orders")] class Order { [DynamoDBRangeKey] public string OrderId { get; set; } = ""; public TenantId Owner { get; set; } = new(""); } record TenantId(string Value);""",
        """[DynamoDBTable("Orders")] abstract class Base { } """,
        // No entities.
        """abstract class Base { [DynamoDBHashKey] public string OrderId { get; set; } = ""; }""",
        """class Order { public string OrderId { get; set; } = ""; [DynamoDBProperty("x")] public string X { get; set; } = ""; }""",
        """interface IOrder { [DynamoDBHashKey] string OrderId { get; set; } }""",
        """static class Order { [DynamoDBHashKey] public static string OrderId { get; set; } = ""; }""",
        """class Order { [DynamoDBHashKey] public string A { get; set; } = ""; [DynamoDBHashKey] public string B { get; set; } = ""; }""",
        """enum Order { A }""",
        """namespace Mine { class DynamoDBHashKeyAttribute : Attribute { } class DynamoDBTableAttribute(string name) : Attribute { public string Name => name; } [Mine.DynamoDBTable("Orders")] class Order { [Mine.DynamoDBHashKey] public string OrderId { get; set; } = ""; } }""",
        // On purpose.
        """[TenantAnalyzers.CrossTenant("The catalogue is the same for all")] [DynamoDBTable("Products")] class Product { [DynamoDBHashKey] public string Sku { get; set; } = ""; } namespace TenantAnalyzers { class CrossTenantAttribute(string why) : Attribute { public string Why => why; } }""",
        """[DynamoDBTable("Products")] class Product { [TenantAnalyzers.CrossTenant("The catalogue is the same for all")] [DynamoDBHashKey] public string Sku { get; set; } = ""; } namespace TenantAnalyzers { class CrossTenantAttribute(string why) : Attribute { public string Why => why; } }""",
        """[TenantAnalyzers.CrossTenant("The catalogue is the same for all")] class Catalogue { [DynamoDBTable("Products")] class Product { [DynamoDBHashKey] public string Sku { get; set; } = ""; } } namespace TenantAnalyzers { class CrossTenantAttribute(string why) : Attribute { public string Why => why; } }""",
        """[System.Diagnostics.CodeAnalysis.SuppressMessage("TenantIsolation", "TNT2003", Justification = "shared")] [DynamoDBTable("Products")] class Product { [DynamoDBHashKey] public string Sku { get; set; } = ""; }""",
    };

    [Theory, MemberData(nameof(Quiet))]
    public Task Entity_KeyedByTheTenantOrNotSeen_IsSilent(string declarations) => Verify.Silent(Source.Usings + declarations);

    private const string Order = """[DynamoDBTable("shop-orders")] class Order { [DynamoDBHashKey("order_id")] public string Number { get; set; } = ""; }""";

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = shop-orders")]
    [InlineData("tenant_analyzers.shared_tables = Order")]
    [InlineData("tenant_analyzers.table_keys = Order=number")]
    [InlineData("tenant_analyzers.table_keys = shop-orders=orderId")]
    [InlineData("tenant_analyzers.partition_keys = order-id")]
    [InlineData("tenant_analyzers.partition_keys = tenantId, number")]
    [InlineData("tenant_analyzers.generic_keys = PK, Number")]
    [InlineData("tenant_analyzers.tenant_names = order")]
    [InlineData("tenant_analyzers.isolation = table")]
    [InlineData("dotnet_diagnostic.TNT2003.severity = none")]
    public Task Entity_Configured_IsSilent(string config) => Verify.Silent(Source.Usings + Order, config);

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Orders")]
    [InlineData("tenant_analyzers.table_keys = Order=tenantId")]
    [InlineData("tenant_analyzers.table_keys = =x, Order=, ,")]
    [InlineData("tenant_analyzers.isolation = ")]
    public Task Entity_ConfiguredOtherwise_Reports(string config) =>
        Verify.Reports(Source.Usings + Order.Replace("Number", "{|TNT2003:Number|}", StringComparison.Ordinal), config);

    [Fact]
    public Task Entity_WithAnEmptyJustification_Reports() => Verify.Reports(Source.Usings + """
        [{|TNT1007:TenantAnalyzers.CrossTenant(" ")|}] [DynamoDBTable("Products")] class Product { [DynamoDBHashKey] public string {|TNT2003:Sku|} { get; set; } = ""; }
        namespace TenantAnalyzers { class CrossTenantAttribute(string why) : Attribute { public string Why => why; } }
        """);

    [Theory]
    [InlineData("// <auto-generated/>\n", "/0/Test0.cs", "")]
    [InlineData("", "/0/Test0.g.cs", "")]
    [InlineData("", "/0/Test0.cs", "build_property.IsTestProject = true")]
    public async Task Entity_InGeneratedCodeOrATest_IsSilent(string header, string path, string property)
    {
        var test = new Verify.Test();
        test.TestState.Sources.Add((path, header + "#nullable enable\n" + Source.Usings + Order));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{property}\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Order, "Entity `Order` is keyed by `order_id`, not the tenant key `tenantId`")]
    [InlineData("""[DynamoDBTable("Orders")] class Order { public string OrderId { get; set; } = ""; }""", "Entity `Order` has no hash key, and no member for the tenant key `tenantId`")]
    public async Task Message_SaysWhatWasFoundAndExpected(string declarations, string message)
    {
        var report = Assert.Single(await Bulk.Analyze(Bulk.Compile(Source.Usings + declarations)));

        Assert.Equal(message, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("""[DynamoDBTable()] class Order { [DynamoDBHashKey(1)] public string OrderId { get; set; } }""")]
    [InlineData("""[DynamoDBTable("Orders")] class Order : Order { [DynamoDBHashKey] public Missing OrderId { get; set; } }""")]
    [InlineData("""[DynamoDBTable("Orders")] class Order : Line { [DynamoDBHashKey] } class Line : Order { [DynamoDBHashKey] public string A { get; set; } }""")]
    [InlineData("""[DynamoDBTable("Orders")] class Order : Missing { [DynamoDBHashKey] public string OrderId { get; set; } }""")]
    [InlineData("""[DynamoDBTable("Orders")] class { [DynamoDBHashKey] public string { get; set; } }""")]
    [InlineData("""[DynamoDBTable("Orders")] class Order { [DynamoDBGlobalSecondaryIndexHashKey] public string A; [DynamoDBFlatten] public Order B; [DynamoDBFlatten] public Unknown C; }""")]
    [InlineData("""[DynamoDBTable("Orders") class Order { [DynamoDBHashKey( public string A { get """)]
    public async Task Entity_InUnfinishedCode_NeverThrows(string declarations) => await Bulk.Analyze(Bulk.Compile(Source.Usings + declarations));
}
