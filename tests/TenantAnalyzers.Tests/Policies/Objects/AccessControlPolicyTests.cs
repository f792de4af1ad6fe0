namespace TenantAnalyzers.Tests.Policies.Objects;

/// <summary>The SDK's policy classes: what the reader makes of each way to fill them, as <c>Policy.ToJson</c> would write it.</summary>
public sealed class AccessControlPolicyTests
{
    private const string Whole = "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['dynamodb:GetItem','dynamodb:Query'],'Resource':['«arn»'],'Condition':{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['${aws:PrincipalTag/TenantId}']}}}]}";

    [Theory]
    [InlineData("""
        var policy = new Policy().WithStatements(new Statement(Statement.StatementEffect.Allow)
            .WithActionIdentifiers("dynamodb:GetItem", new ActionIdentifier("dynamodb:Query"))
            .WithResources(new Resource(arn))
            .WithConditions(new Condition("ForAllValues:StringEquals", "dynamodb:LeadingKeys", "${aws:PrincipalTag/TenantId}")));
        """)]
    [InlineData("""
        var statement = new Statement(Statement.StatementEffect.Allow);
        statement.Actions.Add("dynamodb:GetItem");
        statement.Actions.Add(new ActionIdentifier("dynamodb:Query"));
        statement.Resources.Add(new Resource(arn));
        statement.Conditions.Add(new Condition { Type = "ForAllValues:StringEquals", ConditionKey = "dynamodb:LeadingKeys", Values = new[] { "${aws:PrincipalTag/TenantId}" } });
        var policy = new Policy("Tenant");
        policy.Statements.Add(statement);
        Console.WriteLine(policy.ToJson());
        """)]
    [InlineData("""
        var policy = new Policy
        {
            Statements =
            {
                new Statement(Statement.StatementEffect.Allow)
                {
                    Id = "Read",
                    Actions = new List<ActionIdentifier> { "dynamodb:GetItem", "dynamodb:Query" },
                    Resources = { new(arn) },
                    Conditions = [new("ForAllValues:StringEquals", "dynamodb:LeadingKeys", ["${aws:PrincipalTag/TenantId}"])],
                },
            },
        };
        """)]
    [InlineData("""
        var statements = new List<Statement>();
        Statement statement = new(Statement.StatementEffect.Allow);
        statement.WithActionIdentifiers(new("dynamodb:GetItem"), new("dynamodb:Query"));
        statement.Resources = new List<Resource> { new Resource(arn) };
        var condition = new Condition("ForAllValues:StringEquals", "dynamodb:LeadingKeys", "${aws:PrincipalTag/TenantId}");
        statement.WithConditions(condition);
        statements.Add(statement);
        Policy policy = new("Tenant", statements);
        """)]
    public void Policy_Form_IsReadAsItWritesItself(string code) => Assert.Equal(Whole, BuiltPolicies.Text(InMethod(code)));

