namespace TenantAnalyzers.Tests.Policies;

/// <summary>TNT3004: <c>{|TNT3004:the statement|}</c> in every kind of literal.</summary>
public sealed class KeyNamesFixedTenantTests
{
    private const string Null = ",\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}";

    [Theory]
    [InlineData("\"acme\"")]
    [InlineData("[\"acme\",\"globex\"]")]
    [InlineData("[\"${aws:PrincipalTag/TenantId, 'acme'}\"]")]
    public Task Key_IsOneTenants_Reports(string keys) => PolicyCases.Reports("TNT3004", PolicyCases.Policy("«" + Equal(keys) + "»"));

    [Theory]
    [InlineData("[\"${aws:PrincipalTag/TenantId}\"]")]
    // A partition that all tenants share is a decision, and no tenant.
    [InlineData("[\"${aws:PrincipalTag/TenantId}\",\"SHARED\"]")]
    public Task Key_IsTheCallers_IsSilent(string keys) => PolicyCases.Silent(PolicyCases.Policy(Equal(keys)));

    // A session policy that is written for one tenant names it.
    [Fact]
    public Task Key_IsAHole_IsSilent() => Verify.Silent(
        "class C { string P(string tenantId) => $@\"" + PolicyCases.Policy(Equal("[\"@@\"]")).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal).Replace("\"", "\"\"", StringComparison.Ordinal).Replace("@@", "{tenantId}", StringComparison.Ordinal) + "\"; }");

    [Fact]
    public async Task Message_NamesTheTenant()
    {
        var message = await PolicyCases.Message(PolicyCases.Policy(Equal("[\"acme\"]")));
        Assert.StartsWith("The leading keys do not follow the caller: a principal tagged `TenantId=", message, StringComparison.Ordinal);
        Assert.EndsWith("; the key `acme` is a fixed tenant's: use the policy variable", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"acme\"]", "[\"${aws:PrincipalTag/TenantId}\"]", null)]
    [InlineData("\"acme\"", "\"${aws:PrincipalTag/TenantId}\"", null)]
    [InlineData("[\"TENANT#acme\"]", "[\"TENANT#${aws:PrincipalTag/TenantId}\"]", "tenant_analyzers.key_format = TENANT%23{tenant}")]
    public Task Fix_Key_BecomesTheCallers(string keys, string mended, string? config) =>
        PolicyCases.Fixes("TNT3004", PolicyCases.Policy("«" + Equal(keys) + "»"), PolicyCases.Policy(Equal(mended)), config);

    private static string Equal(string keys) =>
        PolicyCases.Allow("\"dynamodb:GetItem\"", "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":" + keys + "}" + Null);
}
