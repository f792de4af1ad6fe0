using System.Security.Claims;

namespace TenantShop.Tenancy;

/// <summary>The tenant the caller belongs to.</summary>
public interface ITenantContext
{
    string TenantId { get; }
}

/// <summary>Takes the tenant from the authenticated principal: the one <c>tenant</c> claim of the signed token.</summary>
public sealed class PrincipalTenantContext(IHttpContextAccessor http) : ITenantContext
{
    public const string ClaimType = "tenant";

    public string TenantId => Find(http.HttpContext?.User) ?? throw new InvalidOperationException("The caller belongs to no tenant.");

    /// <summary>The tenant of a principal; null when it names none, several, or one that is no tenant's id.</summary>
    public static string? Find(ClaimsPrincipal? principal) =>
        principal?.FindAll(ClaimType).ToArray() is [{ Value: var tenant }] && TenantIds.IsValid(tenant) ? tenant : null;
}

/// <summary>A tenant that is known already: that of a client, of a store, of a worker.</summary>
public sealed class FixedTenant(string tenantId) : ITenantContext
{
    public string TenantId { get; } = TenantIds.Require(tenantId);
}
