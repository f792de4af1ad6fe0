using Microsoft.AspNetCore.Http;

namespace TenantAnalyzers.Gateway.Hosting;

internal sealed class StsEndpoint
{
    public Task HandleAsync(HttpContext context, RequestBody? content) => throw new NotImplementedException(context.TraceIdentifier + content);
}

internal sealed class DatabaseLoginEndpoint
{
    public Task HandleAsync(HttpContext context, RequestBody? content) => throw new NotImplementedException(context.TraceIdentifier + content);
}
