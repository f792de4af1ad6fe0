namespace TenantAnalyzers.Iam.Tests.Isolation;

public sealed class DenyTests
{
    private const string AllowAll = """{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:us-east-1:1:table/App"}""";

    /// <summary>Denies that may take the witness away, or are meant to.</summary>
    [Theory]
    [InlineData("""{"Effect":"Deny","Action":"*","NotResource":"arn:aws:dynamodb:us-east-1:1:table/Other"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","NotResource":"arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId}"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"arn:aws:*:*:*:*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"table/App"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:ResourceTag/TenantId":"${aws:PrincipalTag/TenantId}"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":["true","false"]}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringLike":{"aws:PrincipalArn":"*"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Oddly":{"aws:SecureTransport":"false"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"\uFFFC","Resource":"*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"\uFFFC"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Action":"s3:*"}""")]
    [InlineData("""{"Effect":"\uFFFC","Action":"s3:*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Principal":{"AWS":"arn:aws:iam::1:role/x"}}""")]
    public void Prove_DenyThatMayHelp_CannotTell(string deny) =>
        Assert.Equal(IsolationVerdict.CannotTell, Judge.Statements(AllowAll, deny.Replace("\\uFFFC", "\uFFFC"))[0].Verdict);

    [Theory]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"DynamoDB:*","Resource":"arn:aws:dynamodb:*:*:table/App"}""")]
    [InlineData("""{"Effect":"Deny","NotAction":"s3:*","Resource":"*"}""")]
    public void Prove_DenyThatTakesAll_NothingIsLeft(string deny) => Assert.Equal(IsolationVerdict.NotConcerned, Judge.Statements(AllowAll, deny)[0].Verdict);

    /// <summary>Denies that the witness provably does not meet.</summary>
    [Theory]
    [InlineData("""{"Effect":"Deny","Action":"s3:*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Deny","NotAction":"dynamodb:*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"dynamodb:DeleteTable","Resource":"*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"arn:aws:dynamodb:us-east-1:1:table/Other"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"arn:aws:dynamodb:*:*:table/App/index/*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","NotResource":"arn:aws:dynamodb:*:*:table/A*"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::${aws:username}"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":false}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8"]}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"},"Null":{"dynamodb:LeadingKeys":"true"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2020-01-01T00:00:00Z"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"aws:PrincipalTag/TenantId":"true"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/TenantId":"umbrella"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"dynamodb:FullTableScan":"true"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"\uFFFC","Resource":"arn:aws:s3:::b"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"arn:aws:s3:::\uFFFC"}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringNotEquals":{"dynamodb:LeadingKeys":"${aws:PrincipalTag/TenantId}"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"dynamodb:LeadingKeys":"${aws:PrincipalTag/TenantId}"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Null":{"DynamoDB:leadingkeys":"true"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/TenantId":"acme"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/X":"\uFFFC"}}}""")]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"arn:aws:dynamodb:us-east-1:1:table/${aws:username}"}""")]
    public void Prove_DenyThatDoesNotMeetTheWitness_StillReports(string deny) =>
        Assert.Equal(IsolationVerdict.Leaks, Judge.Statements(AllowAll, deny.Replace("\\uFFFC", "\uFFFC"))[0].Verdict);

    [Fact]
    public void Prove_DenyOfSomeActions_ListsTheRest()
    {
        ImmutableArray<Judgement> decisions = Judge.Statements(
            AllowAll, """{"Effect":"Deny","Action":["dynamodb:Q*","dynamodb:Scan","dynamodb:*Get*","dynamodb:*Write*","dynamodb:PartiQL*","dynamodb:Condition*"],"Resource":"*"}""");

        Assert.Equal(["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"], decisions[0].Finding!.Actions);
        Assert.Equal("dynamodb:PutItem", decisions[0].Finding!.Witness!.Action);
    }

    [Fact]
    public void Prove_DenyOfOneTable_ShowsAnother()
    {
        ImmutableArray<Judgement> decisions = Judge.Statements(
            """{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}""",
            """{"Effect":"Deny","Action":"*","Resource":"arn:aws:dynamodb:*:*:table/Orders"}""");

        Assert.EndsWith("table/Customers", decisions[0].Finding!.Witness!.Resource);
    }

    /// <summary>One value of a key cannot serve two comparisons that ask for different ones.</summary>
    [Fact]
    public void Prove_TwoDeniesOnOneKey_CannotTell()
    {
        const string one = """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:SourceVpce":"a"}}}""";
        const string other = """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"a"}}}""";

        Assert.Equal(IsolationVerdict.Leaks, Judge.Statements(AllowAll, one)[0].Verdict);
        Assert.Equal(IsolationVerdict.Leaks, Judge.Statements(AllowAll, one, one)[0].Verdict);
        Assert.Equal(IsolationVerdict.CannotTell, Judge.Statements(AllowAll, one, other)[0].Verdict);
        Assert.Equal(IsolationVerdict.CannotTell, Judge.Statements(AllowAll.TrimEnd('}') + ""","Condition":{"StringEquals":{"aws:sourcevpce":"a"}}}""", one)[0].Verdict);
    }

    [Fact]
    public void Prove_ManyStatements_GivesUpInTime()
    {
        string[] statements = [.. Enumerable.Repeat(AllowAll, 2_000), .. Enumerable.Repeat("""{"Effect":"Deny","Action":"dynamodb:Delete*","Resource":"*"}""", 2_000)];

        ImmutableArray<Judgement> decisions = Judge.Statements(statements);

        Assert.Equal(4_000, decisions.Length);
        Assert.Equal(IsolationVerdict.Leaks, decisions[0].Verdict);
        Assert.Equal(IsolationVerdict.CannotTell, decisions[1_999].Verdict);
    }
}
