namespace TenantAnalyzers.Tests.Policies.Objects;

/// <summary>What is reported of policies that code builds, and where.</summary>
public sealed class ObjectReportTests
{
    private const string Conditions = """new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = new[] { "${aws:PrincipalTag/TenantId}" } }""";

    [Theory]
    [InlineData("", "TNT3001: new { Effect = \"Allow\", Action = \"dynamodb:Query\", Resource = arn }")]
    [InlineData(", Condition = " + Conditions + ", [\"Null\"] = new Dictionary<string, string> { [\"dynamodb:LeadingKeys\"] = \"false\" } }")]
    [InlineData(", Condition = condition")]
    [InlineData(", Condition = new Dictionary<string, object> { [\"ForAllValues:StringEquals\"] = new Dictionary<string, object> { [\"dynamodb:LeadingKeys\"] = \"acme\" } }", "TNT3004: *")]
    [InlineData(", Condition = new Dictionary<string, object> { [\"ForAllValues:StringEquals\"] = new Dictionary<string, object> { [\"dynamodb:LeadingKeys\"] = tenantId } }")]
    [InlineData(", Condition = new Dictionary<string, object> { [\"ForAllValues:StringLike\"] = new Dictionary<string, object> { [\"dynamodb:LeadingKeys\"] = \"${aws:PrincipalTag/TenantId}*\" } }", "TNT3003: *")]
    [InlineData(", Condition = new Dictionary<string, object> { [\"ForAllValues:StringEquals\"] = new Dictionary<string, object> { [\"dynamodb: LeadingKeys\"] = \"${aws:PrincipalTag/TenantId}\" } }", "TNT3*: *")]
    [InlineData(", Principl = \"*\"", "TNT3007: *")]
    public async Task Serialised_Condition_IsJudged(string rest, string? report = null)
    {
        var reports = await BuiltPolicies.Reports($$"""
            class C { string M(string arn, string tenantId, object condition) => JsonSerializer.Serialize(new { Version = "2012-10-17", Statement = new[] { new { Effect = "Allow", Action = "dynamodb:Query", Resource = arn{{rest}} } } }); }
            """);
        Expect(report, reports);
    }

