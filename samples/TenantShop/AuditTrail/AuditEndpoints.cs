namespace TenantShop.AuditTrail;

/// <summary>
/// The audit trail beside the attacks. A real shop would not show one tenant what all of them do; here that is what there is to see.
/// </summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app) => app
        .MapGet("/api/audit", static (long? after, AuditTail audit, CancellationToken cancellationToken) => audit.ReadAsync(after ?? 0, cancellationToken))
        .RequireAuthorization();
}
