namespace TenantShop.Activity;

/// <summary>How the keys of the table with items of several kinds are written: one place for all of them.</summary>
public static class ActivityKeys
{
    public const string TenantPrefix = "TENANT#";

    /// <summary>The partition of a tenant.</summary>
    public static string Tenant(string tenantId) => $"{TenantPrefix}{tenantId}";

    /// <summary>What was done to an order, by the time.</summary>
    public static string Audit(string orderId, DateTimeOffset at) => $"{AuditOf(orderId)}{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}";

    /// <summary>What all audit entries of an order begin with.</summary>
    public static string AuditOf(string orderId) => $"AUDIT#{orderId}#";

    /// <summary>A question of a customer.</summary>
    public static string Ticket(string ticketId) => $"TICKET#{ticketId}";
}
