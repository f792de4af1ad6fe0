using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>
/// <c>POST /database-login</c>: asks IAM whether a login token opens a database, as RDS does when a client connects with one. The body is the
/// token; the answer is 200, or an error of DynamoDB's form. What is not on record is refused.
/// </summary>
internal sealed class DatabaseLoginEndpoint(DatabaseLogin login, AuditLog audit, TimeProvider clock)
{
    public const string Path = "/database-login";

    public async Task HandleAsync(HttpContext context, RequestBody? content)
    {
        var requestId = RequestId.Create();
        var now = clock.GetUtcNow();
        var facts = new ConnectionFacts(Attempt.SourceIp(context), context.Request.Headers.UserAgent.ToString(), context.Request.IsHttps, "", now);
        var reply = content is null
            ? new LoginReply(null, RequestBody.TooLarge.Error, "", null, "")
            : login.Check(Encoding.UTF8.GetString(content.Bytes.Span), facts);
        var error = reply.Error;
        var happened = new AuditEvent
        {
            Time = now,
            Source = "rds.amazonaws.com",
            Name = "connect",
            Region = reply.Region,
            SourceIp = facts.SourceIp,
            UserAgent = facts.UserAgent,
            Caller = reply.Caller,
            AccessKeyId = reply.AccessKeyId,
            RequestId = requestId,
            ErrorCode = error is { Code: "AccessDeniedException" } ? "AccessDenied" : error?.Code,
            ErrorMessage = error?.Message,
            Parameters = reply.User.Length == 0 ? null : new JsonObject { ["database"] = reply.Address, ["dBUser"] = reply.User },
            Account = reply.Caller?.Account,
            Resources = reply.Access is { } access ? [("AWS::RDS::DBUser", access.Resource)] : [],
            DecidedBy = reply.Caller is null ? "signature" : reply.DecidedBy,
        };
        // What is refused is refused in any case, with the reason that it has.
        if (await audit.RecordAsync(happened, "rds-db:connect") is { } unrecorded)
            error ??= WireError.AccessDenied(unrecorded);
        if (error is not null)
        {
            await ErrorResponse.WriteAsync(context.Response, error, requestId);
            return;
        }

        context.Response.Headers["x-amzn-RequestId"] = requestId;
        context.Response.ContentLength = 0;
    }
}
