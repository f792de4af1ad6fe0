namespace TenantAnalyzers.Tests.Policies.Objects;

/// <summary>The CDK's statements and documents: what the reader makes of each way to fill them.</summary>
public sealed class CdkPolicyTests
{
    private const string Whole = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['dynamodb:GetItem','dynamodb:Query'],'Resource':['arn:aws:dynamodb:«table.TableArn»:«table.TableArn»:table/«table.TableArn»','arn:aws:dynamodb:«table.TableArn»:«table.TableArn»:table/«table.TableArn»/index/*'],'Condition':{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['${aws:PrincipalTag/TenantId}']}}}]}";

    [Theory]
    [InlineData("""
        role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
        {
            Effect = Effect.ALLOW,
            Actions = new[] { "dynamodb:GetItem", "dynamodb:Query" },
            Resources = new[] { table.TableArn, $"{table.TableArn}/index/*" },
            Conditions = new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = new[] { "${aws:PrincipalTag/TenantId}" } } },
        }));
        """)]
    [InlineData("""
        var statement = new PolicyStatement();
        statement.AddActions("dynamodb:GetItem", "dynamodb:Query");
        statement.AddResources(table.TableArn, table.TableArn + "/index/*");
        statement.AddCondition("ForAllValues:StringEquals", new Dictionary<string, object> { { "dynamodb:LeadingKeys", new[] { "${aws:PrincipalTag/TenantId}" } } });
        role.AddToPolicy(statement);
        """)]
    [InlineData("""
        var props = new PolicyStatementProps { Actions = ["dynamodb:GetItem"], Resources = new[] { table.TableArn } };
        PolicyStatement statement = new(props);
        statement.AddActions("dynamodb:Query");
        statement.AddResources($"{table.TableArn}/index/*");
        statement.AddConditions(new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, string> { ["dynamodb:LeadingKeys"] = "other" } });
        statement.AddCondition("ForAllValues:StringEquals", new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "${aws:PrincipalTag/TenantId}" });
        """)]
    [InlineData("""
        var document = new PolicyDocument(new PolicyDocumentProps
        {
            Statements = new[] { new PolicyStatement(new PolicyStatementProps { Actions = new[] { "dynamodb:GetItem", "dynamodb:Query" }, Resources = new[] { table.TableArn, $"{table.TableArn}/index/*" },
                Conditions = new Dictionary<string, object> { ["ForAllValues:StringEquals"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "${aws:PrincipalTag/TenantId}" } } }) },
        });
        """)]
    [InlineData("""
        var document = new PolicyDocument();
        var statement = new PolicyStatement(new PolicyStatementProps { Actions = new[] { "dynamodb:GetItem", "dynamodb:Query" }, Resources = new[] { table.TableArn, $"{table.TableArn}/index/*" } });
        document.AddStatements(statement);
        statement.AddCondition("ForAllValues:StringEquals", new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "${aws:PrincipalTag/TenantId}" });
        """)]
    public void Statement_Form_IsReadAsTheCdkWritesIt(string code) => Assert.Equal(Whole, BuiltPolicies.Text(InStack(code)));

    [Theory]
    [InlineData("PolicyStatement.FromJson(new Dictionary<string, object> { [\"Effect\"] = \"Allow\", [\"Action\"] = \"dynamodb:GetItem\", [\"Resource\"] = table.TableName });")]
    [InlineData("var d = new PolicyDocument(new PolicyDocumentProps { Statements = [PolicyStatement.FromJson(new Dictionary<string, object> { [\"Effect\"] = \"Allow\", [\"Action\"] = \"dynamodb:GetItem\", [\"Resource\"] = table.TableName })] });")]
    [InlineData("PolicyDocument.FromJson(new Dictionary<string, object> { [\"Version\"] = \"2012-10-17\", [\"Statement\"] = new[] { new Dictionary<string, object> { [\"Effect\"] = \"Allow\", [\"Action\"] = \"dynamodb:GetItem\", [\"Resource\"] = table.TableName } } });")]
    public void FromJson_Objects_AreRead(string code) =>
        Assert.Equal("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'«table.TableName»'}]}", BuiltPolicies.Text(InStack(code)));

    [Theory]
    [InlineData("var t = new Table(this, \"Orders\", new TableProps { TableName = \"orders\" });", "table/orders'")]
    [InlineData("var t = new Table(this, \"Orders\");", "table/Orders'")]
    [InlineData("var t = Table.FromTableName(this, \"Orders\", \"orders\");", "table/orders'")]
    [InlineData("var t = tables[0];", "table/«t.TableArn»'")]
    public void TableArn_TableSeen_HasItsName(string table, string part) => Assert.Contains(
        part,
        BuiltPolicies.Text(InStack(table + """ role.AddToPolicy(new PolicyStatement(new PolicyStatementProps { Actions = new[] { "dynamodb:Query" }, Resources = new[] { t.TableArn } }));""")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("if (isProduction) statement.AddConditions(conditions);")]
    [InlineData("statement.AddConditions(conditions);", true)]
    [InlineData("foreach (var action in actions) statement.AddActions(action);")]
    [InlineData("Narrow(statement);")]
    [InlineData("narrowed = statement;")]
    [InlineData("var copy = statement.Copy(new PolicyStatementProps { Conditions = conditions });")]
    public void Statement_ChangedWhereItIsNotSeen_IsNotJudged(string change, bool isHole = false)
    {
        var texts = BuiltPolicies.Texts(InStack("""var statement = new PolicyStatement(new PolicyStatementProps { Actions = new[] { "dynamodb:Query" }, Resources = new[] { table.TableArn } }); """ + change));
        if (isHole)
            Assert.Contains("'Condition':'«", Assert.Single(texts), StringComparison.Ordinal);
        else
            Assert.Empty(texts);
    }

    [Theory]
    [InlineData("new PolicyStatement();")]
    [InlineData("new PolicyStatement(props);")]
    [InlineData("new PolicyStatement(new PolicyStatementProps { Actions = new[] { \"dynamodb:Query\" } });")]
    public void Statement_NotWhole_IsNotJudged(string code) => Assert.Empty(BuiltPolicies.Texts(InStack(code)));

    private static string InStack(string code) => $$"""
        using Amazon.CDK.AWS.DynamoDB; using Amazon.CDK.AWS.IAM; using Constructs;
        class Stack : Construct
        {
            PolicyStatement? narrowed;
            void Narrow() => narrowed!.AddCondition("StringEquals", new Dictionary<string, object>());
            static void Narrow(PolicyStatement statement) => statement.AddCondition("StringEquals", new Dictionary<string, object>());
            void M(ITable table, ITable[] tables, Role role, string[] actions, bool isProduction, Dictionary<string, object> conditions, PolicyStatementProps props)
            {
                {{code}}
            }
        }
        """;
}
