namespace TenantAnalyzers.Tests.Policies;

/// <summary>TNT3007: <c>{|TNT3007:the statement|}</c> in every kind of literal.</summary>
public sealed class PolicyMalformedTests
{
    private const string Get = """{"Effect":"Allow","Action":"dynamodb:DescribeTable","Resource":"*"}""";

    [Theory]
    [InlineData("""{"Effect":"allow","Action":"dynamodb:GetItem","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Actions":"dynamodb:GetItem","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:GetItem","NotAction":"s3:*","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Effect":"Deny","Action":"dynamodb:GetItem","Resource":"*"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:GetItem"}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*","Condition":["dynamodb:LeadingKeys"]}""")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":[{"table":"Orders"}]}""")]
    public Task Statement_IsNone_Reports(string statement) => PolicyCases.Reports("TNT3007", PolicyCases.Policy(Get, "«" + statement + "»"));

    [Fact]
    public Task Json_IsInvalid_ReportsOnce() => PolicyCases.Reports("TNT3007", """{"Version":"2012-10-17","Statement":[«{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*",}»,]}""");

    [Theory]
    // A policy for other services is not looked at.
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"allow","Action":"s3:GetObject","Resource":"*"}]}""")]
    // Filled in before it is a policy.
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"%EFFECT%","Action":"dynamodb:GetItem","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"__EFFECT__","Action":"dynamodb:GetItem","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":%RESOURCE%}]}""")]
    // Written to its end elsewhere.
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":""")]
    public Task Text_MayBecomeRight_IsSilent(string text) => PolicyCases.Silent(text);

    public static TheoryData<string> Holes => new()
    {
        """class C { string P(string more) => $"{{\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":{more}}}]}}"; }""",
        """class C { string P(string name) => $"{{\"Statement\":[{{\"Effect\":\"Allow\",\"{name}\":\"x\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}}]}}"; }""",
        """class C { string P(string effect) => $"{{\"Statement\":[{{\"Effect\":\"{effect}\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}}]}}"; }""",
        """class C { string P(string version) => $"{{\"Version\":{version},\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:DescribeTable\",\"Resource\":\"*\"}}]}}"; }""",
    };

    [Theory, MemberData(nameof(Holes))]
    public Task Hole_DecidesTheStructure_IsSilent(string source) => Verify.Silent(source);

    [Fact]
    public async Task Message_NamesWhatIsWrong() => Assert.Equal(
        "The policy is malformed: `Actions` is no element of a statement",
        await PolicyCases.Message(PolicyCases.Policy("""{"Effect":"Allow","Actions":"dynamodb:GetItem","Resource":"*"}""")));

    [Fact]
    public Task Leak_InTheSameStatement_SaysMore() => PolicyCases.Reports(
        "TNT3001", PolicyCases.Policy("«" + """{"Sid":"a","Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}""" + "»", Get));

    // The condition that the key should make does not hold: that it is misspelt says why.
    [Fact]
    public async Task MisspeltLeadingKeys_OpensTheTable_SaysBoth()
    {
        var statement = PolicyCases.Allow("\"dynamodb:GetItem\"", Own.Replace("dynamodb:", "dynamodb: ", StringComparison.Ordinal));
        await PolicyCases.Reports("TNT3007", PolicyCases.Policy("«" + statement + "»"));
        Assert.StartsWith(
            "The policy is malformed: no request carries the condition key `dynamodb: LeadingKeys`: is `dynamodb:LeadingKeys` meant? As it stands, a principal tagged `TenantId=acme` may `dynamodb:GetItem`",
            await PolicyCases.Message(PolicyCases.Policy(statement)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dynamodb: LeadingKeys", "dynamodb:LeadingKeys")]
    [InlineData("LeadingKeys", "dynamodb:LeadingKeys")]
    [InlineData("ForAllValue:StringEquals", "ForAllValues:StringEquals")]
    [InlineData("Conditions", "Condition")]
    [InlineData("allow", "Allow")]
    public Task Fix_Spelling_IsCorrected(string wrong, string right)
    {
        var mended = PolicyCases.Allow("\"dynamodb:GetItem\"", Own);
        return PolicyCases.Fixes(
            "TNT3007", PolicyCases.Policy("«" + mended.Replace($"\"{right}\"", $"\"{wrong}\"", StringComparison.Ordinal) + "»", Get), PolicyCases.Policy(mended, Get));
    }

    [Fact]
    public Task Fix_WhatIsMeantIsNotKnown_IsNotOffered() => PolicyCases.OffersNoFix(
        "TNT3007", PolicyCases.Policy("«" + """{"Effect":"Allow","Action":"dynamodb:GetItem","NotAction":"s3:*","Resource":"*"}""" + "»"));

    private const string Own = "\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"${aws:PrincipalTag/TenantId}\"]}";
}
