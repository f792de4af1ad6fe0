using TenantShop.Tenancy;

namespace TenantShop.Carts;

/// <summary>The cart part of the web API.</summary>
public static class CartEndpoints
{
    public static void MapCarts(this IEndpointRouteBuilder app)
    {
        var carts = app.MapGroup("/carts").RequireAuthorization();
        carts.MapGet("/", (TenantRepository<Cart> repository) => repository.ListAsync());
        carts.MapGet("/{cartId}", async (string cartId, TenantRepository<Cart> repository) =>
            await repository.FindAsync(cartId) is { } cart ? Results.Ok(cart) : Results.NotFound());
        carts.MapPut("/{cartId}", async (string cartId, SaveCart cart, TenantRepository<Cart> repository) =>
        {
            await repository.SaveAsync(new Cart { CartId = cartId, CustomerId = cart.CustomerId, Products = cart.Products });
            return Results.NoContent();
        });
        carts.MapDelete("/{cartId}", (string cartId, TenantRepository<Cart> repository) => repository.DeleteAsync(cartId));
    }

    public sealed record SaveCart(string CustomerId, List<string> Products);
}
