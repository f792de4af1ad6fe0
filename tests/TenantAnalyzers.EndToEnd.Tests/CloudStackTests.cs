namespace TenantAnalyzers.EndToEnd.Tests;

/// <summary>The leaky shop's CDK app, built against the real <c>Amazon.CDK.Lib</c>.</summary>
public sealed class CloudStackTests
{
    private static readonly Dictionary<string, string> SamePackages = new() { ["NUGET_PACKAGES"] = Machine.PackageRoot };

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Build_LeakyStack_ReportsTheGrantAndTheStatement()
    {
        // The analyzers are built already; the test must not build them under the feet of the others.
        var result = await Machine.DotNet(
            Machine.RepositoryRoot, SamePackages,
            "build", "samples/LeakyShop.Infrastructure", "-c", Configuration, "--no-incremental", "--no-dependencies", "-nodeReuse:false", "-tl:off", "-clp:NoSummary");

        result.Expect(success: true);
        Assert.Contains("ShopStack.cs(24,9): warning TNT3008: `GrantReadWriteData` lets the grantee reach every tenant's items on `Orders`", result.Output, StringComparison.Ordinal);
        Assert.Contains("ShopStack.cs(26,29): warning TNT3002: The condition can be slipped past: a principal tagged `TenantId=acme` may `dynamodb:Scan`", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning NU", result.Output, StringComparison.Ordinal);
    }
}
