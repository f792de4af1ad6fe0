namespace TenantAnalyzers.Iam.Tests.Isolation;

public sealed class IsolationProverTests
{
    private const string Orders = "arn:aws:dynamodb:us-east-1:123456789012:table/Orders";

    /// <summary>Statement; the witness in words, without its principal.</summary>
    public static TheoryData<string, string> Reports => new()
    {
        // Actions: exact, wildcard, other case, NotAction.
        { Allow("\"dynamodb:GetItem\""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { Allow("\"DYNAMODB:getitem\""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { Allow("[\"dynamodb:GetItem\",\"dynamodb:Query\"]"), $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
        { Allow("\"dynamodb:*\""), $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
        { Allow("\"*\""), $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
        { Allow("\"dynamodb:*Item\""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { Allow("\"dynamodb:Get*\""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { Allow("[\"dynamodb:?canX\",\"dynamodb:?can\"]"), $"`dynamodb:Scan` every tenant's items on `{Orders}`" },
        { Allow("\"dynamodb:Scan\""), $"`dynamodb:Scan` every tenant's items on `{Orders}`" },
        { Allow("\"dynamodb:S*\""), $"`dynamodb:Scan` every tenant's items on `{Orders}`" },
        { Allow("\"dynamodb:PartiQL*\""), $"`dynamodb:PartiQLSelect` leading key `globex` on `{Orders}`" },
        { Allow("\"dynamodb:Batch*\""), $"`dynamodb:BatchGetItem` leading key `globex` on `{Orders}`" },
        { Allow("\"dynamodb:PutItem\""), $"`dynamodb:PutItem` leading key `globex` on `{Orders}`" },
        { """{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
        { """{"Effect":"Allow","NotAction":["dynamodb:Query","dynamodb:Get*"],"Resource":"*"}""", $"`dynamodb:BatchGetItem` leading key `globex` on `{Orders}`" },
        { """{"Effect":"Allow","Action":["dynamodb:DescribeTable","s3:*","dynamodb:Query"],"Resource":"*"}""", $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
        // Resources: patterns, indexes, several, NotResource.
        { On("arn:aws:dynamodb:us-east-1:123456789012:table/App"), "`dynamodb:GetItem` leading key `globex` on `arn:aws:dynamodb:us-east-1:123456789012:table/App`" },
        { On("arn:aws:dynamodb:*:*:table/*"), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { On("arn:aws:dynamodb:eu-*:999999999999:table/shop-*"), "`dynamodb:GetItem` leading key `globex` on `arn:aws:dynamodb:eu-west-1:999999999999:table/shop-Orders`" },
        { On("arn:aws-cn:dynamodb:cn-north-1:*:table/App"), "`dynamodb:GetItem` leading key `globex` on `arn:aws-cn:dynamodb:cn-north-1:123456789012:table/App`" },
        { On("arn:*:dynamodb:*:*:*"), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { On("arn:aws:dynamodb:us-east-1:123456789012:t*p?"), "`dynamodb:GetItem` leading key `globex` on `arn:aws:dynamodb:us-east-1:123456789012:table/px`" },
        { On("arn:aws:dynamodb:us-east-1:123456789012:table/Inv*"), "`dynamodb:GetItem` leading key `globex` on `arn:aws:dynamodb:us-east-1:123456789012:table/Invoices`" },
        { Allow("\"dynamodb:Query\"", "arn:aws:dynamodb:us-east-1:123456789012:table/App/index/*"), "`dynamodb:Query` leading key `globex` on `arn:aws:dynamodb:us-east-1:123456789012:table/App/index/Orders`" },
        { Allow("\"dynamodb:*\"", "arn:aws:dynamodb:us-east-1:1:table/App/index/by-mail"), "`dynamodb:Query` leading key `globex` on `arn:aws:dynamodb:us-east-1:1:table/App/index/by-mail`" },
        { Allow("\"dynamodb:SearchVectors\"", "*"), $"`dynamodb:SearchVectors` every tenant's items on `{Orders}/index/by-status`" },
        { """{"Effect":"Allow","Action":"dynamodb:*","Resource":["arn:aws:s3:::b/*","arn:aws:dynamodb:us-east-1:1:table/App"]}""", "`dynamodb:Query` leading key `globex` on `arn:aws:dynamodb:us-east-1:1:table/App`" },
        { """{"Effect":"Allow","Action":"dynamodb:*","NotResource":"arn:aws:dynamodb:*:*:table/Orders*"}""", $"`dynamodb:Query` leading key `globex` on `{Orders[..^6]}Customers`" },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":["arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId}","arn:aws:dynamodb:us-east-1:1:table/Shared"]}""", "`dynamodb:GetItem` leading key `globex` on `arn:aws:dynamodb:us-east-1:1:table/Shared`" },
        // Conditions that bind the caller or the columns (traps 21 to 24 and 28 of the fine-grained access guide's reading).
        { If("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"StringEquals":{"aws:PrincipalOrgID":"o-1"},"Null":{"aws:PrincipalTag/TenantId":"false"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"StringEquals":{"dynamodb:Select":"SPECIFIC_ATTRIBUTES"},"ForAllValues:StringEquals":{"dynamodb:Attributes":["a"]}}""", "dynamodb:Query"), $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
        { If("""{"ForAllValues:StringEquals":{"dynamodb:SecondPartitionKeyValues":"${aws:PrincipalTag/TenantId}"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"ForAllValues:StringEquals":{"dynamodb:LeadingKey":"${aws:PrincipalTag/TenantId}"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"ForAllValues:StringEquals":{"dynamodb: LeadingKeys":"${aws:PrincipalTag/TenantId}"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"ForAllValues:StringEquals":{"LeadingKeys":"${aws:PrincipalTag/TenantId}"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"StringEqualsIfExists":{"s3:prefix":"x"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"StringEquals":{"aws:ResourceTag/env":"prod"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"StringEquals":{"cognito-identity.amazonaws.com:aud":"pool"}}"""), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        { If("""{"Bool":{"dynamodb:FullTableScan":"false"}}""", "dynamodb:PartiQLSelect"), $"`dynamodb:PartiQLSelect` leading key `globex` on `{Orders}`" },
        { If("{}"), $"`dynamodb:GetItem` leading key `globex` on `{Orders}`" },
        // Resource policies of anyone, or of named callers.
        { """{"Effect":"Allow","Principal":"*","Action":"dynamodb:Query","Resource":"*"}""", $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
        { """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:role/App"},"Action":"dynamodb:Query","Resource":"*"}""", $"`dynamodb:Query` leading key `globex` on `{Orders}`" },
    };

    /// <summary>Statement; verdict.</summary>
    public static TheoryData<string, IsolationVerdict> Silent => new()
    {
        // Any word on the leading keys: how good it is, is another rule's question.
        { If("""{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]}}"""), IsolationVerdict.Isolated },
        { If("""{"Null":{"dynamodb:LeadingKeys":"true"}}"""), IsolationVerdict.Isolated },
        { If("""{"NoOperator":{"dynamodb:LeadingKeys":"x"}}"""), IsolationVerdict.CannotTell },
        // No item action.
        { Allow("\"dynamodb:DescribeTable\""), IsolationVerdict.NotConcerned },
        { Allow("[\"dynamodb:List*\",\"dynamodb:Describe*\",\"dynamodb:CreateTable\"]"), IsolationVerdict.NotConcerned },
        { Allow("[\"dynamodb:GetRecords\",\"dynamodb:ExportTableToPointInTime\",\"dynamodb:NewAction\"]"), IsolationVerdict.NotConcerned },
        { Allow("[\"s3:*\",\"dax:GetItem\",\"GetItem\",\"dynamodbx:GetItem\"]"), IsolationVerdict.NotConcerned },
        { Allow("[]"), IsolationVerdict.NotConcerned },
        { """{"Effect":"Allow","NotAction":"dynamodb:*","Resource":"*"}""", IsolationVerdict.NotConcerned },
        { """{"Effect":"Deny","Action":"dynamodb:*","Resource":"*"}""", IsolationVerdict.NotConcerned },
        { """{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}""", IsolationVerdict.NotConcerned },
        // No table or index.
        { On("arn:aws:s3:::bucket/*"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/App/stream/*"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:backup/*"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb::1:global-table/App"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb:::table/App"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/{0}"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/${$}*"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:TABLE/App"), IsolationVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/App/index/x"), IsolationVerdict.NotConcerned },
        { Allow("\"dynamodb:SearchVectors\"", "arn:aws:dynamodb:us-east-1:1:table/App"), IsolationVerdict.NotConcerned },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","NotResource":"*"}""", IsolationVerdict.NotConcerned },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":[]}""", IsolationVerdict.NotConcerned },
        // A table of the tenant's own.
        { On("arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId}"), IsolationVerdict.Isolated },
        { On("arn:aws:dynamodb:us-east-1:1:table/orders-${AWS:principaltag/tenantid}"), IsolationVerdict.Isolated },
        { On("arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId, 'none'}/index/*"), IsolationVerdict.Isolated },
        { If("""{"StringEquals":{"aws:ResourceTag/TenantId":"${aws:PrincipalTag/TenantId}"}}"""), IsolationVerdict.Isolated },
        // Conditions that no request for items meets.
        { If("""{"StringEquals":{"dynamodb:LeadingKey":"x"}}"""), IsolationVerdict.NotConcerned },
        { If("""{"StringEquals":{"aws:RequestTag/TenantId":"${aws:PrincipalTag/TenantId}"}}"""), IsolationVerdict.NotConcerned },
        { If("""{"Bool":{"dynamodb:FullTableScan":"false"}}"""), IsolationVerdict.NotConcerned },
        { If("""{"Null":{"dynamodb:Unknown":"false"}}"""), IsolationVerdict.NotConcerned },
        // What the text does not say.
        { If("""{"StringEquals":{"aws:ResourceTag/Owner":"${aws:PrincipalTag/Team}"}}"""), IsolationVerdict.CannotTell },
        { If("""{"StringEquals":{"aws:PrincipalTag/Team":"${aws:ResourceTag/Owner}"}}"""), IsolationVerdict.CannotTell },
        { If("""{"StringEquals":{"aws:PrincipalTag/TenantId":"${aws:username}"}}"""), IsolationVerdict.CannotTell },
        { If("""{"Null":{"aws:PrincipalTag/TenantId":"true"}}"""), IsolationVerdict.CannotTell },
        { If("""{"ArnEquals":{"aws:PrincipalTag/TenantId":"x"}}"""), IsolationVerdict.CannotTell },
        { If("""{"StringEqual":{"aws:PrincipalOrgID":"o-1"}}"""), IsolationVerdict.CannotTell },
        { If("""{"ArnLike":{"lambda:SourceFunctionArn":"arn:aws:lambda:*"}}"""), IsolationVerdict.CannotTell },
        { On("arn:aws:dynamodb:us-east-1:1:table/${aws:username}"), IsolationVerdict.CannotTell },
        { On("arn:aws:dynamodb:us-east-1:1:table/${cognito-identity.amazonaws.com:sub}"), IsolationVerdict.CannotTell },
        { On("arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/App"), IsolationVerdict.CannotTell },
        { On("arn:aws:*:*:*:*"), IsolationVerdict.CannotTell },
        { On("arn:aws:dynamodb:*"), IsolationVerdict.CannotTell },
        { On("App"), IsolationVerdict.CannotTell },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","NotResource":"arn:aws:dynamodb:*:*:table/${aws:username}"}""", IsolationVerdict.CannotTell },
        { """{"Effect":"Allow","Principal":{"Service":"x.amazonaws.com"},"Action":"dynamodb:GetItem","Resource":"*"}""", IsolationVerdict.CannotTell },
        { """{"Effect":"Allow","NotPrincipal":{"AWS":"*"},"Action":"dynamodb:GetItem","Resource":"*"}""", IsolationVerdict.CannotTell },
        { """{"Effect":"allow","Action":"dynamodb:GetItem","Resource":"*"}""", IsolationVerdict.CannotTell },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","Action":"s3:*","Resource":"*"}""", IsolationVerdict.CannotTell },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"Bool":{"a":"b"},"Bool":{"a":"b"}}}""", IsolationVerdict.CannotTell },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void Prove_OpenStatement_ReportsTheWitness(string statement, string witness)
    {
        Judgement decision = Assert.Single(Judge.Statements(statement));

        Assert.Equal((IsolationVerdict.Leaks, $"a principal tagged `TenantId=acme` may {witness}"), (decision.Verdict, decision.Reason));
        Assert.Contains(decision.Finding!.Witness!.Action, decision.Finding.Actions);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void Prove_OtherStatement_IsSilent(string statement, IsolationVerdict verdict)
    {
        Judgement decision = Assert.Single(Judge.Statements(statement));

        Assert.Equal(verdict, decision.Verdict);
        Assert.NotEmpty(decision.Reason);
        Assert.Null(decision.Finding);
    }

    [Theory]
    [InlineData("\"dynamodb:*\"", "GetItem BatchGetItem Query Scan PutItem UpdateItem DeleteItem BatchWriteItem ConditionCheckItem PartiQLSelect PartiQLInsert PartiQLUpdate PartiQLDelete SearchVectors")]
    [InlineData("\"dynamodb:*Item\"", "GetItem BatchGetItem PutItem UpdateItem DeleteItem BatchWriteItem ConditionCheckItem")]
    [InlineData("\"dynamodb:Batch*\"", "BatchGetItem BatchWriteItem")]
    [InlineData("\"dynamodb:Get*\"", "GetItem")]
    [InlineData("[\"dynamodb:Query\",\"dynamodb:query\",\"DynamoDB:Q*\"]", "Query")]
    [InlineData("[\"dynamodb:S*\",\"dynamodb:GetRecords\"]", "Scan SearchVectors")]
    public void Prove_Pattern_ListsTheActionsItOpens(string action, string expected)
    {
        IsolationFinding finding = Assert.Single(Judge.Statements(Allow(action))).Finding!;

        Assert.Equal(expected.Split(' ').Select(static name => "dynamodb:" + name), finding.Actions);
    }

    [Fact]
    public void Prove_SeveralStatements_AnswersEach()
    {
        IsolationVerdict[] verdicts = [.. Judge.Statements(
            Allow("\"dynamodb:Query\""), Allow("\"s3:*\""), If("""{"Null":{"dynamodb:LeadingKeys":"true"}}"""), Allow("\"dynamodb:Scan\"")).Select(static decision => decision.Verdict)];

        Assert.Equal([IsolationVerdict.Leaks, IsolationVerdict.NotConcerned, IsolationVerdict.Isolated, IsolationVerdict.Leaks], verdicts);
    }

    /// <summary>Without version 2012-10-17 a variable is literal text, which no table name holds.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("2008-10-17")]
    public void Prove_VariableWithoutVersion_NamesNoTable(string? version) =>
        Assert.Equal(
            IsolationVerdict.NotConcerned,
            Assert.Single(Judge.Document(Judge.Policy(version, On("arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId}")))).Verdict);

    [Theory]
    [InlineData("Org", "{tenant}", "`Org=acme` may `dynamodb:GetItem` leading key `globex`")]
    [InlineData("TenantId", "TENANT#{tenant}", "`TenantId=acme` may `dynamodb:GetItem` leading key `TENANT#globex`")]
    [InlineData("TenantId", "TENANT#{tenant}#*", "`TenantId=acme` may `dynamodb:GetItem` leading key `TENANT#globex#1`")]
    public void Prove_TagAndKeyFormat_AreInTheWitness(string tag, string format, string expected)
    {
        var options = new TenancyModel { PrincipalTag = tag, KeyFormat = format };

        Judgement decision = Assert.Single(Judge.Document(Judge.Policy("2012-10-17", Allow("\"dynamodb:GetItem\"")), options));

        Assert.Equal($"a principal tagged {expected} on `{Orders}`", decision.Reason);
    }

    /// <summary>A condition on the tenant's tag alone says who may ask, not for what: the witness is one who may.</summary>
    [Theory]
    [InlineData("""{"StringEquals":{"aws:PrincipalTag/TenantId":"umbrella"}}""", "umbrella", "globex")]
    [InlineData("""{"StringEquals":{"aws:principaltag/TENANTID":["globex"]}}""", "globex", "acme")]
    [InlineData("""{"StringLike":{"aws:PrincipalTag/TenantId":"gold-*"}}""", "gold-1", "globex")]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalTag/TenantId":["acme","globex"]}}""", "initech", "globex")]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:PrincipalTag/TenantId":"GLOBEX"}}""", "globex", "acme")]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:PrincipalTag/TenantId":"umbrella"},"ForAllValues:Null":{"aws:PrincipalTag/TenantId":"true"}}""", "umbrella", "globex")]
    public void Prove_ConditionOnTheCallersTenant_PicksOneWhoMayAsk(string condition, string caller, string other)
    {
        Witness witness = Assert.Single(Judge.Statements(If(condition))).Finding!.Witness!;

        Assert.Equal((caller, other), (witness.TagValue, Assert.Single(witness.LeadingKeys)));
    }

    [Fact]
    public void Prove_SharedTable_IsNoTenantsData()
    {
        var options = new TenancyModel { IsSharedTable = static name => name is "Countries" or "Orders" };

        Assert.Equal(IsolationVerdict.NotConcerned, One("arn:aws:dynamodb:us-east-1:1:table/Countries").Verdict);
        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/Customers", One("*").Finding!.Witness!.Resource);

        Judgement One(string resource) => Assert.Single(Judge.Document(Judge.Policy("2012-10-17", On(resource)), options));
    }

    [Fact]
    public void Prove_CancelledToken_Throws()
    {
        PolicyDocument policy = PolicyReader.Read(Samples.Isolated, TestContext.Current.CancellationToken).Policy!;

        Assert.Throws<OperationCanceledException>(() => IsolationProver.Prove(policy, new TenancyModel(), new CancellationToken(canceled: true)));
    }

    private static string Allow(string actions, string resource = "*") => $$"""{"Effect":"Allow","Action":{{actions}},"Resource":"{{resource}}"}""";

    private static string On(string resource) => Allow("\"dynamodb:GetItem\"", resource);

    private static string If(string condition, string action = "dynamodb:GetItem") =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*","Condition":{{condition}}}""";
}
