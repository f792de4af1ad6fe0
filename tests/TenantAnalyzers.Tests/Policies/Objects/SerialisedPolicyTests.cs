namespace TenantAnalyzers.Tests.Policies.Objects;

/// <summary>Policies in objects that are serialised: what the reader makes of each way to write one.</summary>
public sealed class SerialisedPolicyTests
{
    private const string Whole = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['dynamodb:GetItem'],'Resource':'*','Condition':{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['${aws:PrincipalTag/TenantId}']}}}]}";

    [Theory]
    [InlineData("""
        var json = JsonSerializer.Serialize(new
        {
            Version = "2012-10-17",
            Statement = new[]
            {
                new
                {
                    Effect = "Allow", Action = new[] { "dynamodb:GetItem" }, Resource = "*",
                    Condition = new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, string[]> { ["dynamodb:LeadingKeys"] = new[] { "${aws:PrincipalTag/TenantId}" } } },
                },
            },
        });
        """)]
    [InlineData("""
        var policy = new Dictionary<string, object>
        {
            { "Version", "2012-10-17" },
            { "Statement", new List<object> { new Dictionary<string, object> {
                { "Effect", "Allow" }, { "Action", new List<string> { "dynamodb:GetItem" } }, { "Resource", "*" },
                { "Condition", new { } } } } },
        };
        """, "'Condition':{}")]
    [InlineData("""
        var policy = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Effect"] = "Allow", ["Action"] = new JsonArray { "dynamodb:GetItem" }, ["Resource"] = "*",
                ["Condition"] = new JsonObject { ["ForAllValues:StringEquals"] = new JsonObject { ["dynamodb:LeadingKeys"] = new JsonArray("${aws:PrincipalTag/TenantId}") } },
            }),
        };
        """)]
    [InlineData("""
        var policy = new Newtonsoft.Json.Linq.JObject(
            new Newtonsoft.Json.Linq.JProperty("Version", "2012-10-17"),
            new Newtonsoft.Json.Linq.JProperty("Statement", new Newtonsoft.Json.Linq.JArray(new Newtonsoft.Json.Linq.JObject(
                new Newtonsoft.Json.Linq.JProperty("Effect", "Allow"), new Newtonsoft.Json.Linq.JProperty("Action", new Newtonsoft.Json.Linq.JArray("dynamodb:GetItem")), new Newtonsoft.Json.Linq.JProperty("Resource", "*"),
                new Newtonsoft.Json.Linq.JProperty("Condition", new Newtonsoft.Json.Linq.JObject(new Newtonsoft.Json.Linq.JProperty("ForAllValues:StringEquals", new Newtonsoft.Json.Linq.JObject { ["dynamodb:LeadingKeys"] = new Newtonsoft.Json.Linq.JArray("${aws:PrincipalTag/TenantId}") })))))));
        """)]
    [InlineData("""
        string[] actions = ["dynamodb:GetItem"];
        var keys = new Dictionary<string, string[]>();
        keys["dynamodb:LeadingKeys"] = ["${aws:PrincipalTag/TenantId}"];
        var statement = new Dictionary<string, object> { ["Effect"] = "Allow", ["Action"] = actions.ToList(), ["Resource"] = "*" };
        statement.Add("Condition", new Dictionary<string, object> { { "ForAllValues:StringEquals", keys } });
        var statements = new List<object>();
        statements.Add(statement);
        var policy = new Dictionary<string, object>();
        policy["Version"] = "2012-10-17";
        policy["Statement"] = statements;
        """)]
    [InlineData("""
        Dictionary<string, object> policy = new() { ["Version"] = "2012-10-17", ["Statement"] = new object[] { new { Effect = "Allow", Action = (string[])["dynamodb:GetItem"], Resource = "*",
            Condition = new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, string[]> { ["dynamodb:LeadingKeys"] = [.. Keys] } } } } };
        """)]
    [InlineData("""
        var policy = new Document { Statements = { new Part { Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = "*",
            Condition = new() { ["ForAllValues:StringEquals"] = new() { ["dynamodb:LeadingKeys"] = new[] { "${aws:PrincipalTag/TenantId}" } } } } } };
        """)]
    [InlineData("""
        var policy = new PolicyRecord("2012-10-17", [new("Allow", ["dynamodb:GetItem"], "*") { Condition = new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, string[]> { ["dynamodb:LeadingKeys"] = new[] { "${aws:PrincipalTag/TenantId}" } } } }]);
        """)]
    public void Object_Form_IsReadAsItsJson(string code, string? part = null)
    {
        var text = BuiltPolicies.Text(InMethod(code));
        if (part is null)
            Assert.Equal(Whole, text);
        else
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = arn }", "'Resource':'«arn»'")]
    [InlineData("new { Effect = \"Allow\", Action = actions, Resource = arn }", "'Action':'«actions»'")]
    [InlineData("new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = $\"{arn}/index/{Index}\" }", "'Resource':'«arn»/index/by-owner'")]
    [InlineData("new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = \"arn:aws:dynamodb:eu-west-1:\" + number + \":table/\" + arn }", "'Resource':'arn:aws:dynamodb:eu-west-1:«number»:table/«arn»'")]
    [InlineData("new { Effect = deny ? \"Deny\" : \"Allow\", Action = \"dynamodb:Query\", Resource = \"*\" }", "'Effect':'«deny ? 'Deny' : 'Allow'»'")]
    [InlineData("new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = $\"{{literal}} {number:D4}\" }", "'Resource':'{literal} «number»'")]
    [InlineData("new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = \"\\uFFFC\\\"\\\\\" }", "'Resource':'\\ufffc\\'\\\\'")]
    [InlineData("new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = \"*\", Condition = new Dictionary<string, object> { [arn] = 1 } }", "'Condition':'«new Dictionary<string, object> { [arn] = 1 }»'")]
    [InlineData("new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = \"*\", Condition = new { Bool = new Dictionary<string, bool> { [\"aws:SecureTransport\"] = true } } }", "{'Bool':{'aws:SecureTransport':true}}")]
    [InlineData("new { Sid = (string?)null, Effect = \"Allow\", Action = ReadActions, Resource = \"*\" }", "{'Effect':'Allow','Action':['dynamodb:Query','dynamodb:GetItem'],'Resource':'*'}")]
    public void Statement_UnknownPart_IsAHoleWithItsExpression(string statement, string part) =>
        Assert.Contains(part, BuiltPolicies.Text(InMethod($$"""var policy = new { Version = "2012-10-17", Statement = {{statement}} };""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("var policy = new { Version = \"2012-10-17\", Statement = statements };")]
    [InlineData("var policy = new { Version = \"2012-10-17\", Statement = statements.Select(s => new { Effect = \"Allow\" }).ToArray() };")]
    [InlineData("var list = new List<object>(); foreach (var a in actions) list.Add(new { Effect = \"Allow\", Action = a, Resource = \"*\" }); var policy = new { Version = \"2012-10-17\", Statement = list };")]
    [InlineData("var list = new List<object>(statements); var policy = new { Version = \"2012-10-17\", Statement = list };")]
    [InlineData("var policy = new Dictionary<string, object> { [\"Version\"] = \"2012-10-17\", [arn] = 1, [\"Statement\"] = new { Effect = \"Allow\" } };")]
    [InlineData("var policy = new Dictionary<string, object> { [\"Statement\"] = new { Effect = \"Allow\" } }; if (deny) policy[\"Statement\"] = statements;")]
    [InlineData("var policy = new Dictionary<string, object> { [\"Statement\"] = new[] { new { Effect = \"Allow\" } } }; policy.Remove(\"Statement\");")]
    [InlineData("var policy = new Dictionary<string, object> { [\"Statement\"] = new[] { new { Effect = \"Allow\" } } }; Change(policy);")]
    [InlineData("var policy = new WithFields { Statement = { new() { Effect = \"Allow\" } } };")]
    [InlineData("var policy = new { Statement = \"text\", Effect = \"Allow\" };")]
    public void Object_StructureUnknown_IsNoPolicy(string code) => Assert.Empty(BuiltPolicies.Texts(InMethod(code)));

    [Fact]
    public void Own_LeftOutWhenNull_IsWrittenWhenSet() => Assert.Contains(
        "{'Effect':'Allow','Sid':'Read'}",
        BuiltPolicies.Text(InMethod("""var policy = new Document { Statements = { new Part { Effect = "Allow", Sid = "Read" } } };""")),
        StringComparison.Ordinal);

    [Fact]
    public void Places_Statements_AreTheirCreations() => Assert.Equal(
        ["new { Effect = \"Allow\" }", "new { Effect = \"Deny\" }"],
        BuiltPolicies.Places(InMethod("""var second = new { Effect = "Deny" }; var policy = new { Statement = new[] { new { Effect = "Allow" }, second } };""")));

    [Theory]
    [InlineData("Allow", "\"Allow\"")]
    [InlineData("\"Effect\"", "Effect")]
    [InlineData("dynamodb:Query", "\"dynamodb:\" + \"Query\"")]
    [InlineData("/index/x", "$\"{arn}/index/x\"")]
    public void Places_Part_IsTheCodeItIsMadeOf(string part, string code) =>
        Assert.Equal(code, BuiltPolicies.PlaceOf(InMethod("""var policy = new { Statement = new { Effect = "Allow", Action = "dynamodb:" + "Query", Resource = $"{arn}/index/x" } };"""), part));

    private static string InMethod(string code) => $$"""
        class Document { public string Version { get; set; } = "2012-10-17"; [JsonPropertyName("Statement")] public List<Part> Statements { get; } = new(); }
        class Part
        {
            public string? Effect { get; set; }
            public List<string>? Action { get; set; }
            public string? Resource { get; set; }
            public Dictionary<string, Dictionary<string, string[]>>? Condition { get; set; }
            [JsonIgnore] public string Note => Effect + "!";
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Sid { get; set; }
            public List<string> NotAction { get; } = [];
        }
        class WithFields { public string Version = "2012-10-17"; public List<Part> Statement { get; } = new(); }
        record PolicyRecord(string Version, PartRecord[] Statement);
        record PartRecord(string Effect, string[] Action, string Resource) { public Dictionary<string, object>? Condition { get; init; } }
        class C
        {
            const string Index = "by-owner";
            static readonly string[] Keys = ["${aws:PrincipalTag/TenantId}"];
            static readonly string[] ReadActions = { "dynamodb:Query", "dynamodb:GetItem" };
            static void Change(Dictionary<string, object> policy) => policy["Statement"] = new object();
            void M(string arn, int number, string[] actions, object[] statements, bool deny)
            {
                {{code}}
            }
        }
        """;
}
