using LeakyShop.Tenancy;

namespace LeakyShop.Orders;

/// <summary>The order part of the web API.</summary>
public static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder app)
    {
        var orders = app.MapGroup("/orders").RequireAuthorization();
        orders.MapGet("/", (OrderRepository repository) => repository.ListAsync());
        orders.MapGet("/open", (OrderRepository repository, ITenantContext tenant) => repository.ListOpenAsync(tenant.TenantId));
        orders.MapGet("/by-status/{status}", (string status, OrderRepository repository) => repository.FindByStatusAsync(status, atMost: 50));
        orders.MapGet("/{orderId}", async (string orderId, OrderRepository repository) =>
            await repository.GetAsync(orderId) is { } order ? Results.Ok(order) : Results.NotFound());
        orders.MapGet("/{orderId}/events", (string orderId, OrderHistory history) => history.ListAsync(orderId));
        orders.MapGet("/{orderId}/events/last", async (string orderId, OrderHistory history) =>
            await history.LastAsync(orderId) is { } text ? Results.Text(text) : Results.NotFound());
        orders.MapPost("/", async (PlaceOrder order, OrderRepository repository) =>
        {
            var orderId = Guid.NewGuid().ToString("N");
            await repository.PlaceAsync(orderId, order.CustomerId, order.Total);
            return Results.Created($"/orders/{orderId}", null);
        });
        orders.MapPut("/{orderId}/status", async (string orderId, NewStatus change, OrderRepository repository) =>
            await repository.SetStatusAsync(orderId, change.Status) ? Results.NoContent() : Results.NotFound());
    }

    public sealed record PlaceOrder(string CustomerId, decimal Total);

    public sealed record NewStatus(string Status);
}
