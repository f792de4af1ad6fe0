namespace TenantAnalyzers.Tests.Tables;

public sealed class TableNotKeyedByTenantTests
{
    public static TheoryData<string> Reported => new()
    {
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new KeySchemaElement({|TNT2001:"orderId"|}, KeyType.HASH), new KeySchemaElement("at", KeyType.RANGE)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = new List<KeySchemaElement> { new KeySchemaElement { AttributeName = {|TNT2001:"orderId"|}, KeyType = KeyType.HASH } } });""",
        """await client.CreateTableAsync(new() { TableName = "Orders", KeySchema = new() { new() { AttributeName = {|TNT2001:Keys.Order|}, KeyType = "HASH" } } });""",
        """await client.CreateTableAsync(new CreateTableRequest(Table, [new("tenantId", KeyType.RANGE), new({|TNT2001:nameof(options.OrdersTable)|}, KeyType.HASH)]));""",
        """await client.CreateTableAsync("Orders", [new({|TNT2001:"orderId"|}, KeyType.HASH)], [], new());""",
        """var keys = new List<KeySchemaElement> { new({|TNT2001:"orderId"|}, KeyType.HASH) }; await client.CreateTableAsync("Orders", keys, [], new());""",
        """var request = new CreateTableRequest(); request.TableName = "Orders"; request.KeySchema = [new({|TNT2001:Keys.Status|}, KeyType.HASH)]; await client.CreateTableAsync(request);""",
        """await client.ImportTableAsync(new() { TableCreationParameters = new() { TableName = "Orders", KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] } });""",
        """Use(new TableBuilder(client, "Orders").AddHashKey({|TNT2001:"orderId"|}, DynamoDBEntryType.String).AddRangeKey("tenantId", DynamoDBEntryType.String).Build());""",
        """var builder = new TableBuilder(client, Table); builder.AddHashKey({|TNT2001:"orderId"|}, DynamoDBEntryType.String); Use(builder.Build());""",
        """Use(new CreateTableRequest { TableName = given, KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = options.OrdersTable, KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] });""",
        """Use(new CreateTableRequest { KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "OrdersByTenant", KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "TenantOrders", KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] });""",
        """Func<CreateTableRequest> make = () => new() { TableName = "Orders", KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)] }; Use(make);""",
    };

    [Theory, MemberData(nameof(Reported))]
    public Task Table_KeyedByAnother_Reports(string statements) => Verify.Reports(Source.Body(statements));

    public static TheoryData<string> Quiet => new()
    {
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new("tenantId", KeyType.HASH), new("orderId", KeyType.RANGE)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new("TenantId", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new("tenant_id", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new("orderId", KeyType.RANGE), new("tenantId", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "App", KeySchema = [new("PK", KeyType.HASH), new("SK", KeyType.RANGE)] });""",
        """Use(new CreateTableRequest { TableName = "App", KeySchema = [new("pk", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "App", KeySchema = [new("HashKey", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "App", KeySchema = [new("partitionKey", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "App", KeySchema = [new("key", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "App", KeySchema = [new("tenantAndOrder", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "App", KeySchema = [new("currentTenant", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "Tenants", KeySchema = [new("id", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "app-tenants", KeySchema = [new("slug", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "TenantSettings", KeySchema = [new("id", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = $"orders-{tenantId}", KeySchema = [new("orderId", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "orders-" + tenantId, KeySchema = [new("orderId", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = Keys.Make("orderId") });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new(options.KeyName, KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new(given, KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new(flag ? "a" : "b", KeyType.HASH)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new("orderId", flag ? KeyType.HASH : KeyType.RANGE)] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [.. Keys.Make("orderId")] });""",
        """Use(new CreateTableRequest { TableName = "Orders", KeySchema = flag ? [new("a", KeyType.HASH)] : [new("b", KeyType.HASH)] });""",
        """var keys = new List<KeySchemaElement> { new("orderId", KeyType.HASH) }; keys[0].AttributeName = "tenantId"; Use(new CreateTableRequest("Orders", keys));""",
        """var request = new CreateTableRequest("Orders", [new("orderId", KeyType.HASH)]); request.KeySchema = [new("tenantId", KeyType.HASH)];""",
        """var request = new CreateTableRequest { TableName = "Orders" }; if (flag) request.KeySchema = [new("orderId", KeyType.HASH)];""",
        """Use(new KeySchemaElement("orderId", KeyType.HASH));""",
        """Use(new CreateTableRequest());""",
        """await client.DeleteTableAsync("Orders"); await client.DescribeTableAsync("orderId");""",
        """Use(new TableBuilder(client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).AddRangeKey("orderId", DynamoDBEntryType.String).Build());""",
        """Use(new TableBuilder(client, "Orders").AddHashKey(given, DynamoDBEntryType.String).Build());""",
        """Use(new TableBuilder(client, "Orders").AddRangeKey("orderId", DynamoDBEntryType.String));""",
        """Use(new LocalSecondaryIndex { IndexName = "l", KeySchema = [new("orderId", KeyType.HASH)] });""",
        """Use(nameof(client.CreateTableAsync));""",
    };

    [Theory, MemberData(nameof(Quiet))]
    public Task Table_KeyedByTheTenantOrNotSeen_IsSilent(string statements) => Verify.Silent(Source.Body(statements));

    private const string Orders = """Use(new CreateTableRequest { TableName = "Orders", KeySchema = [new("orderId", KeyType.HASH)] });""";
    private const string Reading = """Use(new CreateTableRequest { TableName = options.OrdersTable, KeySchema = [new("orderId", KeyType.HASH)] });""";

    [Theory]
    [InlineData(Orders, "tenant_analyzers.shared_tables = Countries, orders")]
    [InlineData(Reading, "tenant_analyzers.shared_tables = Orders")]
    [InlineData(Reading, "tenant_analyzers.shared_tables = Countries")]
    [InlineData(Orders, "tenant_analyzers.table_keys = Orders=order_id")]
    [InlineData(Reading, "tenant_analyzers.table_keys = Orders=order_id")]
    [InlineData("""Use(new CreateTableRequest { TableName = given, KeySchema = [new("orderId", KeyType.HASH)] });""", "tenant_analyzers.table_keys = Orders=order_id")]
    [InlineData(Orders, "tenant_analyzers.partition_keys = orderId")]
    [InlineData(Orders, "tenant_analyzers.generic_keys = PK, order-id")]
    [InlineData(Orders, "tenant_analyzers.tenant_names = order")]
    [InlineData(Orders, "tenant_analyzers.isolation = table")]
    [InlineData(Orders, "tenant_analyzers.isolation = DATABASE")]
    [InlineData(Orders, "dotnet_diagnostic.TNT2001.severity = none")]
    public Task Table_Configured_IsSilent(string statements, string config) => Verify.Silent(Source.Body(statements), config);

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Countries")]
    [InlineData("tenant_analyzers.shared_tables = , ,")]
    [InlineData("tenant_analyzers.table_keys = Orders/by-status=orderId, Orders=tenantId")]
    [InlineData("tenant_analyzers.isolation = nothing")]
    [InlineData("tenant_analyzers.partition_keys = accountId")]
    public Task Table_ConfiguredOtherwise_Reports(string config) =>
        Verify.Reports(Source.Body(Orders.Replace("\"orderId\"", "{|TNT2001:\"orderId\"|}", StringComparison.Ordinal)), config);

    // A name that is fine by default is not, where the table's key is said to be another.
    [Fact]
    public Task Table_WithAConfiguredKey_MustHaveIt() => Verify.Reports(
        Source.Body("""Use(new CreateTableRequest { TableName = "Pets", KeySchema = [new({|TNT2001:"PK"|}, KeyType.HASH)] });"""), "tenant_analyzers.table_keys = Pets=household_id");

    [Theory]
    [InlineData("[TenantAnalyzers.CrossTenant(\"The platform's own table\")]", false)]
    [InlineData("[TenantAnalyzers.CrossTenant(\"\")]", true)]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"TenantIsolation\", \"TNT2001\", Justification = \"shared\")]", false)]
    public Task Table_MadeAcrossTenantsOnPurpose_IsSilent(string attribute, bool reported)
    {
        if (reported)
            attribute = $"[{{|TNT1007:{attribute.Trim('[', ']')}|}}]";
        var key = reported ? "{|TNT2001:\"orderId\"|}" : "\"orderId\"";
        return Verify.Reports(Source.Usings + $$"""
            namespace TenantAnalyzers { class CrossTenantAttribute(string why) : Attribute { public string Why => why; } }
            class C { {{attribute}} object M() => new CreateTableRequest("Orders", [new({{key}}, KeyType.HASH)]); }
            """);
    }

    [Fact]
    public Task Table_OfADoppelganger_IsSilent() => Verify.Silent("""
        namespace Mine
        {
            class KeySchemaElement { public KeySchemaElement(string attributeName, string keyType) { } }
            class CreateTableRequest { public string TableName { get; set; } = ""; public KeySchemaElement[] KeySchema { get; set; } = new KeySchemaElement[0]; }
            class TableBuilder { public TableBuilder AddHashKey(string hashKeyAttribute) => this; }
            class C
            {
                object A() => new CreateTableRequest { TableName = "Orders", KeySchema = new[] { new KeySchemaElement("orderId", "HASH") } };
                object B() => new TableBuilder().AddHashKey("orderId");
            }
        }
        """);

    [Fact]
    public Task Table_InTheOldSyntax_Reports() => Verify.Reports("""
        using System.Collections.Generic;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        class C
        {
            CreateTableRequest M()
            {
                return new CreateTableRequest
                {
                    TableName = "Orders",
                    KeySchema = new List<KeySchemaElement> { new KeySchemaElement { AttributeName = {|TNT2001:"orderId"|}, KeyType = KeyType.HASH } }
                };
            }
        }
        """, language: Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp7_3);

    [Fact]
    public Task Table_InEverySyntacticPlace_Reports() => Verify.Reports(Source.Usings + """
        record Made(object Request) { public Made() : this(new CreateTableRequest("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)])) { } }
        record struct Struct(object Request) { public static object O = new CreateTableRequest("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)]); }
        class Base(object o) { public object O => o; }
        class Primary() : Base(new CreateTableRequest("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)]))
        {
            static CreateTableRequest Target => new("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)]);
            static object Local() { static object L() => new CreateTableRequest("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)]); return L(); }
            static object Switch(int i) => i switch { 1 => new CreateTableRequest("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)]), _ => i };
        }
        file class FileLocal { static object O = new CreateTableRequest("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)]); }
        partial class Partial { private partial object Do(); }
        partial class Partial { private partial object Do() => new CreateTableRequest("Orders", [new({|TNT2001:"a"|}, KeyType.HASH)]); }
        """);

    [Fact]
    public async Task Table_InTopLevelStatements_Reports()
    {
        var test = new Verify.Test
        {
            TestCode = Source.Usings + """
                var client = new AmazonDynamoDBClient();
                var request = new CreateTableRequest { TableName = "Orders" };
                request.KeySchema = [new({|TNT2001:"orderId"|}, KeyType.HASH)];
                await client.CreateTableAsync(request);
                """,
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("// <auto-generated/>\n", "/0/Test0.cs", "")]
    [InlineData("", "/0/Test0.g.cs", "")]
    [InlineData("", "/0/Test0.cs", "build_property.IsTestProject = true")]
    public async Task Table_InGeneratedCodeOrATest_IsSilent(string header, string path, string property)
    {
        var test = new Verify.Test();
        test.TestState.Sources.Add((path, header + "#nullable enable\n" + Source.Body(Orders)));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{property}\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Orders, "`Orders` is keyed by `orderId`, not the tenant key `tenantId`")]
    [InlineData(Reading, "The table in `OrdersTable` is keyed by `orderId`, not the tenant key `tenantId`")]
    [InlineData("""Use(new CreateTableRequest { TableName = given + "x", KeySchema = [new(Keys.Status, KeyType.HASH)] });""", "A table is keyed by `status`, not the tenant key `tenantId`")]
    public async Task Message_SaysWhatWasFoundAndExpected(string statements, string message)
    {
        var report = Assert.Single(await Bulk.Analyze(Bulk.Compile(Source.Body(statements))));

        Assert.Equal(message, report.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Use(new CreateTableRequest { TableName = , KeySchema = [new(\"a\", KeyType.HASH), });")]
    [InlineData("Use(new CreateTableRequest(\"Orders\", [new(\"a\", )]));")]
    [InlineData("Use(new CreateTableRequest { KeySchema = [ }")]
    [InlineData("Use(new CreateTableRequest { KeySchema = new[] { new(\"a\", KeyType.HASH) } });")]
    [InlineData("Use(new CreateTableRequest { KeySchema = { { \"a\" } } });")]
    [InlineData("client.CreateTableAsync(\"Orders\", keySchema: );")]
    [InlineData("new TableBuilder(client, ).AddHashKey().AddHashKey(\"a\" .AddGlobalSecondaryIndex(")]
    [InlineData("var builder = builder.AddHashKey(\"a\", DynamoDBEntryType.String);")]
    [InlineData("var keys = keys; Use(new CreateTableRequest(keys, keys));")]
    public async Task Table_InUnfinishedCode_NeverThrows(string statements) => await Bulk.Analyze(Bulk.Compile(Source.Body(statements)));

    [Theory]
    [InlineData("orderId", true)]
    [InlineData("tenantId", false)]
    [InlineData("PK", false)]
    public Task Template_Table_IsJudgedByItsKey(string key, bool reports)
    {
        var table = $$"""{ "Type": "AWS::DynamoDB::Table", "Properties": { "KeySchema": [{ "AttributeName": "{{key}}", "KeyType": "HASH" }] } }""";
        return Template($"\"Orders\": {table}", config: "", reports);
    }

    [Theory]
    [InlineData("tenant_analyzers.shared_tables = Orders")]
    [InlineData("tenant_analyzers.table_keys = Orders=orderId")]
    [InlineData("tenant_analyzers.isolation = table")]
    public Task Template_TableThatConfigurationKnows_IsSilent(string config) =>
        Template("\"Orders\": " + """{ "Type": "AWS::DynamoDB::Table", "Properties": { "KeySchema": [{ "AttributeName": "orderId", "KeyType": "HASH" }] } }""", config);

    private static Task Template(string table, string config, bool reports = false)
    {
        var test = new Verify.Test { TestCode = "class C { }" };
        test.TestState.AdditionalFiles.Add(("serverless.template", $$"""{ "Resources": { {{(reports ? $"{{|TNT2001:{table}|}}" : table)}} } }"""));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{config}\n"));
        return Verify.Run(test, config: null, Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }
}
