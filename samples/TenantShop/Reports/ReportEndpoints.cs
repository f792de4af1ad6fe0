namespace TenantShop.Reports;

/// <summary>The report part of the web API.</summary>
public static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder app)
    {
        var reports = app.MapGroup("/reports").RequireAuthorization();
        reports.MapGet("/orders.csv", async (OrderExport export) =>
        {
            using var text = new StringWriter();
            await export.WriteAsync(text);
            return Results.Text(text.ToString(), "text/csv");
        });
        reports.MapGet("/open-total", (OrderExport export) => export.OpenTotalAsync());
    }
}
