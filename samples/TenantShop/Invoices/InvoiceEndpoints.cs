namespace TenantShop.Invoices;

/// <summary>The invoice part of the web API.</summary>
public static class InvoiceEndpoints
{
    public static void MapInvoices(this IEndpointRouteBuilder app)
    {
        var invoices = app.MapGroup("/invoices").RequireAuthorization();
        invoices.MapGet("/{invoiceId}", async (string invoiceId, InvoiceRepository repository) =>
            await repository.GetAsync(invoiceId) is { } invoice ? Results.Ok(invoice) : Results.NotFound());
        invoices.MapGet("/{invoiceId}/amount", async (string invoiceId, InvoiceRepository repository) =>
            await repository.GetAmountAsync(invoiceId) is { } amount ? Results.Ok(amount) : Results.NotFound());
        invoices.MapGet("/{invoiceId}/lines", (string invoiceId, InvoiceRepository repository) => repository.GetLinesAsync(invoiceId));
    }
}
