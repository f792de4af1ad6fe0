using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.Tables;

public sealed class EntityWithoutTenantHashKeyFixTests
{
    private const string Usings = "using Amazon.DynamoDBv2.DataModel;\n";

    [Fact]
    public Task Fix_HashKey_BecomesTheRangeKey() => Verify.Fixes(Usings + """
        [DynamoDBTable("Orders")]
        public class Order
        {
            // The number that customers see.
            [DynamoDBHashKey("order_id")] // unique
            public string {|TNT2003:OrderId|} { get; set; } = "";

            public string Status { get; set; } = "";
        }
        """, Usings + """
        [DynamoDBTable("Orders")]
        public class Order
        {
            [DynamoDBHashKey("tenantId")]
            public string TenantId { get; set; } = "";

            // The number that customers see.
            [DynamoDBRangeKey("order_id")] // unique
            public string OrderId { get; set; } = "";

            public string Status { get; set; } = "";
        }
        """);

    [Fact]
    public Task Fix_OneLineMembers_StayOneLineMembers() => Verify.Fixes(Usings + """
        public class Order
        {
            public string Status { get; init; } = string.Empty;
            [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; init; } = string.Empty;
            public int Lines { get; init; }
        }
        """, Usings + """
        public class Order
        {
            public string Status { get; init; } = string.Empty;
            [DynamoDBHashKey("tenantId")] public string TenantId { get; init; } = string.Empty;
            [DynamoDBRangeKey] public string OrderId { get; init; } = string.Empty;
            public int Lines { get; init; }
        }
        """);

    [Fact]
    public Task Fix_DocumentationAndRegions_StayWhereTheyAre() => Verify.Fixes(Usings + """
        public class Order
        {
            #region Keys

            /// <summary>The number.</summary>
            [DynamoDBHashKey]
            public int {|TNT2003:Number|} { get; set; }

            #endregion
        }
        """, Usings + """
        public class Order
        {
            #region Keys

            [DynamoDBHashKey("tenantId")]
            public string TenantId { get; set; } = "";

            /// <summary>The number.</summary>
            [DynamoDBRangeKey]
            public int Number { get; set; }

            #endregion
        }
        """);

    [Fact]
    public Task Fix_WithoutNullableContext_AddsNoInitializer() => Verify.Fixes(Usings + """
        #nullable disable
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; }
        }
        """, Usings + """
        #nullable disable
        public class Order
        {
            [DynamoDBHashKey("tenantId")]
            public string TenantId { get; set; }

            [DynamoDBRangeKey]
            public string OrderId { get; set; }
        }
        """);

    [Fact]
    public Task Fix_OldLanguage_Compiles() => Verify.Fixes(Usings + """
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; }
        }
        """, Usings + """
        public class Order
        {
            [DynamoDBHashKey("tenantId")]
            public string TenantId { get; set; }

            [DynamoDBRangeKey]
            public string OrderId { get; set; }
        }
        """, language: LanguageVersion.CSharp7_3);

    // A constructor that sets every other member, and code that makes the entity: neither breaks.
    [Fact]
    public Task Fix_RequiredMembersAndConstructors_Compile() => Verify.Fixes(Usings + """
        public class Order
        {
            public Order(string id) => Id = id;
            public Order() { }
            [DynamoDBHashKey]
            public required string {|TNT2003:Id|} { get; set; }
        }
        public static class Use { public static Order Make() => new() { Id = "1" }; }
        """, Usings + """
        public class Order
        {
            public Order(string id) => Id = id;
            public Order() { }
            [DynamoDBHashKey("tenantId")]
            public string TenantId { get; set; } = "";

            [DynamoDBRangeKey]
            public required string Id { get; set; }
        }
        public static class Use { public static Order Make() => new() { Id = "1" }; }
        """);

    [Fact]
    public Task Fix_TenantIsThereAlready_MovesTheAttribute() => Verify.Fixes(Usings + """
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";

            // Whose it is.
            public string TenantId { get; set; } = "";
        }
        public class Line
        {
            [DynamoDBHashKey] public string {|TNT2003:LineId|} { get; set; } = "";
            [DynamoDBProperty("tenant_id")] public string Owner { get; set; } = "";
        }
        """, Usings + """
        public class Order
        {
            [DynamoDBRangeKey]
            public string OrderId { get; set; } = "";

            // Whose it is.
            [DynamoDBHashKey]
            public string TenantId { get; set; } = "";
        }
        public class Line
        {
            [DynamoDBRangeKey] public string LineId { get; set; } = "";
            [DynamoDBHashKey("tenant_id")] public string Owner { get; set; } = "";
        }
        """);

    [Fact]
    public Task Fix_TenantIsTheRangeKey_SwapsTheKeys() => Verify.Fixes(Usings + """
        public class Order
        {
            [DynamoDBHashKey("o")]
            public string {|TNT2003:OrderId|} { get; set; } = "";
            [DynamoDBRangeKey("t")]
            public string TenantId { get; set; } = "";
        }
        """, Usings + """
        public class Order
        {
            [DynamoDBRangeKey("o")]
            public string OrderId { get; set; } = "";
            [DynamoDBHashKey("t")]
            public string TenantId { get; set; } = "";
        }
        """);

