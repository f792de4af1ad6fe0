namespace TenantAnalyzers.Tests.Policies;

/// <summary>TNT3002: <c>{|TNT3002:the statement|}</c> in every kind of literal.</summary>
public sealed class LeadingKeysSlippedPastTests
{
    private const string Own = "\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]";
    private const string Null = "\"Null\":{\"dynamodb:LeadingKeys\":\"false\"}";

    [Theory]
    [InlineData("""["dynamodb:GetItem","dynamodb:Scan"]""", "\"ForAllValues:StringEquals\":{" + Own + "}")]
    [InlineData("\"dynamodb:*\"", "\"ForAllValues:StringEquals\":{" + Own + "}")]
    [InlineData("\"*\"", "\"ForAllValues:StringLike\":{" + Own + "}")]
    [InlineData("\"dynamodb:PartiQLSelect\"", "\"ForAllValues:StringEquals\":{" + Own + "}")]
    [InlineData("\"dynamodb:Scan\"", "\"ForAllValues:StringEquals\":{" + Own + "},\"Null\":{\"dynamodb:LeadingKeys\":[\"true\",\"false\"]}")]
    [InlineData("\"dynamodb:BatchGetItem\"", "\"ForAnyValue:StringEquals\":{" + Own + "}")]
    [InlineData("""["dynamodb:GetItem","dynamodb:Scan"]""", "\"StringEqualsIfExists\":{" + Own + "}")]
    [InlineData("\"dynamodb:GetItem\"", "\"ForAllValues:StringNotEquals\":{\"dynamodb:LeadingKeys\":[\"admin\"]}")]
    [InlineData("\"dynamodb:GetItem\"", "\"ForAllValues:StringEqualsIgnoreCase\":{" + Own + "}")]
    public Task Condition_CanBeSlippedPast_Reports(string action, string condition) =>
        PolicyCases.Reports("TNT3002", PolicyCases.Policy("«" + PolicyCases.Allow(action, condition) + "»"));

    [Theory]
    [InlineData("""["dynamodb:GetItem","dynamodb:BatchWriteItem","dynamodb:Query"]""", "\"ForAllValues:StringEquals\":{" + Own + "}")]
    [InlineData("\"dynamodb:*\"", "\"ForAllValues:StringEquals\":{" + Own + "}," + Null)]
    [InlineData("\"dynamodb:*Item\"", "\"ForAllValues:StringEquals\":{" + Own + "}")]
    [InlineData("\"dynamodb:GetItem\"", "\"ForAnyValue:StringEquals\":{" + Own + "}")]
    [InlineData("\"dynamodb:GetItem\"", "\"StringEquals\":{" + Own + "}")]
    public Task Condition_HoldsEveryRequestBack_IsSilent(string action, string condition) =>
        PolicyCases.Silent(PolicyCases.Policy(PolicyCases.Allow(action, condition)));

    // The partition key of an index is not known from its name.
    [Theory]
    [InlineData(null)]
    [InlineData("tenant_analyzers.table_keys = Orders/by-status=tenantId")]
    public Task Index_OfUnknownKey_IsSilent(string? config) => PolicyCases.Silent(
        PolicyCases.Policy(PolicyCases.Allow("\"dynamodb:Query\"", "\"ForAllValues:StringEquals\":{" + Own + "}", "\"arn:aws:dynamodb:*:*:table/Orders/index/by-status\"")), config);

    [Fact]
    public async Task Message_SaysWhatPassesAndHowToCloseIt()
    {
        var message = await PolicyCases.Message(PolicyCases.Policy(PolicyCases.Allow("\"dynamodb:*\"", "\"ForAllValues:StringEquals\":{" + Own + "}")));
        Assert.StartsWith("The condition can be slipped past: a principal tagged `TenantId=acme` may `dynamodb:", message, StringComparison.Ordinal);
        Assert.EndsWith("; `ForAllValues:StringEquals` holds for a request without leading keys, and `dynamodb:Scan` carries none: add `\"Null\": { \"dynamodb:LeadingKeys\": \"false\" }`", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""["dynamodb:GetItem","dynamodb:Scan"]""", "\"ForAllValues:StringEquals\":{" + Own + "}", "\"ForAllValues:StringEquals\":{" + Own + "}," + Null)]
    [InlineData("\"dynamodb:BatchGetItem\"", "\"ForAnyValue:StringEquals\":{" + Own + "}", "\"ForAllValues:StringEquals\":{" + Own + "}," + Null)]
    [InlineData("\"dynamodb:Scan\"", "\"ForAllValues:StringEqualsIfExists\":{" + Own + "}", "\"ForAllValues:StringEquals\":{" + Own + "}," + Null)]
    [InlineData("\"dynamodb:Scan\"", "\"ForAllValues:StringEquals\":{" + Own + "},\"Null\":{\"dynamodb:LeadingKeys\":\"true\"}", "\"ForAllValues:StringEquals\":{" + Own + "}," + Null)]
    [InlineData("\"dynamodb:GetItem\"", "\"ForAllValues:StringEqualsIgnoreCase\":{" + Own + "}", "\"ForAllValues:StringEquals\":{" + Own + "}," + Null)]
    public Task Fix_Condition_IsClosed(string action, string condition, string mended) => PolicyCases.Fixes(
        "TNT3002", PolicyCases.Policy("«" + PolicyCases.Allow(action, condition) + "»"), PolicyCases.Policy(PolicyCases.Allow(action, mended)));

    [Fact]
    public Task Fix_ActionWithoutLeadingKeys_IsNotOffered() => PolicyCases.OffersNoFix(
        "TNT3002", PolicyCases.Policy(PolicyCases.Allow("\"dynamodb:Query\"", "\"ForAllValues:StringEquals\":{" + Own + "}"), "«" + PolicyCases.Allow("\"dynamodb:ExportTableToPointInTime\"", "") + "»"));
}
