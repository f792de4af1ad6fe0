using System.Net;
using Microsoft.AspNetCore.Http;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>What a connection says of the client.</summary>
internal static class Connection
{
    /// <summary>The client's address. A forwarding header is not believed: anyone can write one.</summary>
    public static string SourceIp(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
