namespace TenantShop.Products;

/// <summary>The product part of the web API.</summary>
public static class ProductEndpoints
{
    public static void MapProducts(this IEndpointRouteBuilder app)
    {
        var products = app.MapGroup("/products").RequireAuthorization();
        products.MapGet("/", (string? prefix, ProductCatalog catalog) => prefix is { Length: > 0 } ? catalog.ListRangeAsync(prefix) : catalog.ListAsync());
        products.MapGet("/{productId}", async (string productId, ProductCatalog catalog) =>
            await catalog.FindAsync(productId) is { } product ? Results.Ok(product) : Results.NotFound());
        products.MapPut("/{productId}", async (string productId, NewProduct product, ProductCatalog catalog) =>
        {
            await catalog.SaveAsync(new Product(productId, product.Name));
            return Results.NoContent();
        });
    }

    public sealed record NewProduct(string Name);
}
