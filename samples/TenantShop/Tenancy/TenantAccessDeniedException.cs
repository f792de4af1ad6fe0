namespace TenantShop.Tenancy;

/// <summary>The guard refused a DynamoDB request: nothing was sent.</summary>
public sealed class TenantAccessDeniedException(string message) : Exception(message);