    [Fact]
    public Task Fix_QualifiedAttributes_StayQualified() => Verify.Fixes("""
        [Amazon.DynamoDBv2.DataModel.DynamoDBTable("Orders")]
        public class Order
        {
            [Amazon.DynamoDBv2.DataModel.DynamoDBHashKeyAttribute, System.Obsolete("x")]
            public string {|TNT2003:OrderId|} { get; set; } = "";
        }
        """, """
        [Amazon.DynamoDBv2.DataModel.DynamoDBTable("Orders")]
        public class Order
        {
            [Amazon.DynamoDBv2.DataModel.DynamoDBHashKeyAttribute("tenantId")]
            public string TenantId { get; set; } = "";

            [Amazon.DynamoDBv2.DataModel.DynamoDBRangeKeyAttribute, System.Obsolete("x")]
            public string OrderId { get; set; } = "";
        }
        """);

    [Fact]
    public Task Fix_EntityWithoutHashKey_AddsTheProperty() => Verify.Fixes(Usings + """
        [DynamoDBTable("Orders")]
        public class {|TNT2003:Order|}
        {
            [DynamoDBProperty("id")]
            public string OrderId { get; set; } = "";
        }
        """, Usings + """
        [DynamoDBTable("Orders")]
        public class Order
        {
            [DynamoDBHashKey("tenantId")]
            public string TenantId { get; set; } = "";

            [DynamoDBProperty("id")]
            public string OrderId { get; set; } = "";
        }
        """);

    [Theory]
    [InlineData("tenant_analyzers.partition_keys = household_id", "[DynamoDBHashKey(\"household_id\")] public string HouseholdId")]
    [InlineData("tenant_analyzers.partition_keys = TenantId", "[DynamoDBHashKey] public string TenantId")]
    [InlineData("tenant_analyzers.table_keys = Order=account", "[DynamoDBHashKey(\"account\")] public string Account")]
    public Task Fix_ConfiguredKey_IsTheOneAdded(string config, string added) => Verify.Fixes(
        Usings + "public class Order\n{\n\t[DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = \"\";\n}\n",
        Usings + "public class Order\n{\n\t" + added + " { get; set; } = \"\";\n\t[DynamoDBRangeKey] public string OrderId { get; set; } = \"\";\n}\n", config);

    [Fact]
    public Task Fix_WindowsLineEnds_AreKept() => Verify.Fixes(
        Usings.ReplaceLineEndings("\r\n") + "public class Order\r\n{\r\n    [DynamoDBHashKey]\r\n    public string {|TNT2003:OrderId|} { get; set; } = \"\";\r\n}\r\n",
        Usings.ReplaceLineEndings("\r\n") + "public class Order\r\n{\r\n    [DynamoDBHashKey(\"tenantId\")]\r\n    public string TenantId { get; set; } = \"\";\r\n\r\n    [DynamoDBRangeKey]\r\n    public string OrderId { get; set; } = \"\";\r\n}\r\n");

    [Fact]
    public Task Fix_NestedAndSeveralEntities_AllInOneGo() => Verify.Fixes(Usings + """
        public class Outer
        {
            [DynamoDBHashKey] public string {|TNT2003:OuterNumber|} { get; set; } = "";
            public class Inner
            {
                [DynamoDBHashKey] public string {|TNT2003:InnerNumber|} { get; set; } = "";
            }
        }
        public class Other
        {
            [DynamoDBHashKey] public string {|TNT2003:Number|} = "";
        }
        """, Usings + """
        public class Outer
        {
            [DynamoDBHashKey("tenantId")] public string TenantId { get; set; } = "";
            [DynamoDBRangeKey] public string OuterNumber { get; set; } = "";
            public class Inner
            {
                [DynamoDBHashKey("tenantId")] public string TenantId { get; set; } = "";
                [DynamoDBRangeKey] public string InnerNumber { get; set; } = "";
            }
        }
        public class Other
        {
            [DynamoDBHashKey("tenantId")] public string TenantId { get; set; } = "";
            [DynamoDBRangeKey] public string Number = "";
        }
        """);

