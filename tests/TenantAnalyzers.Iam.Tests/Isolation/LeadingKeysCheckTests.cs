namespace TenantAnalyzers.Iam.Tests.Isolation;

public sealed class LeadingKeysCheckTests
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
    public static TheoryData<string, LeadingKeysVerdict> Silent => new()
    {
        // Any word on the leading keys: how good it is, is another rule's question.
        { If("""{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}"]}}"""), LeadingKeysVerdict.Guarded },
        { If("""{"ForAllValues:StringLike":{"DynamoDB:leadingkeys":["*"]}}"""), LeadingKeysVerdict.Guarded },
        { If("""{"ForAnyValue:StringEquals":{"dynamodb:FirstPartitionKeyValues":"x"}}"""), LeadingKeysVerdict.Guarded },
        { If("""{"Null":{"dynamodb:LeadingKeys":"true"}}"""), LeadingKeysVerdict.Guarded },
        { If("""{"NoOperator":{"dynamodb:LeadingKeys":"x"}}"""), LeadingKeysVerdict.Guarded },
        // No item action.
        { Allow("\"dynamodb:DescribeTable\""), LeadingKeysVerdict.NotConcerned },
        { Allow("[\"dynamodb:List*\",\"dynamodb:Describe*\",\"dynamodb:CreateTable\"]"), LeadingKeysVerdict.NotConcerned },
        { Allow("[\"dynamodb:GetRecords\",\"dynamodb:ExportTableToPointInTime\",\"dynamodb:NewAction\"]"), LeadingKeysVerdict.NotConcerned },
        { Allow("[\"s3:*\",\"dax:GetItem\",\"GetItem\",\"dynamodbx:GetItem\"]"), LeadingKeysVerdict.NotConcerned },
        { Allow("[]"), LeadingKeysVerdict.NotConcerned },
        { """{"Effect":"Allow","NotAction":"dynamodb:*","Resource":"*"}""", LeadingKeysVerdict.NotConcerned },
        { """{"Effect":"Deny","Action":"dynamodb:*","Resource":"*"}""", LeadingKeysVerdict.NotConcerned },
        { """{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}""", LeadingKeysVerdict.NotConcerned },
        // No table or index.
        { On("arn:aws:s3:::bucket/*"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/App/stream/*"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:backup/*"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb::1:global-table/App"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb:::table/App"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/{0}"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/${$}*"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:TABLE/App"), LeadingKeysVerdict.NotConcerned },
        { On("arn:aws:dynamodb:us-east-1:1:table/App/index/x"), LeadingKeysVerdict.NotConcerned },
        { Allow("\"dynamodb:SearchVectors\"", "arn:aws:dynamodb:us-east-1:1:table/App"), LeadingKeysVerdict.NotConcerned },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","NotResource":"*"}""", LeadingKeysVerdict.NotConcerned },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":[]}""", LeadingKeysVerdict.NotConcerned },
        // A table of the tenant's own.
        { On("arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId}"), LeadingKeysVerdict.Guarded },
        { On("arn:aws:dynamodb:us-east-1:1:table/orders-${AWS:principaltag/tenantid}"), LeadingKeysVerdict.Guarded },
        { On("arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId, 'none'}-*"), LeadingKeysVerdict.Guarded },
        // Conditions that no request for items meets.
        { If("""{"StringEquals":{"dynamodb:LeadingKey":"x"}}"""), LeadingKeysVerdict.NotConcerned },
        { If("""{"StringEquals":{"aws:RequestTag/TenantId":"${aws:PrincipalTag/TenantId}"}}"""), LeadingKeysVerdict.NotConcerned },
        { If("""{"Bool":{"dynamodb:FullTableScan":"false"}}"""), LeadingKeysVerdict.NotConcerned },
        { If("""{"Null":{"dynamodb:Unknown":"false"}}"""), LeadingKeysVerdict.NotConcerned },
        // What the text does not say.
        { If("""{"StringEquals":{"aws:ResourceTag/TenantId":"${aws:PrincipalTag/TenantId}"}}"""), LeadingKeysVerdict.CannotTell },
        { If("""{"StringEquals":{"aws:ResourceTag/Owner":"${aws:PrincipalTag/Team}"}}"""), LeadingKeysVerdict.CannotTell },
        { If("""{"StringEquals":{"aws:PrincipalTag/Team":"${aws:ResourceTag/Owner}"}}"""), LeadingKeysVerdict.CannotTell },
        { If("""{"StringEquals":{"aws:PrincipalTag/TenantId":"${aws:username}"}}"""), LeadingKeysVerdict.CannotTell },
        { If("""{"Null":{"aws:PrincipalTag/TenantId":"true"}}"""), LeadingKeysVerdict.CannotTell },
        { If("""{"ArnEquals":{"aws:PrincipalTag/TenantId":"x"}}"""), LeadingKeysVerdict.CannotTell },
        { If("""{"StringEqual":{"aws:PrincipalOrgID":"o-1"}}"""), LeadingKeysVerdict.CannotTell },
        { If("""{"ArnLike":{"lambda:SourceFunctionArn":"arn:aws:lambda:*"}}"""), LeadingKeysVerdict.CannotTell },
        { On("arn:aws:dynamodb:us-east-1:1:table/${aws:username}"), LeadingKeysVerdict.CannotTell },
        { On("arn:aws:dynamodb:us-east-1:1:table/${cognito-identity.amazonaws.com:sub}"), LeadingKeysVerdict.CannotTell },
        { On("arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/App"), LeadingKeysVerdict.CannotTell },
        { On("arn:aws:*:*:*:*"), LeadingKeysVerdict.CannotTell },
        { On("arn:aws:dynamodb:*"), LeadingKeysVerdict.CannotTell },
        { On("App"), LeadingKeysVerdict.CannotTell },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","NotResource":"arn:aws:dynamodb:*:*:table/${aws:username}"}""", LeadingKeysVerdict.CannotTell },
        { """{"Effect":"Allow","Principal":{"Service":"x.amazonaws.com"},"Action":"dynamodb:GetItem","Resource":"*"}""", LeadingKeysVerdict.CannotTell },
        { """{"Effect":"Allow","NotPrincipal":{"AWS":"*"},"Action":"dynamodb:GetItem","Resource":"*"}""", LeadingKeysVerdict.CannotTell },
        { """{"Effect":"allow","Action":"dynamodb:GetItem","Resource":"*"}""", LeadingKeysVerdict.CannotTell },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","Action":"s3:*","Resource":"*"}""", LeadingKeysVerdict.CannotTell },
        { """{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":{"Bool":{"a":"b"},"Bool":{"a":"b"}}}""", LeadingKeysVerdict.CannotTell },
    };

    [Theory]
    [MemberData(nameof(Reports))]
    public void Find_OpenStatement_ReportsTheWitness(string statement, string witness)
    {
        LeadingKeysDecision decision = Assert.Single(Judge.Statements(statement));

        Assert.Equal((LeadingKeysVerdict.Open, $"a principal tagged `TenantId=acme` may {witness}"), (decision.Verdict, decision.Reason));
        Assert.Contains(decision.Finding!.Witness.Action, decision.Finding.Actions);
    }

    [Theory]
    [MemberData(nameof(Silent))]
    public void Decide_OtherStatement_IsSilent(string statement, LeadingKeysVerdict verdict)
    {
        LeadingKeysDecision decision = Assert.Single(Judge.Statements(statement));

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
    public void Find_Pattern_ListsTheActionsItOpens(string action, string expected)
    {
        LeadingKeysFinding finding = Assert.Single(Judge.Statements(Allow(action))).Finding!;

        Assert.Equal(expected.Split(' ').Select(static name => "dynamodb:" + name), finding.Actions);
    }

    [Fact]
    public void Decide_SeveralStatements_AnswersEach()
    {
        LeadingKeysVerdict[] verdicts = [.. Judge.Statements(
            Allow("\"dynamodb:Query\""), Allow("\"s3:*\""), If("""{"Null":{"dynamodb:LeadingKeys":"false"}}"""), Allow("\"dynamodb:Scan\"")).Select(static decision => decision.Verdict)];

        Assert.Equal([LeadingKeysVerdict.Open, LeadingKeysVerdict.NotConcerned, LeadingKeysVerdict.Guarded, LeadingKeysVerdict.Open], verdicts);
    }

    /// <summary>Without version 2012-10-17 a variable is literal text, which no table name holds.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("2008-10-17")]
    public void Decide_VariableWithoutVersion_NamesNoTable(string? version) =>
        Assert.Equal(
            LeadingKeysVerdict.NotConcerned,
            Assert.Single(Judge.Document(Judge.Policy(version, On("arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId}")))).Verdict);

    [Theory]
    [InlineData("Org", "{tenant}", "`Org=acme` may `dynamodb:GetItem` leading key `globex`")]
    [InlineData("TenantId", "TENANT#{tenant}", "`TenantId=acme` may `dynamodb:GetItem` leading key `TENANT#globex`")]
    [InlineData("TenantId", "TENANT#{tenant}#*", "`TenantId=acme` may `dynamodb:GetItem` leading key `TENANT#globex#1`")]
    public void Find_TagAndKeyFormat_AreInTheWitness(string tag, string format, string expected)
    {
        var options = new LeadingKeysOptions { PrincipalTag = tag, KeyFormat = format };

        LeadingKeysDecision decision = Assert.Single(Judge.Document(Judge.Policy("2012-10-17", Allow("\"dynamodb:GetItem\"")), options));

        Assert.Equal($"a principal tagged {expected} on `{Orders}`", decision.Reason);
    }

    /// <summary>A condition on the tenant's tag alone says who may ask, not for what: the witness is one who may.</summary>
    [Theory]
    [InlineData("""{"StringEquals":{"aws:PrincipalTag/TenantId":"umbrella"}}""", "umbrella", "globex")]
    [InlineData("""{"StringEquals":{"aws:principaltag/TENANTID":["globex"]}}""", "globex", "acme")]
    [InlineData("""{"StringLike":{"aws:PrincipalTag/TenantId":"gold-*"}}""", "gold-", "globex")]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalTag/TenantId":["acme","globex"]}}""", "initech", "globex")]
    [InlineData("""{"StringEqualsIgnoreCase":{"aws:PrincipalTag/TenantId":"GLOBEX"}}""", "globex", "acme")]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:PrincipalTag/TenantId":"umbrella"},"ForAllValues:Null":{"aws:PrincipalTag/TenantId":"true"}}""", "umbrella", "globex")]
    public void Find_ConditionOnTheCallersTenant_PicksOneWhoMayAsk(string condition, string caller, string other)
    {
        Witness witness = Assert.Single(Judge.Statements(If(condition))).Finding!.Witness;

        Assert.Equal((caller, other), (witness.TagValue, Assert.Single(witness.LeadingKeys)));
    }

    [Fact]
    public void Decide_SharedTable_IsNoTenantsData()
    {
        var options = new LeadingKeysOptions { IsSharedTable = static name => name is "Countries" or "Orders" };

        Assert.Equal(LeadingKeysVerdict.NotConcerned, One("arn:aws:dynamodb:us-east-1:1:table/Countries").Verdict);
        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/Customers", One("*").Finding!.Witness.Resource);

        LeadingKeysDecision One(string resource) => Assert.Single(Judge.Document(Judge.Policy("2012-10-17", On(resource)), options));
    }

    [Fact]
    public void Decide_CancelledToken_Throws()
    {
        PolicyDocument policy = PolicyReader.Read(Samples.Isolated, TestContext.Current.CancellationToken).Policy!;

        Assert.Throws<OperationCanceledException>(() => LeadingKeysCheck.Decide(policy, new(), new CancellationToken(canceled: true)));
    }

    private static string Allow(string actions, string resource = "*") => $$"""{"Effect":"Allow","Action":{{actions}},"Resource":"{{resource}}"}""";

    private static string On(string resource) => Allow("\"dynamodb:GetItem\"", resource);

    private static string If(string condition, string action = "dynamodb:GetItem") =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*","Condition":{{condition}}}""";
}
