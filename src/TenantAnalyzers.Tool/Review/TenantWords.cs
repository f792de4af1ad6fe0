using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tool.Review;

/// <summary>Whether a name in a template denotes the tenant: a parameter <c>TenantId</c>, a placeholder <c>{{tenant}}</c>.</summary>
internal static class TenantWords
{
    public static bool Denotes(string name) =>
        !name.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && (TenantNaming.EndsWithWords(name, "tenant") || TenantNaming.EndsWithWords(name, "tenantId"));
}
