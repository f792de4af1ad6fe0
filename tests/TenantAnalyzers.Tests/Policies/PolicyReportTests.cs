using Microsoft.CodeAnalysis.Testing;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>What a report says and where it stands, and what the configuration changes about it.</summary>
public sealed class PolicyReportTests
{
    [Theory]
    [InlineData("\"dynamodb:GetItem\"", "`dynamodb:GetItem`")]
    [InlineData("[\"dynamodb:query\",\"dynamodb:GetItem\"]", "`dynamodb:GetItem`, `dynamodb:Query`")]
    [InlineData("\"dynamodb:*Item\"", "`dynamodb:GetItem`, `dynamodb:BatchGetItem`, `dynamodb:PutItem` and 4 more")]
    public async Task Message_NamesActionsAndWitness(string action, string inWords)
    {
        var diagnostic = Assert.Single(await PolicyAnalysis.Diagnostics(Source(action, "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders")));
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith($"The statement allows {inWords} with no `dynamodb:LeadingKeys` condition: a principal tagged `TenantId=", message, StringComparison.Ordinal);
        Assert.EndsWith("on `arn:aws:dynamodb:eu-central-1:123456789012:table/Orders`", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Location_StatementOverOperands_HasAPlaceInEach()
    {
        var source = """
            class C { string P = "{\"Statement\":[{\"Effect\":\"Allow\"," +
                "\"Action\":\"dynamodb:GetItem\"," +
                "\"Resource\":\"*\"}]}"; }
            """;
        var diagnostic = Assert.Single(await PolicyAnalysis.Diagnostics(source));
        Assert.Equal(
            ["""{\"Effect\":\"Allow\",""", """\"Action\":\"dynamodb:GetItem\",""", """\"Resource\":\"*\"}"""],
            diagnostic.AdditionalLocations.Prepend(diagnostic.Location).Select(location => source.Substring(location.SourceSpan.Start, location.SourceSpan.Length)));
    }

    [Fact]
    public async Task Location_SecondStatement_IsItsOwn()
    {
        var source = Source("\"dynamodb:GetItem\"", "*").Replace("[{", "[{\"\"Effect\"\":\"\"Deny\"\",\"\"Action\"\":\"\"s3:*\"\",\"\"Resource\"\":\"\"*\"\"},{", StringComparison.Ordinal);
        var diagnostic = Assert.Single(await PolicyAnalysis.Diagnostics(source));
        Assert.Equal("1", diagnostic.Properties["Statement"]);
        Assert.Equal(source.LastIndexOf("{\"\"Effect", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
    }

    [Theory]
    [InlineData("Settings", "Settings")]
    [InlineData("Settings, Plans", "Plans")]
    public Task SharedTables_ListedTable_IsSilent(string shared, string table) =>
        Verify.Silent(Source("\"dynamodb:GetItem\"", $"arn:aws:dynamodb:*:*:table/{table}"), $"tenant_analyzers.shared_tables = {shared}");

    [Fact]
    public Task SharedTables_AnotherTable_Reports() =>
        Verify.Reports(Marked("\"dynamodb:GetItem\"", "arn:aws:dynamodb:*:*:table/Orders"), "tenant_analyzers.shared_tables = Settings");

    [Theory]
    [InlineData("tenant_analyzers.tenant_names = household", "householdId", false)]
    [InlineData("tenant_analyzers.tenant_names = household", "household", true)]
    [InlineData("tenant_analyzers.tenant_names = household, HouseholdId", "householdId", true)]
    [InlineData("tenant_analyzers.tenant_names = ", "tenantId", true)]
    public Task TenantNames_DecideWhichHolesAreTheTenant(string config, string parameter, bool isTenant)
    {
        var statement = "{{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"dynamodb:GetItem\\\",\\\"Resource\\\":\\\"arn:aws:dynamodb:*:*:table/orders-{" + parameter + "}\\\"}}";
        return Verify.Reports($"class C {{ string P(string {parameter}) => $\"{{{{\\\"Statement\\\":[{(isTenant ? statement : $"{{|TNT3001:{statement}|}}")}]}}}}\"; }}", config);
    }

    [Fact]
    public Task Attribute_MarksTheTenant_IsSilent() => Verify.Silent("""
        namespace TenantAnalyzers { sealed class TenantIdAttribute : System.Attribute { } }
        class C { string P([TenantAnalyzers.TenantId] string customer) => $"{{\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"arn:aws:dynamodb:*:*:table/orders-{customer}\"}}]}}"; }
        """);

    [Theory]
    [InlineData("tenant_analyzers.isolation = database")]
    [InlineData("build_property.IsTestProject = true")]
    public async Task GlobalConfig_SaysNotShared_IsSilent(string line)
    {
        var test = new Verify.Test { TestCode = Source("\"dynamodb:GetItem\"", "*") };
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", $"is_global = true\n{line}\n"));
        await Verify.Run(test, config: null, Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }

    [Fact]
    public async Task GeneratedFile_IsNotAnalysed()
    {
        var test = new Verify.Test { TestCode = "class D { }" };
        test.TestState.Sources.Add(("/0/Policies.g.cs", Source("\"dynamodb:GetItem\"", "*")));
        await Verify.Run(test, config: null, Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest);
    }

    private static string Source(string action, string resource) => $"class C {{ string P = @\"{{\"\"Statement\"\":[{Statement(action, resource)}]}}\"; }}";

    private static string Marked(string action, string resource) => $"class C {{ string P = @\"{{\"\"Statement\"\":[{{|TNT3001:{Statement(action, resource)}|}}]}}\"; }}";

    private static string Statement(string action, string resource) =>
        $"{{\"Effect\":\"Allow\",\"Action\":{action},\"Resource\":\"{resource}\"}}".Replace("\"", "\"\"", StringComparison.Ordinal);
}
