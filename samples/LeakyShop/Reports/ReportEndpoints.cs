using LeakyShop.Tenancy;

namespace LeakyShop.Reports;

/// <summary>The report part of the web API.</summary>
public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/reports").RequireAuthorization();
        reports.MapGet("/orders.csv", async (OrderExport export, ITenantContext tenant) =>
        {
            using var text = new StringWriter();
            await export.WriteAsync(tenant.TenantId, text);
            return Results.Text(text.ToString(), "text/csv");
        });
        reports.MapGet("/open-total", (OrderExport export, ITenantContext tenant) => export.OpenTotalAsync(tenant.TenantId));
        reports.MapGet("/receipts/{receiptId}", async (string receiptId, ReceiptArchive archive) =>
            await archive.ReadAsync(receiptId) is { } text ? Results.Text(text) : Results.NotFound());
    }
}
