using System.Security.Claims;

namespace TenantShop.Tenancy;

/// <summary>The tenant the caller belongs to.</summary>
public interface ITenantContext
{
    string TenantId { get; }
}

/// <summary>Takes the tenant from the authenticated principal.</summary>
public sealed class PrincipalTenantContext(IHttpContextAccessor http) : ITenantContext
{
    public const string ClaimType = "tenant_id";

    public string TenantId => http.HttpContext?.User.FindFirstValue(ClaimType)
        ?? throw new InvalidOperationException("The caller belongs to no tenant.");
}