    [Theory]
    [InlineData("new Condition(\"StringEquals\", \"aws:SourceVpc\", \"a\"), new Condition(\"StringEquals\", \"aws:SourceVpc\", \"b\")", "{'StringEquals':{'aws:SourceVpc':['a','b']}}")]
    [InlineData("ConditionFactory.NewCondition(ConditionFactory.StringComparisonType.StringLike, \"dynamodb:LeadingKeys\", arn)", "{'StringLike':{'dynamodb:LeadingKeys':['«arn»']}}")]
    [InlineData("ConditionFactory.NewCondition(\"aws:MultiFactorAuthPresent\", true)", "{'Bool':{'aws:MultiFactorAuthPresent':[true]}}")]
    [InlineData("ConditionFactory.NewSecureTransportCondition()", "{'Bool':{'aws:SecureTransport':['true']}}")]
    [InlineData("ConditionFactory.NewIpAddressCondition(\"10.0.0.0/8\")", "{'IpAddress':{'aws:SourceIp':['10.0.0.0/8']}}")]
    [InlineData("ConditionFactory.NewConditionUtc(ConditionFactory.DateComparisonType.DateLessThan, DateTime.UtcNow)", "{'DateLessThan':{'aws:CurrentTime':['«ConditionFactory.NewConditionUtc(ConditionFactory.DateComparisonType.DateLessThan, DateTime.UtcNow)»']}}")]
    [InlineData("Tenant()", "'«Tenant()»'")]
    public void Condition_Form_IsRead(string condition, string json) => Assert.Contains(
        "'Condition':" + json + "}",
        BuiltPolicies.Text(InMethod($$"""var s = new Statement(Statement.StatementEffect.Allow) { Actions = { "dynamodb:GetItem" }, Resources = { new Resource("*") } }.WithConditions({{condition}});""")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("policy.Version = \"2008-10-17\";", "{'Version':'2008-10-17',")]
    [InlineData("", "{'Version':'2012-10-17',")]
    public void Policy_Version_IsWrittenUnlessSet(string set, string json) => Assert.StartsWith(
        json,
        BuiltPolicies.Text(InMethod($$"""var policy = new Policy(); {{set}} policy.WithStatements(new Statement(Statement.StatementEffect.Deny).WithActionIdentifiers("dynamodb:*").WithResources(new Resource("*")));""")),
        StringComparison.Ordinal);

    [Fact]
    public void Statement_Alone_IsADocumentWithTheDeniesOfItsMember() => Assert.Equal(
        [
            "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['dynamodb:GetItem'],'Resource':['*']},{'Effect':'Deny','Action':['dynamodb:GetItem'],'Resource':['*']}]}",
            "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Action':['dynamodb:GetItem'],'Resource':['*']}]}",
        ],
        BuiltPolicies.Texts(InMethod("""
            target.Statements.Add(new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers("dynamodb:GetItem").WithResources(new Resource("*")));
            target.Statements.Add(new Statement(Statement.StatementEffect.Deny).WithActionIdentifiers("dynamodb:GetItem").WithResources(new Resource("*")));
            """)));

    [Theory]
    [InlineData("""foreach (var action in actions) statement.Actions.Add(action);""")]
    [InlineData("""if (actions.Length > 0) statement.WithConditions(new Condition("StringEquals", "dynamodb:LeadingKeys", arn));""")]
    [InlineData("""Restrict(statement);""")]
    [InlineData("""var conditions = statement.Conditions; conditions.Add(new Condition("StringEquals", "dynamodb:LeadingKeys", arn));""")]
    [InlineData("""statement.Conditions.Clear();""")]
    [InlineData("""statement = new Statement(Statement.StatementEffect.Deny);""")]
    [InlineData("""Action add = () => statement.Conditions.Add(Tenant());""")]
    public void Statement_ChangedWhereItIsNotSeen_IsNotJudged(string change) => Assert.DoesNotContain(
        BuiltPolicies.Texts(InMethod($$"""
            var statement = new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers("dynamodb:GetItem").WithResources(new Resource(arn));
            {{change}}
            target.Statements.Add(statement);
            """)),
        static text => text.Contains("'Allow'", StringComparison.Ordinal));

    [Theory]
    [InlineData("""foreach (var action in actions) policy.Statements.Add(new Statement(Statement.StatementEffect.Deny).WithActionIdentifiers(action).WithResources(new Resource("*")));""")]
    [InlineData("""policy.Statements = Statements();""")]
    [InlineData("""policy.Statements.Add(Statements()[0]); policy.Statements.RemoveAt(0);""")]
    public void Policy_StatementsNotSeen_IsNotJudged(string change) => Assert.Empty(BuiltPolicies.Texts(InMethod($$"""
        var policy = new Policy();
        policy.Statements.Add(new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers("dynamodb:GetItem").WithResources(new Resource("*")));
        {{change}}
        """)));

    [Fact]
    public void ActionIdentifiers_OfVersion3_AreTheirActions() => Assert.Contains(
        "'Action':['dynamodb:GetItem','dynamodb:*']",
        Assert.Single(BuiltPolicies.Read(BuiltPolicies.Compile(
            """
            using Amazon.Auth.AccessControlPolicy; using Amazon.Auth.AccessControlPolicy.ActionIdentifiers;
            class C { object M() => new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers(DynamoDBActionIdentifiers.GetItem, DynamoDBActionIdentifiers.AllDynamoDBActions).WithResources(new Resource("*")); }
            """,
            BuiltPolicies.Stub("AWSSDK.Core", Stubs.CoreOfVersion3)))).Text.Replace('"', '\''),
        StringComparison.Ordinal);

    [Fact]
    public void Statement_OfAnotherAssembly_IsNoPolicy() => Assert.Empty(BuiltPolicies.Read(BuiltPolicies.Compile(
        """
        using Amazon.Auth.AccessControlPolicy;
        class C { object M() => new Statement(Statement.StatementEffect.Allow).WithActionIdentifiers(new ActionIdentifier("dynamodb:*")).WithResources(new Resource("*")); }
        """,
        BuiltPolicies.Stub("Lookalike", Stubs.CoreOfVersion3))));

    private static string InMethod(string code) => $$"""
        using Amazon.Auth.AccessControlPolicy;
        class C
        {
            static void Restrict(Statement statement) => statement.Conditions.Add(Tenant());
            static Condition Tenant() => new Condition("StringEquals", "dynamodb:LeadingKeys", "x");
            static IList<Statement> Statements() => throw new Exception();
            void M(string arn, string[] actions, Policy target)
            {
                {{code}}
            }
        }
        """;
}
