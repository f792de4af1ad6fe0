namespace TenantAnalyzers.Tests.Policies;

/// <summary>TNT3005: <c>{|TNT3005:the statement|}</c> in every kind of literal.</summary>
public sealed class PolicyVariableWithoutVersionTests
{
    private const string Own = "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]},\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}";
    private const string Leaky = "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]}";

    private static readonly string Get = PolicyCases.Allow("\"dynamodb:GetItem\"", Own);

    [Theory]
    [InlineData("")]
    [InlineData("\"Version\":\"2008-10-17\",")]
    public Task Variable_InVersionWithoutThem_Reports(string version) => PolicyCases.Reports("TNT3005", $"{{{version}\"Statement\":[«{Get}»]}}");

    [Fact]
    public Task Variable_WithVersion_IsSilent() => PolicyCases.Silent(PolicyCases.Policy(Get));

    [Fact]
    public Task Version_MissingWithoutVariable_IsSilent() => PolicyCases.Silent("{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:DescribeTable\",\"Resource\":\"*\"}]}");

    [Fact]
    public Task Version_IsAHole_IsSilent() => Verify.Silent(
        "class C { string P(string version) => $@\"" + PolicyCases.Policy(Get).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal).Replace("2012-10-17", "{version}", StringComparison.Ordinal) + "\"; }");

    [Fact]
    public async Task Message_WithoutALeak_SaysWhatIsRefused() => Assert.Equal(
        "The policy variable is not filled in: the tenant's own requests are refused; without `\"Version\": \"2012-10-17\"` a policy variable is literal text, which no key is equal to",
        await PolicyCases.Message($"{{\"Statement\":[{Get}]}}"));

    [Fact]
    public async Task Message_OfALeak_ShowsIt() => Assert.Contains(
        "a principal tagged `TenantId=acme` may `dynamodb:Scan` every tenant's items on",
        await PolicyCases.Message($"{{\"Statement\":[{PolicyCases.Allow("\"dynamodb:Scan\"", Leaky)}]}}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\"Version\":\"2008-10-17\",")]
    public Task Fix_Version_IsSet(string version) => PolicyCases.Fixes("TNT3005", $"{{{version}\"Statement\":[«{Get}»]}}", PolicyCases.Policy(Get));

    [Fact]
    public Task Fix_SeveralStatements_SetsTheVersionOnce() => PolicyCases.Fixes("TNT3005", $"{{\"Statement\":[«{Get}»,«{Get}»]}}", PolicyCases.Policy(Get, Get));
}
