namespace TenantAnalyzers.Tests.Policies;

/// <summary>TNT3006: <c>{|TNT3006:the statement|}</c> in every kind of literal.</summary>
public sealed class ResourceNotBoundToTenantTests
{
    private const string Tables = "tenant_analyzers.isolation = table";
    private const string Databases = "tenant_analyzers.isolation = database";

    [Theory]
    [InlineData("dynamodb:GetItem", "*", Tables)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/*", Tables)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders-${aws:PrincipalTag/TenantId}*", Tables)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/${aws:PrincipalTag/TenantId}-*", Tables)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders-${aws:PrincipalTag/TenantId}*", null)]
    [InlineData("rds-db:connect", "arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-ABCDEFGHIJKL/app-${aws:PrincipalTag/TenantId}*", Databases)]
    public Task Resource_TakesOtherTenants_Reports(string action, string resource, string? config) =>
        PolicyCases.Reports("TNT3006", PolicyCases.Policy("«" + Allow(action, resource) + "»"), config);

    [Theory]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders-${aws:PrincipalTag/TenantId}", Tables)]
    [InlineData("dynamodb:Query", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders-${aws:PrincipalTag/TenantId}/index/*", Tables)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders-${aws:PrincipalTag/TenantId}", null)]
    [InlineData("rds-db:connect", "arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-ABCDEFGHIJKL/${aws:PrincipalTag/TenantId}", Databases)]
    // One table might be the tenant's: its name alone does not tell.
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/Orders", Tables)]
    [InlineData("dynamodb:GetItem", "*", Databases)]
    [InlineData("s3:GetObject", "arn:aws:s3:::assets/*", Tables)]
    public Task Resource_IsTheTenantsOrMayBe_IsSilent(string action, string resource, string? config) =>
        PolicyCases.Silent(PolicyCases.Policy(Allow(action, resource)), config);

    [Fact]
    public Task Fix_IsNotOffered() =>
        PolicyCases.OffersNoFix("TNT3006", PolicyCases.Policy("«" + Allow("dynamodb:GetItem", "arn:aws:dynamodb:eu-central-1:123456789012:table/orders-${aws:PrincipalTag/TenantId}*") + "»"));

    private static string Allow(string action, string resource) => $"{{\"Effect\":\"Allow\",\"Action\":\"{action}\",\"Resource\":\"{resource}\"}}";
}
