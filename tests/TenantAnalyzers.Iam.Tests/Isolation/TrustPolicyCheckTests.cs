namespace TenantAnalyzers.Iam.Tests.Isolation;

// IAM user guide, "Pass session tags in AWS STS".
public class TrustPolicyCheckTests
{
    private const string Caller = """ "Principal": { "AWS": "arn:aws:iam::123456789012:role/app" } """;
    private const string Both = """ "Action": ["sts:AssumeRole", "sts:TagSession"] """;

    private static ImmutableArray<TrustFinding> Find(string statements, bool tenantRole = true)
    {
        PolicyDocument trust = PolicyReader.Read($$"""{ "Version": "2012-10-17", "Statement": [{{statements}}] }""", TestContext.Current.CancellationToken).Policy!;
        PolicyDocument role = PolicyReader.Read(Samples.Isolated, TestContext.Current.CancellationToken).Policy!;
        return TrustPolicyCheck.Find(trust, tenantRole ? [PolicySet.Of(role)] : [new PolicySet()], new TenancyModel());
    }

    [Theory]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}} }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, "Action": "sts:*" }""")]
    [InlineData($$"""{ "Effect": "Allow", "Principal": "*", {{Both}} }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "StringLike": { "aws:RequestTag/TenantId": "*" } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "StringLike": { "aws:requesttag/tenantid": ["acme", "?*"] } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "Null": { "aws:RequestTag/TenantId": "false" } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "ForAllValues:StringEquals": { "aws:TagKeys": ["TenantId", "UserId"] } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "StringEquals": { "sts:ExternalId": "x" } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, "Action": "sts:AssumeRole" }, { "Effect": "Allow", {{Caller}}, "Action": "sts:TagSession" }""")]
    public void Find_TagIsTheCallersChoice_Reports(string statements)
    {
        TrustFinding finding = Assert.Single(Find(statements));

        Assert.Equal(TrustProblem.TagCanBeChosen, finding.Problem);
        Assert.Contains("aws:RequestTag/TenantId", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, "Action": "sts:AssumeRole" }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "StringEquals": { "aws:RequestTag/TenantId": "${aws:PrincipalTag/TenantId}" } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "StringEquals": { "aws:RequestTag/TenantId": ["acme", "globex"] } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "StringLike": { "aws:RequestTag/TenantId": "acme-*" } } }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}}, "Condition": { "ForAllValues:StringEquals": { "aws:TagKeys": ["UserId"] } } }""")]
    [InlineData($$"""{ "Effect": "Allow", "Principal": { "Service": "ecs-tasks.amazonaws.com" }, {{Both}} }""")]
    [InlineData($$"""{ "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" }, "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] }""")]
    [InlineData($$"""{ "Effect": "Allow", {{Caller}}, {{Both}} }, { "Effect": "Deny", "Principal": "*", "Action": "sts:TagSession", "Condition": { "StringNotEquals": { "aws:RequestTag/TenantId": "acme" } } }""")]
    public void Find_TagIsLimited_IsSilent(string statements) => Assert.Empty(Find(statements));

    [Fact]
    public void Find_RoleWithoutTenants_IsSilent() => Assert.Empty(Find($$"""{ "Effect": "Allow", {{Caller}}, {{Both}} }""", tenantRole: false));

    [Fact]
    public void Find_ConditionOnTagSessionOnly_ReportsTheUntaggedSession()
    {
        TrustFinding finding = Assert.Single(Find(
            $$"""
            { "Effect": "Allow", {{Caller}}, "Action": "sts:AssumeRole" },
            { "Effect": "Allow", {{Caller}}, "Action": "sts:TagSession", "Condition": { "StringEquals": { "aws:RequestTag/TenantId": "acme" } } }
            """));

        Assert.Equal(TrustProblem.UntaggedSession, finding.Problem);
        Assert.Equal(0, finding.Statement.Index);
    }
}