    [Fact]
    public async Task Fix_SeveralDocuments_AllInOneGo()
    {
        static string Entity(string name, bool isFixed) => Usings + $$"""
            public class {{name}}
            {
                {{(isFixed ? "[DynamoDBHashKey(\"tenantId\")] public string TenantId { get; set; } = \"\";\n    [DynamoDBRangeKey] public string Number" : "[DynamoDBHashKey] public string {|TNT2003:Number|}")}} { get; set; } = "";
            }
            """;
        var test = new Verify.Test();
        test.TestState.Sources.Add(("/0/A.cs", Entity("A", false)));
        test.TestState.Sources.Add(("/0/B.cs", Entity("B", false)));
        test.FixedState.Sources.Add(("/0/A.cs", Entity("A", true)));
        test.FixedState.Sources.Add(("/0/B.cs", Entity("B", true)));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("""public class Order { [DynamoDBHashKey] public string {|TNT2003:OrderId|} { get; set; } = ""; }""")]
    [InlineData("""
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
            [DynamoDBRangeKey]
            public string At { get; set; } = "";
        }
        """)]
    [InlineData("""
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
            [DynamoDBRangeKey]
            public string At { get; set; } = "";
            public string TenantId { get; set; } = "";
        }
        """)]
    [InlineData("""
        public record Order([property: DynamoDBHashKey] string {|TNT2003:OrderId|})
        {
            public string Status { get; set; } = "";
        }
        """)]
    [InlineData("""
        public record Order(string TenantId)
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
        }
        """)]
    [InlineData("""
        public struct Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; }
        }
        """)]
    [InlineData("""
        public abstract class Base
        {
            [DynamoDBHashKey]
            public string OrderId { get; set; } = "";
        }
        [DynamoDBTable("Orders")]
        public class {|TNT2003:Order|} : Base
        {
            public string Status { get; set; } = "";
        }
        """)]
    [InlineData("""
        public class Base
        {
            public string TenantId { get; set; } = "";
        }
        [DynamoDBTable("Orders")]
        public class Order : Base
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
        }
        """)]
    [InlineData("""
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
            [DynamoDBIgnore]
            public string TenantId { get; set; } = "";
        }
        """)]
    [InlineData("""
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
            public string TenantId() => "";
        }
        """)]
    [InlineData("""
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
            public string TenantId { get; set; } = "";
            public string CurrentTenantId { get; set; } = "";
        }
        """)]
    [InlineData("""
        public record Tenancy(string Value);
        public class Order
        {
            [DynamoDBHashKey]
            public string {|TNT2003:OrderId|} { get; set; } = "";
            public Tenancy TenantId { get; set; } = new("");
        }
        """)]
    [InlineData("""
        [DynamoDBTable("Orders")]
        public class {|TNT2003:Order|} : Base { }
        public class Base { public string OrderId { get; set; } = ""; }
        """)]
    public Task Fix_ThatMayNotBeRight_IsNotOffered(string declarations) => Verify.OffersNoFix(Usings + declarations);

    [Fact]
    public Task Fix_AttributeUnderAnAlias_IsNotOffered() => Verify.OffersNoFix("""
        using Hash = Amazon.DynamoDBv2.DataModel.DynamoDBHashKeyAttribute;
        public class Order
        {
            [Hash]
            public string {|TNT2003:OrderId|} { get; set; } = "";
        }
        """);

    public static TheoryData<string> Samples => new()
    {
        "[DynamoDBTable(\"Orders\")]\npublic class Order\n{\n    // x\n    [DynamoDBHashKey(\"a\")]\n    public string OrderId { get; set; } = \"\";\n    public string TenantId { get; set; } = \"\";\n}",
        "[DynamoDBTable(\"Orders\", true)]\npublic partial record Order\n{\n    [DynamoDBHashKey] public required string OrderId { get; init; }\n    public string Status { get; init; } = \"\";\n}",
        "[DynamoDBTable(\"Orders\")]\npublic class Order\n{\n    public string Status { get; set; } = \"\";\n}",
    };

    [Theory, MemberData(nameof(Samples))]
    public async Task Fix_AnyTokenMissing_OffersAChangeOrNothing(string declarations)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var source = Usings + declarations;
        Assert.Equal(1, await Offer(source));
        foreach (var token in (await CSharpSyntaxTree.ParseText(source, cancellationToken: cancellation).GetRootAsync(cancellation)).DescendantTokens().Where(token => token.Span.Length > 0))
            await Offer(source.Remove(token.SpanStart, token.Span.Length));
    }

    private static async Task<int> Offer(string source)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var compilation = Bulk.Compile(source);
        var document = workspace.AddProject("Case", LanguageNames.CSharp)
            .WithCompilationOptions(compilation.Options).WithParseOptions(compilation.SyntaxTrees.First().Options).WithMetadataReferences(compilation.References)
            .AddDocument("Case.cs", source, filePath: "/src/Case.cs");
        var offered = 0;
        foreach (var report in await Bulk.Analyze((await document.Project.GetCompilationAsync(cancellation))!))
        {
            foreach (var fix in Parts.Fixes().Where(fix => fix.FixableDiagnosticIds.Contains(report.Id)))
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, report, (action, _) =>
                {
                    offered++;
                    var changed = action.GetOperationsAsync(cancellation).GetAwaiter().GetResult()
                        .OfType<Microsoft.CodeAnalysis.CodeActions.ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
                    Assert.NotEqual(source, changed.GetTextAsync(cancellation).GetAwaiter().GetResult().ToString());
                }, cancellation));
            }
        }

        return offered;
    }
}
