namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>TNT1009: where the attribute goes that says what the analysis cannot see.</summary>
public sealed class BindingNotDecidedFixTests
{
    private const string Attribute = """

        namespace TenantAnalyzers
        {
            internal sealed class TenantKeyAttribute : Attribute { }
        }
        """;

    [Fact]
    public Task Fix_Parameter_GetsTheAttributeOnce() => Verify.Fixes(
        Store("""
            public async Task Run(/* whose */ Dictionary<string, AttributeValue> key, string tenantId)
            {
                await {|TNT1009:client.GetItemAsync|}("Orders", key);
                await {|TNT1009:client.DeleteItemAsync|}("Orders", key);
            }
            """),
        Store("""
            public async Task Run(/* whose */ [TenantAnalyzers.TenantKey] Dictionary<string, AttributeValue> key, string tenantId)
            {
                await client.GetItemAsync("Orders", key);
                await client.DeleteItemAsync("Orders", key);
            }
            """));

    [Fact]
    public Task Fix_FieldAndProperty_GetALineOfTheirOwn() => Verify.Fixes(
        Store("""
            // made at the start
            private readonly Dictionary<string, AttributeValue> _key = null!;

            /// <summary>The key.</summary>
            [Obsolete]
            public string Hash { get; set; } = "";

            public Task Read() => {|TNT1009:client.GetItemAsync|}("Orders", _key);
            [Obsolete]
            public Task Remove() => {|TNT1009:client.DeleteItemAsync|}("Orders", new() { ["PK"] = new(Hash) });
            """, "using TenantAnalyzers;\n"),
        Store("""
            // made at the start
            [TenantKey]
            private readonly Dictionary<string, AttributeValue> _key = null!;

            /// <summary>The key.</summary>
            [TenantKey]
            [Obsolete]
            public string Hash { get; set; } = "";

            public Task Read() => client.GetItemAsync("Orders", _key);
            [Obsolete]
            public Task Remove() => client.DeleteItemAsync("Orders", new() { ["PK"] = new(Hash) });
            """, "using TenantAnalyzers;\n"));

    [Fact]
    public Task Fix_RecordParameter_MarksTheProperty() => Verify.Fixes(
        Store("""
            public record Command(string Hash, string Name);
            public Task Run(Command command) => {|TNT1009:client.GetItemAsync|}("Orders", new() { ["PK"] = new(command.Hash) });
            """),
        Store("""
            public record Command([property: TenantAnalyzers.TenantKey] string Hash, string Name);
            public Task Run(Command command) => client.GetItemAsync("Orders", new() { ["PK"] = new(command.Hash) });
            """));

    public static TheoryData<string> NotOffered =>
    [
        // Two fields in one declaration: the attribute would speak for both.
        """private Dictionary<string, AttributeValue> _a = null!, _b = null!; public Task Run() => {|TNT1009:client.GetItemAsync|}("Orders", _a);""",
        // What decides is a call.
        """static Dictionary<string, AttributeValue> Key(string[] parts) => throw new NotSupportedException(string.Concat(parts)); public Task Run() => {|TNT1009:client.GetItemAsync|}("Orders", Key(["a"]));""",
    ];

    [Theory]
    [MemberData(nameof(NotOffered))]
    public Task Fix_ThatCannotBeRight_IsNotOffered(string members) => Verify.OffersNoFix(Store(members));

    [Fact]
    public Task Fix_AttributeMissing_IsNotOffered() => Verify.OffersNoFix(Source.Usings + """
        class Store(IAmazonDynamoDB client)
        {
            public Task Run(Dictionary<string, AttributeValue> key) => {|TNT1009:client.GetItemAsync|}("Orders", key);
        }
        """);

    private static string Store(string members, string usings = "") => usings + Source.Usings + $$"""
        class Store(IAmazonDynamoDB client)
        {
            {{members.ReplaceLineEndings("\n    ")}}
        }
        """ + Attribute;
}
