using System.Reflection;
using System.Text.Json;

namespace TenantAnalyzers.Tool.Tests;

public sealed class CSharpTests : IDisposable
{
    private static readonly string Root = typeof(CSharpTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepositoryRoot").Value!;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<(string Policy, int Line, int Column)[]> Findings(string text)
    {
        var run = await ToolRun.Of("review", _folder.Write("x.cs", text), "--format", "json");
        return [.. run.Json.GetProperty("files")[0].GetProperty("findings").EnumerateArray().Select(static finding =>
            (finding.GetProperty("policy").GetString()!, finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32()))];
    }

    [Fact]
    public async Task Review_EachKindOfLiteral_IsReadAtItsPlace()
    {
        const string Statement = "Allow\", \"Action\": \"dynamodb:GetItem\", \"Resource\": \"*\" }";
        var escaped = Statement.Replace("\"", "\\\"", StringComparison.Ordinal);
        var text = $$""""
            class C
            {
                const string Regular = "{ \"Statement\": { \"Effect\": \"{{escaped}} }";
                static readonly string Sum = "{ \"Statement\": " + "{ \"Effect\": \"{{escaped}} }";
                string Raw => """
                    { "Statement": { "Effect": "{{Statement}} }
                    """;
                string Interpolated(string account) => $$"""
                    { "Id": "{{"{{account}}"}}", "Statement": { "Effect": "{{Statement}} }
                    """;
            }
            """";

        Assert.Equal([("Regular", 3, 46), ("Sum", 4, 57), ("Raw", 6, 24), ("Interpolated", 9, 45)], await Findings(text));
    }

    [Theory]
    [InlineData("class C { const string P = \"nothing\"; }")]
    [InlineData("class C { const string P = \"{ Statement Effect\"; }")]
    [InlineData("class { const string P = \"{ \\\"Statement\\\": { \\\"Effect\\\":")]
    [InlineData("Statement Effect \"\"\"\"\"\" $$\"\"\"{{{{")]
    public async Task Review_OtherText_IsSilent(string text) => Assert.Empty(await Findings(text));

    [Fact]
    public async Task Review_TenantInAHole_IsTheTenants() => Assert.Empty(await Findings("""""
        class C
        {
            string P(string tenantId) => $$"""
                { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "dynamodb:GetItem", "Resource": "*", "Condition": { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["{{tenantId}}"] } } } }
                """;
        }
        """""));

    [Fact]
    public async Task Review_CrossTenantOnPurpose_IsSilent() => Assert.Empty(await Findings("""""
        using TenantAnalyzers;
        class C
        {
            [CrossTenant("the nightly export")]
            const string P = "{ \"Statement\": { \"Effect\": \"Allow\", \"Action\": \"dynamodb:Scan\", \"Resource\": \"*\" } }";
        }
        """""));

    [Fact]
    public async Task Review_LeakyShop_ListsEveryLeakWithAWitness()
    {
        var run = await ToolRun.Of("review", Path.Combine(Root, "samples", "LeakyShop"), "--format", "json");

        Assert.Equal(1, run.ExitCode);
        var findings = run.Json.GetProperty("files").EnumerateArray().SelectMany(static file => file.GetProperty("findings").EnumerateArray()).ToList();
        Assert.Superset(
            new HashSet<string?> { "OrderService", "SupportDesk", "ForInvoices", "ForExport" },
            findings.Select(static finding => finding.GetProperty("policy").GetString()).ToHashSet());
        var leaks = findings.Where(static finding => finding.GetProperty("witness").ValueKind != JsonValueKind.Null).ToList();
        // What IAM refuses shows no request.
        Assert.All(findings.Except(leaks), static finding => Assert.Equal("TNT3007", finding.GetProperty("rule").GetString()));
        Assert.All(leaks, static finding => Assert.NotEmpty(finding.GetProperty("witness").GetProperty("action").GetString()!));
    }

    [Fact]
    public async Task Review_TenantShop_FindsOnlyTheTwoUsersThatAreNoTenants()
    {
        var run = await ToolRun.Of("review", Path.Combine(Root, "samples", "TenantShop"), "--key-format", "TENANT#{tenant}", "--format", "json");

        Assert.Equal(1, run.ExitCode);
        // What the shop is without its IAM layer, and who fills the tables: both stand in the gateway's configuration and say so.
        var findings = run.Json.GetProperty("files").EnumerateArray().SelectMany(
            static file => file.GetProperty("findings").EnumerateArray(),
            static (file, finding) => $"{Path.GetFileName(file.GetProperty("path").GetString())} {finding.GetProperty("rule").GetString()} {finding.GetProperty("statement").GetString()}");
        Assert.Equal(["gateway.json TNT3001 WhatTheIamLayerTakesAway", "gateway.json TNT3001 LooksAfterTheSampleDataOfAllTenants"], findings);
    }
}
