using System.Text;

namespace TenantAnalyzers.Tests.Policies;

public sealed class PolicyWithoutLeadingKeysTests
{
    // Regular, verbatim, raw, interpolated, concatenated, constant; compact and over several lines.
    public static TheoryData<string> EveryKind => new()
    {
        """
        class C { string P = "{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}|}]}"; }
        """,
        """
        class C { string P = "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {|TNT3001:{\n    \"Effect\": \"Allow\",\n    \"Action\": \"dynamodb:GetItem\",\n    \"Resource\": \"*\"\n  }|}\n}"; }
        """,
        """
        class C { string P = @"
            {
              ""Version"": ""2012-10-17"",
              ""Statement"": [
                {|TNT3001:{
                  ""Effect"": ""Allow"",
                  ""Action"": [ ""dynamodb:Query"", ""dynamodb:PutItem"" ],
                  ""Resource"": ""arn:aws:dynamodb:*:*:table/Orders""
                }|}
              ]
            }"; }
        """,
        """"
        class C { string P = """{"Version":"2012-10-17","Statement":[{|TNT3001:{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}|}]}"""; }
        """",
        """"
        class C
        {
            string P = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {|TNT3001:{
                      "Effect": "Allow",
                      "Action": "dynamodb:*",
                      "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders"
                    }|}
                  ]
                }
                """;
        }
        """",
        """
        class C { string P(string table) => $"{{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"arn:aws:dynamodb:eu-central-1:123456789012:table/{table}\"}}|}]}}"; }
        """,
        """
        class C { string P(string account) => $@"{{
          ""Version"": ""2012-10-17"",
          ""Statement"": [{|TNT3001:{{ ""Effect"": ""Allow"", ""Action"": ""dynamodb:GetItem"", ""Resource"": ""arn:aws:dynamodb:eu-central-1:{account}:table/Orders"" }}|}]
        }}"; }
        """,
        """"
        class C
        {
            string P(string table) => $$"""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {|TNT3001:{
                      "Effect": "Allow",
                      "Action": ["dynamodb:GetItem"],
                      "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/{{table}}"
                    }|}
                  ]
                }
                """;
        }
        """",
        """"
        class C { string P(string table) => $$$"""{"Version":"2012-10-17","Statement":{|TNT3001:{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:eu-central-1:123456789012:table/{{{table}}}"}|}}"""; }
        """",
        """
        class C
        {
            string P = "{\"Version\":\"2012-10-17\",\"Statement\":[" +
                "{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}|}" +
                "]}";
        }
        """,
        """"
        class C
        {
            string P = "{\"Version\":\"2012-10-17\",\"Statement\":[" +
                "{|TNT3001:{\"Effect\":\"Allow\",|}" +
                @"""Action"":" + "\"dynamodb:GetItem\"," +
                "\"Resource\":\"*\"}]}";
        }
        """",
        """
        class C
        {
            const string Head = "{\"Version\":\"2012-10-17\",\"Statement\":[";
            const string Get = "{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}";
            const string P = Head + {|TNT3001:Get|} + "]}";
            static readonly string S = (Head) + {|TNT3001:Get|} + ("]" + "}");
            readonly string Q = Head + "{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}|}" + "]}";
            string R = $"{{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{Get}|}]}}";
        }
        """,
        """
        class C
        {
            const string Open = "{", Close = "}";
            string O(string name) => Open + "\"Statement\":[{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"arn:aws:dynamodb:*:*:table/|}" + name + "\"}]" + Close;
            string P() { const string Local = "{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}|}]}"; return Local + ""; }
        }
        """,
    };

    [Theory, MemberData(nameof(EveryKind))]
    public Task Policy_InEveryKindOfLiteral_IsReportedAtTheStatement(string source) => Verify.Reports(source);

    [Theory, MemberData(nameof(EveryKind))]
    public Task Policy_InEveryKindOfLiteralWithCarriageReturns_IsReportedAtTheStatement(string source) =>
        Verify.Reports(new StringBuilder(source).Replace("\n", "\r\n").ToString());

    // The places where a string can stand (attributes, initializers, expression bodies …).
    public static TheoryData<string> Places => new()
    {
        "[System.Obsolete(~)] class C { }",
        "class C { static readonly string P = ~; }",
        "class C { string P { get; } = ~; }",
        "class C { string P => ~; }",
        "class C { string M(string p = ~) => p; }",
        "class C { string M(int i) => i switch { 0 => ~, _ => \"\" }; }",
        "class C { System.Func<string> M() => () => ~; }",
        "class C { System.Func<string> M() => static () => ~; }",
        "class C { void M() { string Local() { return ~; } Local(); } }",
        "class C(string p = ~) { public string P => p; }",
        "record R(string P = ~);",
        "record struct R { public R() { P = ~; } public string P { get; init; } }",
        "class C { string[] P = [~]; }",
        "class C { string[] P = new[] { ~ }; }",
        "class C { System.Collections.Generic.Dictionary<string, string> P = new() { [\"p\"] = ~ }; }",
        "partial class C { string P(bool wide) => wide ? ~ : \"\"; }",
        "file class C { object P = new { Policy = ~ }; }",
        "class C { string P() { try { return (~); } finally { } } }",
        "class C { string P = string.Concat(~, \"\"); }",
        "class C { bool P(string p) => p is ~; }",
        "enum E { } class C { string P = nameof(E) + \"\" == \"\" ? ~ : \"\"; }",
        "#if !NO\nclass C { string P = ~; }\n#endif",
    };

    [Theory, MemberData(nameof(Places))]
    public Task Policy_InEveryPlace_IsReported(string source) => Verify.Reports(source.Replace("~", Reported, StringComparison.Ordinal));

    [Fact]
    public async Task Policy_InTopLevelStatements_IsReported()
    {
        var test = new Verify.Test { TestCode = $"System.Console.WriteLine({Reported});", TestState = { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication } };
        await Verify.Run(test, config: null, Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }

    [Fact]
    public async Task Constant_InAnotherFile_IsReportedThereOnce()
    {
        var test = new Verify.Test { TestCode = "class C { string P = Policies.Orders; string Q = \"\" + Policies.Orders; string R = $\"{Policies.Orders}\"; }" };
        test.TestState.Sources.Add($"static class Policies {{ public const string Orders = {Reported}; }}");
        await Verify.Run(test, config: null, Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }

    [Fact]
    public async Task ConstantPart_InAnotherFile_IsReportedAtItsUse()
    {
        var test = new Verify.Test { TestCode = """class C { string P = "{\"Version\":\"2012-10-17\",\"Statement\":[" + {|TNT3001:Policies.Get|} + "]}"; }""" };
        test.TestState.Sources.Add("""static class Policies { public const string Get = "{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}"; }""");
        await Verify.Run(test, config: null, Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }

    private const string Reported =
        """
        "{\"Version\":\"2012-10-17\",\"Statement\":[{|TNT3001:{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}|}]}"
        """;

    // What stands in a statement, each as JSON; a statement that is reported.
    [Theory]
    [InlineData("\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"")]
    [InlineData("\"Action\":\"DYNAMODB:getitem\",\"Resource\":\"*\"")]
    [InlineData("\"Action\":\"dynamodb:*\",\"Resource\":\"*\"")]
    [InlineData("\"Action\":\"*\",\"Resource\":\"*\"")]
    [InlineData("\"Action\":[\"s3:GetObject\",\"dynamodb:Qu?ry\"],\"Resource\":\"*\"")]
    [InlineData("\"NotAction\":\"iam:*\",\"Resource\":\"*\"")]
    [InlineData("\"Action\":\"dynamodb:GetItem\",\"NotResource\":\"arn:aws:s3:::*\"")]
    [InlineData("\"Action\":\"dynamodb:Scan\",\"Resource\":\"*\"")]
    [InlineData("\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\",\"Condition\":{}")]
    [InlineData("\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}")]
    [InlineData("\"Action\":\"dynamodb:Query\",\"Resource\":\"arn:aws:dynamodb:*:*:table/Orders/index/*\"")]
    public Task Statement_ReachesItemsUnbound_Reports(string elements) => Verify.Reports(Policy("{|TNT3001:{\"Effect\":\"Allow\"," + elements + "}|}"));

    [Theory]
    [InlineData("\"Effect\":\"Deny\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"dynamodb:Describe*\",\"Resource\":\"*\"")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"arn:aws:s3:::bucket/*\"")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\",\"Condition\":{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]}}")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\",\"Condition\":{\"ForAllValues:StringLike\":{\"DynamoDB:firstpartitionkeyvalues\":\"${aws:PrincipalTag/TenantId}#*\"}}")]
    [InlineData("\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"arn:aws:dynamodb:*:*:table/orders-${aws:PrincipalTag/TenantId}\"")]
    [InlineData("\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"")]
    public Task Statement_ReachesNoItemsOrIsBound_IsSilent(string elements) => Verify.Silent(Policy("{" + elements + "}"));

    [Theory]
    // Not a policy, or not JSON.
    [InlineData("{\"Statement\":[{\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}")]
    [InlineData("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}")]
    [InlineData("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*")]
    [InlineData("{{\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:{0}\",\"Resource\":\"*\"}}]}}")]
    [InlineData("Statement {\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}")]
    [InlineData("{\"Statement\":\"Effect\"}")]
    [InlineData("{Statement, Effect}")]
    public Task Text_IsNoPolicy_IsSilent(string json) => Verify.Silent(Literal(json));

    // What a hole decides is not known.
    public static TheoryData<string> Unknowns => new()
    {
        """class C { string P(string statements) => $"{{\"Version\":\"2012-10-17\",\"Statement\":[{statements}]}}"; }""",
        """class C { string P(string more) => $"{{\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"{more}}}]}}"; }""",
        """class C { string P(string effect) => $"{{\"Statement\":[{{\"Effect\":\"{effect}\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}}]}}"; }""",
        """class C { string P(string action) => $"{{\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"{action}\",\"Resource\":\"*\"}}]}}"; }""",
        """class C { string P(string key) => $"{{\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\",\"Condition\":{{\"ForAllValues:StringEquals\":{{\"{key}\":\"x\"}}}}}}]}}"; }""",
        """class C { string P(string name) => $"{{\"Statement\":[{{\"Effect\":\"Allow\",\"{name}\":\"x\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}}]}}"; }""",
        """class C { string P(string rest) => "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}" + rest; }""",
        """class C { string P(string head) => head + "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}"; }""",
    };

    [Theory, MemberData(nameof(Unknowns))]
    public Task Hole_DecidesTheMeaning_IsSilent(string source) => Verify.Silent(source);

    // A table per tenant: the hole of the table's name is the tenant.
    [Theory]
    [InlineData("string P(string tenantId) => ~;", "{tenantId}")]
    [InlineData("string P(string tenantId) => ~;", "orders-{tenantId}")]
    [InlineData("string P(string tenantId) => ~;", "orders-{tenantId.ToLowerInvariant()}")]
    [InlineData("string P(string? tenantId) => ~;", "orders-{tenantId!}")]
    [InlineData("string P(string? tenantId) => ~;", "orders-{(tenantId ?? \"none\")}")]
    [InlineData("string P(Tenant tenant) => ~;", "orders-{tenant.Id}")]
    [InlineData("string P(Tenant? tenant) => ~;", "orders-{tenant?.Id}")]
    [InlineData("string P(string tenantId) => ~; string Table(string id) => id;", "{Table(tenantId)}")]
    [InlineData("string P(string tenantId) { var table = $\"orders-{tenantId}\"; return ~; }", "{table}")]
    [InlineData("string P(string tenantId) { var table = \"orders-\" + tenantId; return ~; }", "{table}")]
    [InlineData("string P(string tenantId) { var table = string.Format(\"orders-{0}\", tenantId); return ~; }", "{table}")]
    public Task TableName_HoldsTenant_IsSilent(string member, string table) =>
        Verify.Silent("record Tenant(string Id); class C { " + member.Replace("~", Interpolated(table), StringComparison.Ordinal) + " }");

    [Theory]
    [InlineData("string P(string table) => ~;", "{table}")]
    [InlineData("string P(string stage) => ~;", "orders-{stage}")]
    public Task TableName_HoldsSomethingElse_Reports(string member, string table) =>
        Verify.Reports("class C { " + member.Replace("~", Interpolated(table).Replace("{{\\\"Effect", "{|TNT3001:{{\\\"Effect", StringComparison.Ordinal).Replace("}}]}}", "}}|}]}}", StringComparison.Ordinal), StringComparison.Ordinal) + " }");

    [Fact]
    public Task Isolation_DatabasePerTenant_IsSilent() => Verify.Silent(Literal(Unbound), config: "tenant_analyzers.isolation = database");

    [Theory]
    [InlineData("pool")]
    [InlineData("nonsense")]
    [InlineData("")]
    public Task Isolation_SharedOrMalformed_Reports(string isolation) =>
        Verify.Reports($"class C {{ string P = {Reported}; }}", config: $"tenant_analyzers.isolation = {isolation}");

    [Theory]
    [InlineData("[TenantAnalyzers.CrossTenant(\"billing\")] class C { string P = ~; }")]
    [InlineData("class C { [TenantAnalyzers.CrossTenant(\"billing\")] string P = ~; }")]
    [InlineData("class C { [TenantAnalyzers.CrossTenant(\"billing\")] const string P = ~; }")]
    [InlineData("class C { [TenantAnalyzers.CrossTenant(\"billing\")] string P { get; } = ~; }")]
    [InlineData("class C { [TenantAnalyzers.CrossTenant(\"billing\")] string P => ~; }")]
    [InlineData("class C { [TenantAnalyzers.CrossTenant(\"billing\")] string P() => ~; }")]
    [InlineData("class C { [TenantAnalyzers.CrossTenant(\"billing\")] System.Func<string> P() => () => ~; }")]
    [InlineData("class C { void M() { [TenantAnalyzers.CrossTenant(\"billing\")] string P() => ~; P(); } }")]
    [InlineData("[TenantAnalyzers.CrossTenant(\"billing\")] class C { class Inner { string P = ~; } }")]
    public Task CrossTenant_WithReason_IsSilent(string source) =>
        Verify.Silent(source.Replace("~", Quote(Unbound), StringComparison.Ordinal) + CrossTenant);

    [Theory]
    [InlineData("[{|TNT1007:TenantAnalyzers.CrossTenant(\" \")|}] class C { string P = ~; }")]
    [InlineData("[Other.CrossTenant(\"billing\")] class C { string P = ~; }")]
    public Task CrossTenant_WithoutReasonOrOfAnother_Reports(string source) =>
        Verify.Reports(source.Replace("~", Reported, StringComparison.Ordinal) + CrossTenant);

    [Fact]
    public Task Pragma_Suppresses() => Verify.Silent("#pragma warning disable TNT3001 // why\n" + Literal(Unbound));

    [Fact]
    public Task SuppressMessage_Suppresses() =>
        Verify.Silent("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"TenantIsolation\", \"TNT3001\", Justification = \"why\")] " + Literal(Unbound));

    [Fact]
    public Task EditorConfig_Suppresses() => Verify.Silent(Literal(Unbound), config: "dotnet_diagnostic.TNT3001.severity = none");

    [Theory]
    [InlineData("// <auto-generated/>\n", null)]
    [InlineData("", "generated_code = true")]
    public Task GeneratedCode_IsNotAnalysed(string header, string? config) => Verify.Silent(header + Literal(Unbound), config);

    [Fact]
    public Task DisabledText_IsSilent() => Verify.Silent("class C {\n#if NO\nstring P = " + Quote(Unbound) + ";\n#endif\n}");

    [Fact]
    public Task Bytes_AreNoPolicy() => Verify.Silent("class C { System.ReadOnlySpan<byte> P => " + Quote(Unbound) + "u8; }");

    private const string Unbound = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}";

    private const string CrossTenant = """

        namespace TenantAnalyzers { sealed class CrossTenantAttribute(string why) : System.Attribute { public string Why => why; } }
        namespace Other { sealed class CrossTenantAttribute(string why) : System.Attribute { public string Why => why; } }
        """;

    private static string Policy(string statement) => Literal($"{{\"Version\":\"2012-10-17\",\"Statement\":[{statement}]}}");

    private static string Literal(string json) => $"class C {{ string P = {Quote(json)}; }}";

    private static string Quote(string json) => "@\"" + json.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Interpolated(string table) =>
        "$\"{{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"dynamodb:GetItem\\\",\\\"Resource\\\":\\\"arn:aws:dynamodb:*:*:table/" + table + "\\\"}}]}}\"";
}
