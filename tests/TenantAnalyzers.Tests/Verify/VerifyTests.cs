namespace TenantAnalyzers.Tests;

public sealed class VerifyTests
{
    [Fact]
    public Task Harness_SourceWithoutAccess_IsSilent() => Verify.Silent("class C { }");
}
