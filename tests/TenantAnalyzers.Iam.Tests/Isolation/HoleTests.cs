namespace TenantAnalyzers.Iam.Tests.Isolation;

/// <summary>Policy text with holes; <c>§</c> is an unknown text, <c>¤</c> the tenant.</summary>
public sealed class HoleTests
{
    [Theory]
    // A table's name, or more of the ARN, that is not known.
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/§", "arn:aws:dynamodb:us-east-1:1:table/TableName")]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/§-orders", "arn:aws:dynamodb:us-east-1:1:table/TableName-orders")]
    [InlineData("arn:aws:dynamodb:§:§:table/App", "arn:aws:dynamodb:us-east-1:123456789012:table/App")]
    [InlineData("arn:§:dynamodb:§:§:table/§", "arn:aws:dynamodb:us-east-1:123456789012:table/TableName")]
    [InlineData("arn:aws:dynamodb:§:table/App", "arn:aws:dynamodb:us-east-1:123456789012:table/App")]
    [InlineData("arn:aws:dynamodb:us-east-1:1:§", "arn:aws:dynamodb:us-east-1:1:table/TableName")]
    [InlineData("§", "arn:aws:dynamodb:us-east-1:123456789012:table/TableName")]
    [InlineData("§*", "arn:aws:dynamodb:us-east-1:123456789012:table/TableName")]
    [InlineData("§:table/App", "arn:aws:dynamodb:us-east-1:123456789012:table/App")]
    [InlineData("§table/§", "arn:aws:dynamodb:us-east-1:123456789012:table/TableName")]
    public void Prove_UnknownTextInResource_ReportsWithAPlaceholder(string resource, string witness) =>
        Assert.StartsWith(witness, Decide($$"""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"{{resource}}"}""").Finding?.Witness?.Resource);

    [Theory]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/¤")]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/orders-¤")]
    [InlineData("arn:aws:dynamodb:§:§:table/§-¤/index/*")]
    [InlineData("¤")]
    [InlineData("arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/§}")]
    public void Prove_TenantInResource_IsATablePerTenant(string resource) =>
        Assert.Equal(IsolationVerdict.Isolated, Decide($$"""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"{{resource}}"}""").Verdict);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"§","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:§","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","NotAction":["s3:*","§"],"Resource":"*"}""")]
    [InlineData("""{"Effect":"§","Action":"dynamodb:Query","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow§","Action":"dynamodb:Query","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","NotResource":"§"}""")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"§"}""")]
    [InlineData("""{"Effect":"Allow","Action":["dynamodb:Query","s3:GetObject"],"Resource":"§"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"x§"}""")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:§:us-east-1:1:table/App"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"§":{"aws:x":"y"}}}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"ForAllValues:StringEquals":{"§":"y"}}}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/x":"§"}}}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","§":"x"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*",§}""")]
    [InlineData("""{"Effect":"Allow","Action":[§],"Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"},§""")]
    public void Prove_HoleThatDecides_CannotTell(string statement) => Assert.Equal(IsolationVerdict.CannotTell, Decide(statement).Verdict);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":["§","dynamodb:Query"],"Resource":"*"}""")]
    [InlineData("""{"Sid":"§","Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":["§","*"]}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"§"}}}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/TenantId":"¤"}}}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":["arn:aws:dynamodb:us-east-1:1:table/¤","arn:aws:dynamodb:us-east-1:1:table/§"]}""")]
    public void Prove_HoleThatDoesNotProve_Reports(string statement) => Assert.Equal(IsolationVerdict.Leaks, Decide(statement).Verdict);

    [Fact]
    public void Prove_HoleInTheKeyOfTheTagOnly_ReportsForTheTenantItStandsFor()
    {
        Witness witness = Decide("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/TenantId":"t-¤"}}}""").Finding!.Witness!;

        Assert.Equal(("t-acme", "globex"), (witness.TagValue, Assert.Single(witness.LeadingKeys)));
    }

    [Fact]
    public void Prove_EscapedReplacementCharacter_IsNoHole()
    {
        Judgement decision = Decide("""{"Effect":"Allow","Action":"dynamodb:Query","Resource":"arn:aws:dynamodb:us-east-1:1:table/\uFFFC"}""");

        Assert.Equal(IsolationVerdict.NotConcerned, decision.Verdict);
    }

    [Fact]
    public void Prove_UnknownVersion_TakesVariablesForVariables()
    {
        string text = Judge.Policy("§", """{"Effect":"Allow","Action":"dynamodb:Query","Resource":"arn:aws:dynamodb:us-east-1:1:table/${aws:PrincipalTag/TenantId}"}""");

        Assert.Equal(IsolationVerdict.Isolated, Assert.Single(Judge.Document(text.Replace('§', PolicyValue.Hole))).Verdict);
    }

    private static Judgement Decide(string statement)
    {
        string marked = Judge.Policy("2012-10-17", statement);
        var options = new TenancyModel { IsTenantHole = offset => marked[offset] == '¤' };
        return Judge.Document(marked.Replace('§', PolicyValue.Hole).Replace('¤', PolicyValue.Hole), options)[0];
    }
}
