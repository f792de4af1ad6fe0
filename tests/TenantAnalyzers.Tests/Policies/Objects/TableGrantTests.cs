namespace TenantAnalyzers.Tests.Policies.Objects;

public sealed class TableGrantTests
{
    [Theory]
    [InlineData("table.GrantReadData(role);", "table.GrantReadData")]
    [InlineData("table.GrantWriteData(role);", "table.GrantWriteData")]
    [InlineData("table.GrantReadWriteData(role);", "table.GrantReadWriteData")]
    [InlineData("table.GrantFullAccess(role);", "table.GrantFullAccess")]
    [InlineData("table.GrantStreamRead(role);", "table.GrantStreamRead")]
    [InlineData("table.Grant(role, \"dynamodb:DescribeTable\", \"dynamodb:Query\");", "table.Grant")]
    [InlineData("table.Grant(role, \"dynamodb:Get*\");", "table.Grant")]
    [InlineData("table.GrantStream(role, \"dynamodb:GetRecords\");", "table.GrantStream")]
    [InlineData("made.Grants.ReadData(role);", "made.Grants.ReadData")]
    [InlineData("made.Grants.Actions(role, \"dynamodb:Scan\");", "made.Grants.Actions")]
    [InlineData("var grant = table.GrantReadData(role); grant.AssertSuccess();", "table.GrantReadData")]
    [InlineData("table.GrantReadData(role).PrincipalStatements[0].AddCondition(\"StringEquals\", new Dictionary<string, object> { [\"aws:SourceVpc\"] = \"vpc-1\" });", "table.GrantReadData")]
    [InlineData("var grant = table.GrantReadData(role); other.PrincipalStatements[0].AddConditions(LeadingKeys);", "table.GrantReadData")]
    public async Task Grant_WholeTable_IsReportedAtTheMethod(string code, string place) => Assert.Equal(["TNT3008: " + place], await BuiltPolicies.Reports(InStack(code)));

    [Theory]
    [InlineData("table.GrantTableListStreams(role);")]
    [InlineData("table.Grant(role, \"dynamodb:DescribeTable\");")]
    [InlineData("table.Grant(role, actions);")]
    [InlineData("table.GrantStream(role, \"dynamodb:DescribeStream\");")]
    [InlineData("var grant = table.GrantReadData(role); grant.PrincipalStatements[0].AddCondition(\"ForAllValues:StringEquals\", new Dictionary<string, object> { [\"dynamodb:LeadingKeys\"] = \"${aws:PrincipalTag/TenantId}\" });")]
    [InlineData("var grant = table.GrantReadData(role); grant.PrincipalStatement!.AddConditions(LeadingKeys);")]
    [InlineData("table.GrantReadData(role).PrincipalStatements[0].AddConditions(LeadingKeys);")]
    [InlineData("foreach (var statement in table.GrantReadData(role).PrincipalStatements) statement.AddConditions(LeadingKeys);")]
    [InlineData("var statements = table.GrantReadData(role).PrincipalStatements; statements[0].AddConditions(conditions);")]
    public async Task Grant_NarrowedOrNoItems_IsSilent(string code) => Assert.Empty(await BuiltPolicies.Reports(InStack(code)));

    [Theory]
    [InlineData("table.GrantReadData(role);", "tenant_analyzers.shared_tables = Table")]
    [InlineData("made.GrantReadData(role);", "tenant_analyzers.shared_tables = orders")]
    [InlineData("table.GrantReadData(role);", "tenant_analyzers.isolation = table")]
    public async Task Grant_TableWithoutPooledTenants_IsSilent(string code, string config) => Assert.Empty(await BuiltPolicies.Reports(InStack(code), config));

    [Fact]
    public async Task Grant_OfAnotherAssembly_IsSilent()
    {
        var compilation = BuiltPolicies.Compile(InStack("table.GrantReadData(role);"), BuiltPolicies.Stub("Amazon.CDK.Lookalike", Stubs.Cdk));
        Assert.Empty(await BuiltPolicies.Diagnostics(compilation));
    }

    private static string InStack(string code) => $$"""
        using Amazon.CDK.AWS.DynamoDB; using Amazon.CDK.AWS.IAM; using Constructs;
        class Stack : Construct
        {
            static readonly Dictionary<string, object> LeadingKeys = new() { ["ForAllValues:StringEquals"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "${aws:PrincipalTag/TenantId}" } };
            void M(ITable table, Role role, Grant other, string[] actions, Dictionary<string, object> conditions)
            {
                var made = new Table(this, "Made", new TableProps { TableName = "orders" });
                {{code}}
            }
        }
        """;
}
