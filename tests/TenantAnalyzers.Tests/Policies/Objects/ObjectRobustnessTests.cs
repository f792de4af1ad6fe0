using System.Text;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tests.Policies.Objects;

/// <summary>Code that is being typed, or is odd, or long: no exception, and no work without end.</summary>
public sealed class ObjectRobustnessTests
{
    private const string Sample = """
        using Amazon.Auth.AccessControlPolicy; using Amazon.CDK.AWS.DynamoDB;
        class Part { public string Effect { get; set; } = "Allow"; [JsonPropertyName("Action")] public List<string> Actions { get; } = new(); }
        record Doc(string Version, Part[] Statement);
        class C
        {
            static readonly string[] Keys = { "a", "b" };
            void M(ITable table, Amazon.CDK.AWS.IAM.Role role, string arn, Policy target)
            {
                var json = JsonSerializer.Serialize(new { Version = "2012-10-17", Statement = new[] { new { Effect = "Allow", Action = new List<string> { "dynamodb:*" }, Resource = $"{arn}/index/*",
                    Condition = new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, string[]> { { "dynamodb:LeadingKeys", Keys } } } } } });
                var node = new JsonObject { ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow" }) };
                var own = new Doc("2012-10-17", [new Part { Actions = { "dynamodb:GetItem", arn } }]);
                var statement = new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers("dynamodb:GetItem").WithResources(new Resource(arn));
                statement.Conditions.Add(ConditionFactory.NewCondition(ConditionFactory.StringComparisonType.StringLike, "dynamodb:LeadingKeys", arn));
                var policy = new Policy { Statements = { statement } };
                var cdk = new Amazon.CDK.AWS.IAM.PolicyStatement(new Amazon.CDK.AWS.IAM.PolicyStatementProps { Actions = new[] { "dynamodb:Query" }, Resources = [table.TableArn, .. Keys] });
                cdk.AddCondition("StringEquals", new Dictionary<string, object>());
                var grant = table.GrantReadData(role);
                grant.PrincipalStatements[0].AddConditions(new Dictionary<string, object>());
                target.Statements.Add(statement);
            }
        }
        """;

    [Fact]
    public async Task Source_ThirdsOfTokensDeleted_DoesNotThrow()
    {
        var compilation = BuiltPolicies.Compile(Sample);
        var tree = compilation.SyntaxTrees.Single();
        var text = tree.ToString();
        foreach (var token in tree.GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(static token => token.Span.Length > 0 && token.SpanStart % 3 == 0))
            await BuiltPolicies.Diagnostics(compilation.WithSource(text.Remove(token.SpanStart, token.Span.Length)));
    }

    [Fact]
    public async Task Source_CutOffAnywhere_DoesNotThrow()
    {
        var compilation = BuiltPolicies.Compile(Sample);
        var text = compilation.SyntaxTrees.Single().ToString();
        for (var length = 300; length < text.Length; length += 31)
            await BuiltPolicies.Diagnostics(compilation.WithSource(text[..length]));
    }

    [Theory]
    [InlineData("var p = p; new { Statement = p };")]
    [InlineData("string a = b, b = a; var p = new { Statement = new { Effect = a, Action = b, Resource = a + b } };")]
    [InlineData("var d = new Dictionary<string, object>(); d[\"Statement\"] = d;")]
    [InlineData("var d = new Dictionary<string, object> { [\"Statement\"] = new List<object>() }; ((List<object>)d[\"Statement\"]).Add(d);")]
    [InlineData("var s = s.AddCondition(s); var p = new PolicyStatement(s);")]
    [InlineData("object o = new { Statement = (object)null, null };")]
    [InlineData("var p = new { Statement, Effect = default(string) };")]
    [InlineData("new Policy(); new Statement(); new PolicyStatement(1, 2); new PolicyDocument { X = }; PolicyStatement.FromJson();")]
    public async Task Source_OddOrCircular_DoesNotThrow(string code) => await BuiltPolicies.Diagnostics(BuiltPolicies.Compile($$"""
        using Amazon.Auth.AccessControlPolicy;
        class C { static readonly string x = y; static readonly string y = x; object Statement => new { Statement }; void M() { {{code}} object q = new { Statement = new { Effect = x, Action = y } }; } }
        """));

    [Fact]
    public async Task Source_LongAndDeep_IsReadInBounds()
    {
        var deep = new StringBuilder("1");
        for (var i = 0; i < 60; i++)
            deep.Insert(0, "new { Effect = \"Allow\", Statement = new object[] { ").Append(" } }");
        var sum = string.Join(" + ", Enumerable.Repeat("arn", 1000));
        var statements = string.Join("\n", Enumerable.Repeat("target.Statements.Add(new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers(\"dynamodb:GetItem\").WithResources(new Resource(arn)));", 60));
        var reports = await BuiltPolicies.Reports($$"""
            using Amazon.Auth.AccessControlPolicy;
            class C { void M(string arn, Policy target) { object deep = {{deep}}; object sum = new { Statement = new { Effect = "Allow", Action = "dynamodb:Query", Resource = {{sum}} } }; {{statements}} } }
            """);
        Assert.Equal(60, reports.Count(static report => report.StartsWith("TNT3001: new Statement", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Analyzer_WithoutAws_FindsNothing() =>
        Assert.Empty(await BuiltPolicies.Diagnostics(BuiltPolicies.Compile(
            "class C { object M() => new { Statement = new { Effect = \"Allow\", Action = \"dynamodb:*\", Resource = \"*\" } }; }",
            BuiltPolicies.Stub("Other", "class D { }"))));

    [Fact]
    public async Task TopLevelStatements_StatementChanged_AreRead() => Assert.Single(await BuiltPolicies.Reports("""
        // top-level
        using Amazon.Auth.AccessControlPolicy;
        var policy = new Dictionary<string, object>();
        policy["Version"] = "2012-10-17";
        policy["Statement"] = new { Effect = "Allow", Action = "dynamodb:Query", Resource = "*" };
        var statement = new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers("dynamodb:GetItem");
        """));
}
