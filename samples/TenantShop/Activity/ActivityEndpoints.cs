namespace TenantShop.Activity;

/// <summary>The support part of the web API.</summary>
public static class ActivityEndpoints
{
    public static void MapActivity(this IEndpointRouteBuilder app)
    {
        var tickets = app.MapGroup("/tickets").RequireAuthorization();
        tickets.MapGet("/{ticketId}", async (string ticketId, ActivityLog log) =>
            await log.FindTicketAsync(ticketId) is { } ticket ? Results.Ok(ticket) : Results.NotFound());
        tickets.MapPost("/", async (OpenTicket ticket, ActivityLog log) =>
        {
            var ticketId = Guid.NewGuid().ToString("N");
            await log.OpenTicketAsync(new Ticket(ticketId, ticket.Text));
            return Results.Created($"/tickets/{ticketId}", null);
        });
        app.MapGet("/orders/{orderId}/audit", (string orderId, ActivityLog log) => log.ListAuditAsync(orderId)).RequireAuthorization();
    }

    public sealed record OpenTicket(string Text);
}
