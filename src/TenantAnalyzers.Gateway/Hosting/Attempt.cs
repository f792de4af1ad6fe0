using System.Net;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Signing;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>What every endpoint does with an attempt: begins its record, and puts it on record before anything is given out.</summary>
internal static class Attempt
{
    /// <summary>What is known of a request when its signature has been looked at.</summary>
    public static AuditEvent Begin(HttpContext context, string source, string name, string requestId, in Verification verified, DateTimeOffset now) => new()
    {
        Time = now,
        Source = source,
        Name = name,
        Region = verified.Region,
        SourceIp = SourceIp(context),
        UserAgent = context.Request.Headers.UserAgent.ToString(),
        Caller = verified.Caller,
        AccessKeyId = verified.AccessKeyId,
        RequestId = requestId,
        Account = verified.Caller?.Account,
    };

    /// <summary>Puts an attempt on record. Null when it is there; else why it must be denied, however it was decided.</summary>
    /// <param name="audit">The log.</param>
    /// <param name="happened">The attempt.</param>
    /// <param name="action">The action that is then denied.</param>
    public static async Task<string?> RecordAsync(this AuditLog audit, AuditEvent happened, string action)
    {
        try
        {
            await audit.AppendAsync(AuditRecord.Write(happened).Line);
            return null;
        }
        catch (AuditException exception)
        {
            return Unrecorded(happened, action, exception);
        }
    }

    /// <summary>Why what cannot be put on record is denied.</summary>
    public static string Unrecorded(AuditEvent happened, string action, AuditException exception) =>
        $"User: {happened.Caller?.Arn} is not authorized to perform: {action} because {exception.Message}";

    /// <summary>The client's address. A forwarding header is not believed: anyone can write one.</summary>
    public static string SourceIp(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }
}
