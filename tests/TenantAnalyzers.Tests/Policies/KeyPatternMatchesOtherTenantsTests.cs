namespace TenantAnalyzers.Tests.Policies;

/// <summary>TNT3003: <c>{|TNT3003:the statement|}</c> in every kind of literal.</summary>
public sealed class KeyPatternMatchesOtherTenantsTests
{
    private const string Null = ",\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}";

    [Theory]
    [InlineData("${aws:PrincipalTag/TenantId}*")]
    [InlineData("${aws:PrincipalTag/TenantId}_*")]
    [InlineData("TENANT#${aws:PrincipalTag/TenantId}*")]
    [InlineData("*#${aws:PrincipalTag/TenantId}")]
    [InlineData("TENANT#?*")]
    [InlineData("*")]
    public Task Pattern_MatchesAnotherTenant_Reports(string pattern) =>
        PolicyCases.Reports("TNT3003", PolicyCases.Policy("«" + Like(pattern) + "»"));

    [Theory]
    [InlineData("${aws:PrincipalTag/TenantId}")]
    [InlineData("${aws:PrincipalTag/TenantId}#*")]
    [InlineData("TENANT|${aws:PrincipalTag/TenantId}|*")]
    public Task Pattern_EndsTheTenant_IsSilent(string pattern) => PolicyCases.Silent(PolicyCases.Policy(Like(pattern)));

    // Which characters an id may hold decides what a delimiter is.
    [Theory]
    [InlineData("A-Za-z0-9", "_*", false)]
    [InlineData("a-z0-9-", "_*", false)]
    [InlineData("A-Za-z0-9_-", "_*", true)]
    [InlineData("0-9", "-*", false)]
    public Task TenantIdChars_DecideWhatEndsTheTenant(string chars, string ending, bool reports)
    {
        var (statement, config) = (Like("${aws:PrincipalTag/TenantId}" + ending), $"tenant_analyzers.tenant_id_chars = {chars}");
        return reports ? PolicyCases.Reports("TNT3003", PolicyCases.Policy("«" + statement + "»"), config) : PolicyCases.Silent(PolicyCases.Policy(statement), config);
    }

    [Fact]
    public Task Pattern_WithAHole_IsSilent() => Verify.Silent(
        "class C { string P(string prefix) => $@\"" + PolicyCases.Policy(Like("@@${aws:PrincipalTag/TenantId}#*")).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal).Replace("@@", "{prefix}", StringComparison.Ordinal) + "\"; }");

    [Fact]
    public async Task Message_SaysWhoseKeyMatches()
    {
        var message = await PolicyCases.Message(PolicyCases.Policy(Like("${aws:PrincipalTag/TenantId}*")));
        Assert.StartsWith("The leading keys are not the tenant's alone: a principal tagged `TenantId=acme` may `dynamodb:Query` leading key `acme", message, StringComparison.Ordinal);
        Assert.EndsWith("; the pattern `${aws:PrincipalTag/TenantId}*` matches other tenants' keys: close it with a character that no tenant id holds, such as `#`", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("${aws:PrincipalTag/TenantId}*", "${aws:PrincipalTag/TenantId}#*")]
    [InlineData("TENANT#${aws:PrincipalTag/TenantId}*", "TENANT#${aws:PrincipalTag/TenantId}#*")]
    [InlineData("${aws:PrincipalTag/TenantId}_*", "${aws:PrincipalTag/TenantId}#*")]
    public Task Fix_Pattern_IsDelimited(string pattern, string mended) =>
        PolicyCases.Fixes("TNT3003", PolicyCases.Policy("«" + Like(pattern) + "»"), PolicyCases.Policy(Like(mended)));

    private static string Like(string pattern) =>
        PolicyCases.Allow("""["dynamodb:GetItem","dynamodb:Query"]""", "\"ForAllValues:StringLike\":{\"dynamodb:LeadingKeys\":[\"" + pattern + "\"]}" + Null);
}
