using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TenantAnalyzers.Benchmarks.Runtime;

/// <summary>Kestrel in front of DynamoDB that forwards and does nothing else: what any gateway costs at least.</summary>
internal sealed class BareHop : IAsyncDisposable
{
    private static readonly string[] RequestHeaders = ["X-Amz-Target", "X-Amz-Date", "Authorization", "X-Amz-Security-Token", "X-Amz-Content-SHA256"];
    private static readonly string[] ResponseHeaders = ["x-amzn-RequestId", "x-amz-crc32"];

    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _http;
    private readonly Uri _target;

    private BareHop(WebApplication app, HttpMessageInvoker http, Uri target)
    {
        _app = app;
        _http = http;
        _target = target;
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<BareHop> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });
        var hop = new BareHop(builder.Build(), http, target);
        hop._app.Run(hop.ForwardAsync);
        await hop._app.StartAsync();
        return hop;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _target) { Version = HttpVersion.Version11, Content = new StreamContent(context.Request.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        request.Content.Headers.ContentLength = context.Request.ContentLength;
        foreach (var name in RequestHeaders)
        {
            if (context.Request.Headers.TryGetValue(name, out var value))
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        }

        using var response = await _http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        foreach (var name in ResponseHeaders)
        {
            if (response.Headers.NonValidated.TryGetValues(name, out var values))
                context.Response.Headers[name] = values.ToString();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
