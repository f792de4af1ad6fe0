using LeakyShop.Tenancy;

namespace LeakyShop.Invoices;

/// <summary>The invoice part of the web API.</summary>
public static class InvoiceEndpoints
{
    public static void MapInvoices(this IEndpointRouteBuilder app)
    {
        var invoices = app.MapGroup("/invoices").RequireAuthorization();
        invoices.MapGet("/{invoiceId}", async (string invoiceId, InvoiceRepository repository) =>
            await repository.GetAsync(invoiceId) is { } invoice ? Results.Ok(invoice) : Results.NotFound());
        invoices.MapGet("/{invoiceId}/amount", async (string invoiceId, InvoiceRepository repository, ITenantContext tenant) =>
            await repository.GetAmountAsync(tenant.TenantId, invoiceId) is { } amount ? Results.Ok(amount) : Results.NotFound());
        invoices.MapGet("/{invoiceId}/lines", (string invoiceId, InvoiceRepository repository, ITenantContext tenant) =>
            repository.GetLinesAsync(invoiceId, tenant.TenantId));
        invoices.MapPut("/{invoiceId}/amount", (string invoiceId, NewAmount change, InvoiceRepository repository) => repository.CorrectAsync(invoiceId, change.Amount));
        invoices.MapPut("/{invoiceId}/number", async (string invoiceId, NewNumber change, InvoiceRepository repository) =>
        {
            if (await repository.GetAsync(invoiceId) is not { } invoice)
                return Results.NotFound();
            await repository.RenumberAsync(invoice, change.InvoiceId);
            return Results.NoContent();
        });
        invoices.MapDelete("/{invoiceId}", (string invoiceId, string orderId, InvoiceRepository repository) => repository.CancelAsync(invoiceId, orderId));
    }

    public sealed record NewAmount(decimal Amount);

    public sealed record NewNumber(string InvoiceId);
}