    [Theory]
    [InlineData("", "TNT3001: *")]
    [InlineData(".WithConditions(new Condition(\"StringEquals\", \"dynamodb:LeadingKeys\", \"x\"))")]
    [InlineData(".WithConditions(new Condition(\"ForAllValues:StringEquals\", \"dynamodb:LeadingKeys\", \"x\"))", "TNT3004: *")]
    [InlineData(".WithConditions(new Condition(\"ForAllValues:StringEquals\", \"dynamodb:LeadingKeys\", tenantId), new Condition(\"Null\", \"dynamodb:LeadingKeys\", \"false\"))")]
    public async Task AccessControl_Condition_IsJudged(string rest, string? report = null)
    {
        var reports = await BuiltPolicies.Reports($$"""
            using Amazon.Auth.AccessControlPolicy;
            class C { string M(string arn, string tenantId) => new Policy().WithStatements(new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers("dynamodb:Query").WithResources(new Resource(arn)){{rest}}).ToJson(); }
            """);
        Expect(report, reports);
        Assert.All(reports, static found => Assert.EndsWith(": new Statement(Statement.StatementEffect.Allow)", found, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "TNT3001: *")]
    [InlineData("statement.AddConditions(" + Conditions + " });")]
    [InlineData("statement.AddConditions(" + Conditions + ", [\"Null\"] = new Dictionary<string, string> { [\"dynamodb:LeadingKeys\"] = \"false\" } });")]
    [InlineData("statement.Effect = Effect.DENY;")]
    [InlineData("role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Effect = Effect.DENY, Actions = new[] { \"dynamodb:*\" }, Resources = new[] { \"*\" } }));")]
    public async Task Cdk_Statement_IsJudged(string change, string? report = null)
    {
        var reports = await BuiltPolicies.Reports($$"""
            using Amazon.CDK.AWS.DynamoDB; using Amazon.CDK.AWS.IAM;
            class C { void M(ITable table, Role role) { var statement = new PolicyStatement(new PolicyStatementProps { Actions = new[] { "dynamodb:Query" }, Resources = new[] { table.TableArn, $"{table.TableArn}/index/*" } }); {{change}} role.AddToPolicy(statement); } }
            """);
        Expect(report, reports);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("[TenantAnalyzers.CrossTenant(\"the nightly export\")]", false)]
    public async Task Site_CrossTenant_IsSilent(string attribute, bool isReported)
    {
        var reports = await BuiltPolicies.Reports($$"""
            namespace TenantAnalyzers { class CrossTenantAttribute(string justification) : Attribute { public string Justification => justification; } }
            class C { {{attribute}} object M() => new { Version = "2012-10-17", Statement = new { Effect = "Allow", Action = "dynamodb:*", Resource = "*" } }; }
            """);
        Assert.Equal(isReported, !reports.IsEmpty);
    }

    [Fact]
    public async Task Statement_SharedTableOfTheCdk_IsSilent()
    {
        const string Source = """
            using Amazon.CDK.AWS.DynamoDB; using Amazon.CDK.AWS.IAM; using Constructs;
            class C : Construct { void M(Role role) { var catalog = new Table(this, "Catalog"); role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = new[] { "dynamodb:Query" }, Resources = new[] { catalog.TableArn } })); } }
            """;
        Assert.Single(await BuiltPolicies.Reports(Source));
        Assert.Empty(await BuiltPolicies.Reports(Source, "tenant_analyzers.shared_tables = catalog"));
    }

    [Theory]
    [InlineData("PolicyStatement Read() => new PolicyStatement(new PolicyStatementProps { Actions = new[] { \"dynamodb:Query\" }, Resources = new[] { \"*\" } });", 1)]
    [InlineData("PolicyStatement Read() => new PolicyStatement(new PolicyStatementProps { Actions = new[] { \"dynamodb:Query\" }, Resources = new[] { \"*\" } }); void Narrow() { var read = Read(); read.AddCondition(\"StringEquals\", new Dictionary<string, object>()); }", 0)]
    [InlineData("readonly PolicyStatement read = new PolicyStatement(new PolicyStatementProps { Actions = new[] { \"dynamodb:Query\" }, Resources = new[] { \"*\" } }); void M() { var other = new PolicyStatement(); other.AddCondition(\"StringEquals\", new Dictionary<string, object>()); }", 1)]
    [InlineData("readonly PolicyStatement read = new PolicyStatement(new PolicyStatementProps { Actions = new[] { \"dynamodb:Query\" }, Resources = new[] { \"*\" } }); void M() => read.AddCondition(\"StringEquals\", new Dictionary<string, object>());", 0)]
    public async Task Statement_HandedOut_IsJudgedUnlessItMayBeNarrowed(string members, int reports) =>
        Assert.Equal(reports, (await BuiltPolicies.Reports($$"""using Amazon.CDK.AWS.IAM; class C { {{members}} }""")).Length);

    [Theory]
    [InlineData(2048, 0)]
    [InlineData(2049, 1)]
    public async Task SessionPolicy_Length_IsLimited(int length, int reports)
    {
        var found = await BuiltPolicies.Reports($$"""
            using Amazon.SecurityToken.Model;
            class C { AssumeRoleRequest M() => new AssumeRoleRequest { RoleArn = "x", Policy = "{{new string(' ', length)}}" }; }
            """);
        Assert.Equal(reports, found.Length);
        Assert.All(found, static report => Assert.StartsWith("TNT3007: \" ", report, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("class AssumeRoleRequest { public string? Policy; } class C { object M() => new AssumeRoleRequest { Policy = LONG }; }")]
    [InlineData("class C { object M(string hole) => new Amazon.SecurityToken.Model.AssumeRoleRequest { Policy = LONG + hole }; }")]
    public async Task SessionPolicy_LengthNotCertainOrAnotherType_IsSilent(string source) =>
        Assert.Empty(await BuiltPolicies.Reports(source.Replace("LONG", '"' + new string(' ', 3000) + '"', StringComparison.Ordinal)));

    private static void Expect(string? report, IEnumerable<string> reports)
    {
        if (report is null)
        {
            Assert.Empty(reports);
            return;
        }

        var found = Assert.Single(reports);
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(report).Replace("\\*", ".*", StringComparison.Ordinal), found);
    }
}
