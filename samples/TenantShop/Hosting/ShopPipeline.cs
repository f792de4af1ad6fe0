using Amazon.Runtime;
using Microsoft.Extensions.FileProviders;
using TenantShop.Access;
using TenantShop.Tenancy;

namespace TenantShop.Hosting;

/// <summary>What every request passes.</summary>
internal static class ShopPipeline
{
    // Three files of our own and nothing else: no inline script, no other host, no frame.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void UseShopHeaders(this WebApplication app) => app.Use(static (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            headers.CacheControl = "no-store";
        return next(context);
    });

    /// <summary>Not found, not forbidden: another tenant's order must not even be known to exist, whichever layer refused.</summary>
    public static void UseRefusals(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted && StatusOf(exception) is { } status)
        {
            app.Logger.LogWarning("{Reason}", exception.Message);
            context.Response.StatusCode = status;
        }
    });

    public static void UseShopPage(this WebApplication app)
    {
        var files = new PageFiles(typeof(ShopPipeline).Assembly);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = static context => context.Context.Response.Headers.CacheControl = "no-cache" });
    }

    private static int? StatusOf(Exception exception) => exception switch
    {
        TenantAccessDeniedException or DatabaseLoginException => StatusCodes.Status404NotFound,
        AmazonServiceException { ErrorCode: "AccessDeniedException" or "AccessDenied" } => StatusCodes.Status404NotFound,
        AmazonServiceException or AmazonClientException or HttpRequestException => StatusCodes.Status503ServiceUnavailable,
        _ => null,
    };
}
