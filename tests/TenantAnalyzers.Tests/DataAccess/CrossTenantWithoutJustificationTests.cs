namespace TenantAnalyzers.Tests.DataAccess;

public sealed class CrossTenantWithoutJustificationTests
{
    private const string Attribute = """
        namespace TenantAnalyzers
        {
            [System.AttributeUsage(System.AttributeTargets.All)]
            internal sealed class CrossTenantAttribute : System.Attribute
            {
                public CrossTenantAttribute(string? justification) { }
            }
        }
        """;

    [Theory]
    [InlineData("""[{|TNT1007:CrossTenant("")|}] class C { }""")]
    [InlineData("""[{|TNT1007:CrossTenant("  ")|}] class C { }""")]
    [InlineData("""[{|TNT1007:CrossTenant(null)|}] class C { }""")]
    [InlineData("""[{|TNT1007:CrossTenantAttribute(justification: "")|}] class C { }""")]
    [InlineData("""[{|TNT1007:TenantAnalyzers.CrossTenant("")|}] class C { }""")]
    [InlineData("""class C { [{|TNT1007:global::TenantAnalyzers.CrossTenant("")|}] void M() { } }""")]
    [InlineData("""class C { const string None = ""; [{|TNT1007:CrossTenant(None)|}] int P { get; set; } }""")]
    [InlineData("""[System.Obsolete, {|TNT1007:CrossTenant("")|}] record R;""")]
    public Task CrossTenant_WithoutAReason_Reports(string code) => Verify.Reports($"using TenantAnalyzers;\n{code}\n{Attribute}");

    [Theory]
    [InlineData("""[CrossTenant("billing")] class C { }""")]
    [InlineData("""class C { const string Why = "billing"; [CrossTenant(Why + " run")] void M() { } }""")]
    [InlineData("""[CrossTenant(nameof(C))] class C { }""")]
    [InlineData("""class CrossTenantAttribute : System.Attribute { public CrossTenantAttribute(string why) { } } [CrossTenantAttribute("")] class C { }""")]
    [InlineData("""namespace Other { class CrossTenantAttribute : System.Attribute { public CrossTenantAttribute(string why) { } } [CrossTenant("")] class C { } }""")]
    [InlineData("""[System.Obsolete("")] class C { }""")]
    public Task CrossTenant_WithAReasonOrOfAnotherKind_IsSilent(string code) => Verify.Silent($"using TenantAnalyzers;\n{code}\n{Attribute}");

    [Fact]
    public Task CrossTenant_WithoutAReason_DoesNotSilenceTheAccess() => Verify.Reports($$"""
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        using TenantAnalyzers;
        class C(IAmazonDynamoDB dynamo)
        {
            [{|TNT1007:CrossTenant("")|}]
            public object All() => {|TNT1003:dynamo.ScanAsync|}(new ScanRequest("Orders"));
        }
        {{Attribute}}
        """);
}
