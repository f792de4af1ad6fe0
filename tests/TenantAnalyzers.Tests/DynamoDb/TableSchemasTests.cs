using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TenantAnalyzers.DynamoDb;

namespace TenantAnalyzers.Tests.DynamoDb;

public sealed class TableSchemasTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading.Tasks;
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.DocumentModel;
        using Amazon.DynamoDBv2.Model;

        """;

    private static string Body(string statements) => Usings + $$"""
        static class Names { public const string Orders = "Orders"; public static readonly string Key = "tenant" + "Id"; public static string Range => nameof(Range); public static string Changing = "x"; }
        class C
        {
            private readonly string _table = "Orders";
            async Task M(IAmazonDynamoDB client, string given, bool flag)
            {
                {{statements}}
                await Task.CompletedTask;
            }
            static List<KeySchemaElement> Make(string hash) => [new(hash, KeyType.HASH)];
            static void Use(object o) { }
        }
        """;

    public static TheoryData<string, string> Known => new()
    {
        { """new CreateTableRequest { TableName = "Orders", KeySchema = [new KeySchemaElement("tenantId", KeyType.HASH), new KeySchemaElement("id", KeyType.RANGE)] }""", "tenantId/id" },
        { """new CreateTableRequest { TableName = "Orders", KeySchema = new List<KeySchemaElement> { new KeySchemaElement { AttributeName = "tenantId", KeyType = KeyType.HASH } } }""", "tenantId/" },
        { """new CreateTableRequest { TableName = "Orders", KeySchema = new() { new() { AttributeName = "tenantId", KeyType = "HASH" } } }""", "tenantId/" },
        { """new CreateTableRequest { TableName = "Orders", KeySchema = { new("tenantId", KeyType.HASH) } }""", "tenantId/" },
        { """new CreateTableRequest { TableName = "Orders", KeySchema = new List<KeySchemaElement>(2) { new("tenantId", new KeyType("HASH")) } }""", "tenantId/" },
        { """new CreateTableRequest { TableName = "Orders", KeySchema = new(new[] { new KeySchemaElement("tenantId", KeyType.HASH) }) }""", "tenantId/" },
        { """new CreateTableRequest { TableName = "Orders", KeySchema = new[] { new KeySchemaElement("tenantId", KeyType.HASH) }.ToList() }""", "tenantId/" },
        { """new CreateTableRequest("Orders", [new("id", KeyType.RANGE), new("tenantId", KeyType.HASH)])""", "tenantId/id" },
        { """new CreateTableRequest(keySchema: [new(keyType: KeyType.HASH, attributeName: "tenantId")], tableName: "Orders")""", "tenantId/" },
        { """new CreateTableRequest("Orders", [new("tenantId", KeyType.HASH)], [], new())""", "tenantId/" },
        { """(CreateTableRequest)new("Orders", [new("tenantId", KeyType.HASH)])""", "tenantId/" },
        { """client.CreateTableAsync("Orders", [new("tenantId", KeyType.HASH)], [], new())""", "tenantId/" },
        { """client.CreateTableAsync(new() { TableName = "Orders", KeySchema = [new("tenantId", KeyType.HASH)] })""", "tenantId/" },
        { """new ImportTableRequest { TableCreationParameters = new() { TableName = "Orders", KeySchema = [new("tenantId", KeyType.HASH)] } }""", "tenantId/" },
        { """new CreateTableRequest { TableName = Names.Orders, KeySchema = [new(Names.Key, KeyType.HASH), new(Names.Range, KeyType.RANGE)] }""", "tenantId/Range" },
        { """new CreateTableRequest { TableName = $"{Names.Orders}", KeySchema = [new("tenant" + "Id", KeyType.HASH)] }""", "tenantId/" },
        { """new CreateTableRequest { TableName = _table, KeySchema = [new($"{Names.Key}", KeyType.HASH)] }""", "tenantId/" },
        { """new TableBuilder(client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).AddRangeKey("id", DynamoDBEntryType.String).Build()""", "tenantId/id" },
        { """new TableBuilder(client, new TableConfig("Orders")).AddHashKey(Names.Key, DynamoDBEntryType.String).Build()""", "tenantId/" },
        { """new TableBuilder(client, new TableConfig("x") { TableName = "Orders" }).AddHashKey(Names.Key, DynamoDBEntryType.String).Build()""", "tenantId/" },
    };

    [Theory, MemberData(nameof(Known))]
    public void Table_Declared_IsKnownByName(string expression, string keys) => Assert.Equal(keys, Describe($"Use({expression});"));

    [Theory]
    [InlineData("""var keys = new List<KeySchemaElement> { new("tenantId", KeyType.HASH) }; var name = "Orders"; await client.CreateTableAsync(name, keys, [], new());""")]
    [InlineData("""var request = new CreateTableRequest { TableName = "Orders" }; request.KeySchema = [new("tenantId", KeyType.HASH)]; await client.CreateTableAsync(request);""")]
    [InlineData("""var hash = new KeySchemaElement("tenantId", KeyType.HASH); await client.CreateTableAsync(new CreateTableRequest { TableName = "Orders", KeySchema = [hash] });""")]
    [InlineData("""var builder = new TableBuilder(client, "Orders"); builder.AddHashKey("tenantId", DynamoDBEntryType.String); Use(builder.Build());""")]
    [InlineData("""var builder = new TableBuilder(client, "Orders"); { builder.AddHashKey("tenantId", DynamoDBEntryType.String); } Use(builder.Build());""")]
    [InlineData("""Use(new CreateTableRequest("Orders", [new("tenantId", KeyType.HASH)])); Use(new CreateTableRequest("Orders", [new("tenantId", KeyType.HASH)]));""")]
    [InlineData("""Use(new CreateTableRequest("Orders", [new("tenantId", KeyType.HASH)])); Use(new CreateTableRequest(given, [new("other", KeyType.HASH)])); Use(new CreateTableRequest("Orders", Make("x")));""")]
    public void Table_DeclaredInSteps_IsKnownByName(string statements) => Assert.Equal("tenantId/", Describe(statements));

    [Theory]
    [InlineData("""new CreateTableRequest { TableName = given, KeySchema = [new("tenantId", KeyType.HASH)] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = [new(given, KeyType.HASH)] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = [new(Names.Changing, KeyType.HASH)] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = [new("tenantId", flag ? KeyType.HASH : KeyType.RANGE)] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = flag ? [new("a", KeyType.HASH)] : [new("b", KeyType.HASH)] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = Make("tenantId") }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = [.. Make("tenantId")] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = [new("a", KeyType.HASH), new("b", KeyType.HASH)] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = [new("a", KeyType.RANGE)] }""")]
    [InlineData("""new CreateTableRequest { TableName = "Orders", KeySchema = new List<KeySchemaElement>(Make("a")) { new("b", KeyType.HASH) } }""")]
    [InlineData("""new TableBuilder(client, given).AddHashKey("a", DynamoDBEntryType.String).Build()""")]
    [InlineData("""new TableBuilder(client, "Orders").AddHashKey(given, DynamoDBEntryType.String).Build()""")]
    [InlineData("""new TableBuilder(client, "Orders").Build()""")]
    public void Table_NotConstant_IsNotKnown(string expression) => Assert.Null(Describe($"Use({expression});"));

    [Theory]
    [InlineData("""Use(new CreateTableRequest("Orders", [new("a", KeyType.HASH)])); Use(new CreateTableRequest("Orders", [new("b", KeyType.HASH)]));""")]
    [InlineData("""Use(new CreateTableRequest("Orders", [new("a", KeyType.HASH)])); Use(new TableBuilder(client, "Orders").AddHashKey("b", DynamoDBEntryType.String).Build());""")]
    [InlineData("""var keys = new List<KeySchemaElement> { new("a", KeyType.HASH) }; keys[0] = new("b", KeyType.HASH); Use(new CreateTableRequest("Orders", keys));""")]
    [InlineData("""var keys = new List<KeySchemaElement> { new("a", KeyType.HASH) }; keys.Clear(); Use(new CreateTableRequest("Orders", keys));""")]
    [InlineData("""var keys = new List<KeySchemaElement> { new("a", KeyType.HASH) }; Use(keys); Use(new CreateTableRequest("Orders", keys));""")]
    [InlineData("""var keys = new List<KeySchemaElement> { new("a", KeyType.HASH) }; if (flag) keys = Make("b"); Use(new CreateTableRequest("Orders", keys));""")]
    [InlineData("""var request = new CreateTableRequest("Orders", [new("a", KeyType.HASH)]); request.KeySchema = [new("b", KeyType.HASH)];""")]
    [InlineData("""var request = new CreateTableRequest("Orders", [new("a", KeyType.HASH)]); request.TableName = "Other";""")]
    [InlineData("""var request = new CreateTableRequest { TableName = "Orders" }; if (flag) request.KeySchema = [new("b", KeyType.HASH)];""")]
    [InlineData("""var request = new CreateTableRequest("Orders", [new("a", KeyType.HASH)]); request.KeySchema.Add(new("b", KeyType.RANGE));""")]
    [InlineData("""var a = "Orders"; a += given; Use(new CreateTableRequest(a, [new("a", KeyType.HASH)]));""")]
    [InlineData("""var a = b; var b = a; Use(new CreateTableRequest(a, [new("a", KeyType.HASH)]));""")]
    public void Table_SaidInTwoWaysOrChanged_IsNotKnown(string statements) => Assert.Null(Describe(statements));

    [Fact]
    public void Index_OfEachDeclaration_IsKnown()
    {
        var schema = Schemas(Body("""
            Use(new CreateTableRequest
            {
                TableName = "Orders",
                KeySchema = [new("tenantId", KeyType.HASH)],
                GlobalSecondaryIndexes =
                [
                    new() { IndexName = "by-status", KeySchema = [new("status", KeyType.HASH), new("at", KeyType.RANGE)] },
                    new GlobalSecondaryIndex { IndexName = "by-both", KeySchema = new() { new("tenantId", KeyType.HASH), new("status", KeyType.HASH) } },
                    new() { IndexName = given, KeySchema = [new("status", KeyType.HASH)] },
                    new() { IndexName = "by-given", KeySchema = [new(given, KeyType.HASH)] },
                ],
                LocalSecondaryIndexes = [new() { IndexName = "local", KeySchema = [new("tenantId", KeyType.HASH), new("x", KeyType.RANGE)] }],
            });
            Use(new UpdateTableRequest { TableName = "Orders", GlobalSecondaryIndexUpdates = [new() { Create = new() { IndexName = "later", KeySchema = [new("country", KeyType.HASH)] } }, new() { Delete = new() { IndexName = "by-status" } }] });
            Use(new RestoreTableFromBackupRequest { TargetTableName = "Orders", GlobalSecondaryIndexOverride = [new() { IndexName = "restored", KeySchema = [new("region", KeyType.HASH)] }] });
            Use(new TableBuilder(client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String)
                .AddGlobalSecondaryIndex("built", "city", DynamoDBEntryType.String, "at", DynamoDBEntryType.String)
                .AddGlobalSecondaryIndex("built2", [new("a", DynamoDBEntryType.String), KeyValuePair.Create("b", DynamoDBEntryType.String)], [new("c", DynamoDBEntryType.String)])
                .AddLocalSecondaryIndex("local2", "x", DynamoDBEntryType.String).Build());
            """)).ByName("Orders", CancellationToken.None)!;

        Assert.Equal(
            ["built2: a+b/c", "built: city/at", "by-both: tenantId+status/", "by-status: status/at", "later: country/", "restored: region/"],
            schema.Indexes.Select(index => $"{index.Name}: {string.Join('+', index.HashKeys)}/{string.Join('+', index.RangeKeys)}").Order(StringComparer.Ordinal));
        Assert.Null(schema.Index("local"));
    }

    [Fact]
    public void Index_OfATableDeclaredElsewhere_IsKnownWithoutTheTablesKey()
    {
        var schema = Schemas(Body("""
            Use(new UpdateTableRequest { TableName = "Orders", GlobalSecondaryIndexUpdates = [new() { Create = new() { IndexName = "later", KeySchema = [new("country", KeyType.HASH)] } }] });
            """)).ByName("Orders", CancellationToken.None)!;

        Assert.Empty(schema.HashKeys);
        Assert.Equal(["country"], schema.Index("later")!.HashKeys);
    }

    public static TheoryData<string, string?> Holders => new()
    {
        { """private readonly ITable _t = new TableBuilder(Client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).Build();""", "Orders: tenantId" },
        { """private readonly Table _t; public C() { _t = new TableBuilder(Client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).Build(); }""", "Orders: tenantId" },
        { """private readonly Table _t; public C() => _t = new TableBuilder(Client, Name).AddHashKey("tenantId", DynamoDBEntryType.String).Build(); const string Name = "Orders";""", "Orders: tenantId" },
        { """private ITable _t => new TableBuilder(Client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).Build();""", "Orders: tenantId" },
        { """public ITable _t { get; } = new TableBuilder(Client, "Orders").AddHashKey("tenantId", DynamoDBEntryType.String).Build();""", "Orders: tenantId" },
        { """private readonly ITable _t = Table.LoadTable(Client, "Orders");""", "Orders: " },
        { """private readonly ITable _t = Table.LoadTable(Client, new TableConfig("Orders"));""", "Orders: " },
        { """private readonly ITable _t = (ITable)Table.LoadTable(Client, "Orders")!; static object X = new CreateTableRequest("Orders", [new("tenantId", KeyType.HASH)]);""", "Orders: tenantId" },
        { """private readonly ITable _t; public C(ITable t) { _t = t; }""", null },
        { """private ITable _t; public C(bool b) { if (b) _t = Table.LoadTable(Client, "Orders"); else _t = Table.LoadTable(Client, "B"); }""", null },
        { """private ITable _t = Table.LoadTable(Client, "Orders"); public void M(ITable t) => _t = t;""", null },
        { """private ITable _t = Table.LoadTable(Client, "Orders"); public void M() => Table.TryLoadTable(Client, "B", out _t);""", null },
        { """public ITable _t = Table.LoadTable(Client, "Orders");""", null },
        { """public ITable _t { get; set; } = Table.LoadTable(Client, "Orders");""", null },
        { """public virtual ITable _t => Table.LoadTable(Client, "Orders");""", null },
        { """private readonly ITable _t = Table.LoadTable(Client, Environment.MachineName);""", null },
    };

    [Theory, MemberData(nameof(Holders))]
    public void Table_InAMember_IsKnownWhenSetOnce(string members, string? expected)
    {
        var compilation = Bulk.Compile(Usings + $$"""
            #nullable disable
            class C { static IAmazonDynamoDB Client = null; {{members}} }
            """);
        var holder = compilation.GetTypeByMetadataName("C")!.GetMembers("_t").Single();

        var schema = new TableSchemas(compilation).ForTable(holder, CancellationToken.None);

        Assert.Equal(expected, schema is null ? null : $"{schema.TableName}: {string.Join(", ", schema.HashKeys)}");
    }

    [Fact]
    public void Names_InOtherFiles_AreFollowed()
    {
        var schemas = new TableSchemas(Bulk.Compile(
            """static class Names { public static readonly string Orders = Prefix + "Orders"; public const string Prefix = "app-"; public static string Key { get; } = "tenantId"; }""",
            Body("""Use(new CreateTableRequest(Names2.Orders, [new(Names2.Key, KeyType.HASH)]));""").Replace("static class Names {", "static class Unused {", StringComparison.Ordinal).Replace("Names2", "Names", StringComparison.Ordinal)));

        Assert.Equal(["tenantId"], schemas.ByName("app-Orders", CancellationToken.None)!.HashKeys);
        Assert.Null(schemas.ByName("Orders", CancellationToken.None));
    }

    [Fact]
    public void Table_OfADoppelganger_IsNotKnown() =>
        Assert.Null(new TableSchemas(Bulk.Compile("""
            namespace Mine { class KeySchemaElement { public KeySchemaElement(string a, string b) { } } class CreateTableRequest { public CreateTableRequest(string tableName, KeySchemaElement[] keySchema) { } }
            class C { object M() => new CreateTableRequest("Orders", new[] { new KeySchemaElement("a", "HASH") }); } }
            """)).ByName("Orders", CancellationToken.None));

    [Fact]
    public void Names_LongConcatenation_EndsUnknown()
    {
        var name = string.Join(" + ", Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? "Names.Key" : "\"x\""));

        Assert.Null(Schemas(Body($"Use(new CreateTableRequest(\"Orders\", [new({name}, KeyType.HASH)]));")).ByName("Orders", CancellationToken.None));
    }

    private static string? Describe(string statements) =>
        Schemas(Body(statements)).ByName("Orders", CancellationToken.None) is { } schema ? $"{string.Join('+', schema.HashKeys)}/{string.Join('+', schema.RangeKeys)}" : null;

    private static TableSchemas Schemas(string source) => new(Bulk.Compile(source));
}
