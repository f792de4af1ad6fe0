namespace LeakyShop.Carts;

/// <summary>The cart part of the web API.</summary>
public static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder app)
    {
        var carts = app.MapGroup("/carts").RequireAuthorization();
        carts.MapGet("/{cartId}", async (string cartId, CartRepository repository) =>
            await repository.GetAsync(cartId) is { } cart ? Results.Ok(cart) : Results.NotFound());
        carts.MapGet("/of/{customerId}", (string customerId, CartRepository repository) => repository.ListAsync(customerId));
        carts.MapPut("/{cartId}", async (string cartId, SaveCart cart, CartRepository repository) =>
        {
            await repository.SaveAsync(cartId, cart.CustomerId, cart.Products);
            return Results.NoContent();
        });
    }

    public sealed record SaveCart(string CustomerId, List<string> Products);
}
