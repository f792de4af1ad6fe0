namespace TenantShop.Customers;

/// <summary>The customer part of the web API.</summary>
public static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder app)
    {
        var customers = app.MapGroup("/customers").RequireAuthorization();
        customers.MapGet("/{customerId}", async (string customerId, CustomerRepository repository) =>
            await repository.GetAsync(customerId) is { } customer ? Results.Ok(customer) : Results.NotFound());
        customers.MapGet("/by-email/{email}", async (string email, CustomerRepository repository) =>
            await repository.FindByEmailAsync(email) is { } customer ? Results.Ok(customer) : Results.NotFound());
        customers.MapGet("/", (string text, CustomerRepository repository) => repository.SearchAsync(text));
        customers.MapGet("/by-name/{beginning}", (string beginning, CustomerRepository repository) => repository.FindByNameAsync(beginning));
        customers.MapPut("/{customerId}", async (string customerId, SaveCustomer customer, CustomerRepository repository) =>
        {
            await repository.SaveAsync(customerId, customer.Name, customer.Email);
            return Results.NoContent();
        });
    }

    public sealed record SaveCustomer(string Name, string Email);
}
