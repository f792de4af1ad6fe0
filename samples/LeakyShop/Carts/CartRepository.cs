using Amazon.DynamoDBv2.DataModel;
using LeakyShop.Tenancy;

namespace LeakyShop.Carts;

/// <summary>Keeps carts by the object persistence model: the entity says what the key is, and it is not the tenant.</summary>
public sealed class CartRepository(IDynamoDBContext context, ITenantContext tenant)
{
    /// <summary>The cart with this number: of whichever tenant.</summary>
    public async Task<Cart?> GetAsync(string cartId)
    {
        var tenantId = tenant.TenantId;
        var cart = await context.LoadAsync<Cart>(cartId);
        if (cart is null)
            Console.WriteLine($"Tenant {tenantId} asked for cart {cartId}, which is not there.");
        return cart;
    }

    /// <summary>All carts of a customer, by an index that every tenant's customers share.</summary>
    public Task<List<Cart>> ListAsync(string customerId) =>
        context.QueryAsync<Cart>(customerId, new QueryConfig { IndexName = Indexes.CartsByCustomer }).GetRemainingAsync();

    /// <summary>Stores a cart, over whoever's cart has the same number.</summary>
    public Task SaveAsync(string cartId, string customerId, List<string> products) =>
        context.SaveAsync(new Cart { CartId = cartId, CustomerId = customerId, Products = products });
}
