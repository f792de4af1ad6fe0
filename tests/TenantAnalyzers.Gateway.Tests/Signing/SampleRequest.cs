using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TenantAnalyzers.Gateway.Tests.Signing;

/// <summary>A request as it stands on the wire.</summary>
internal sealed record SampleRequest(string Method, string Target, string Body, params (string Name, string Value)[] Headers)
{
    public ReadOnlyMemory<byte> Bytes => Encoding.UTF8.GetBytes(Body);

    public HttpRequest ToHttp()
    {
        var context = new DefaultHttpContext();
        context.Request.Method = Method;
        context.Features.Get<IHttpRequestFeature>()!.RawTarget = Target;
        foreach ((string name, string value) in Headers)
            context.Request.Headers.Append(name, value);
        return context.Request;
    }

    public string this[string name] => Headers.Single(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public SampleRequest With(string name, string? value)
    {
        IEnumerable<(string, string)> kept = Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return this with { Headers = value is null ? [.. kept] : [.. kept, (name, value)] };
    }

    public SampleRequest Replace(string name, string old, string value)
    {
        Assert.Contains(old, this[name], StringComparison.Ordinal);
        return With(name, this[name].Replace(old, value, StringComparison.Ordinal));
    }
}
