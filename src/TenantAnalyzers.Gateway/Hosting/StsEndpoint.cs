using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Sts;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>An STS request from its first byte to its answer. Credentials that are not on record are not given out.</summary>
internal sealed class StsEndpoint(SignatureVerifier verifier, StsService sts, AuditLog audit, TimeProvider clock)
{
    /// <summary>Answers a request; without a body when that was too large to read.</summary>
    public async Task HandleAsync(HttpContext context, RequestBody? content)
    {
        // STS gives UUIDs.
        var requestId = Guid.NewGuid().ToString();
        var request = context.Request;
        var body = content?.Bytes ?? default;
        var verified = content is null ? RequestBody.TooLarge : verifier.Verify(request, body, "sts");
        var happened = Attempt.Begin(context, "sts.amazonaws.com", "Unknown", requestId, verified, clock.GetUtcNow()) with { DecidedBy = "signature" };
        StsReply reply;
        if (verified is { Caller: { } caller, Error: null })
        {
            var facts = new ConnectionFacts(happened.SourceIp, happened.UserAgent, request.IsHttps, verified.Region, happened.Time);
            reply = sts.Answer(Encoding.UTF8.GetString(body.Span), caller, facts, requestId);
            happened = Describe(happened, reply);
        }
        else
        {
            reply = StsReply.Refuse(StsError.From(verified.Error ?? WireError.UnrecognizedClient()), requestId);
        }

        happened = happened with { ErrorCode = reply.Error?.Code, ErrorMessage = reply.Error?.Message };
        // What is refused is refused in any case, with the reason that it has.
        if (await audit.RecordAsync(happened, "sts:" + happened.Name) is { } unrecorded && reply.Error is null)
            reply = StsReply.Refuse(StsError.AccessDenied(unrecorded), requestId);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = StsReply.ContentType;
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        var answer = Encoding.UTF8.GetBytes(reply.Body);
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }

    private static AuditEvent Describe(AuditEvent happened, StsReply reply)
    {
        happened = happened with
        {
            Name = reply.Action.Length > 0 ? reply.Action : "Unknown",
            IsReadOnly = reply.Action == "GetCallerIdentity",
            DecidedBy = reply.Action == "AssumeRole" ? "trust policy" : null,
        };
        if (reply.Session is not { } session)
            return happened;
        var parameters = new JsonObject
        {
            ["roleArn"] = session.RoleArn,
            ["roleSessionName"] = session.SessionName,
            ["durationSeconds"] = session.DurationSeconds,
        };
        if (!session.Tags.IsEmpty)
            parameters["principalTags"] = new JsonObject(session.Tags.Select(static tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
        if (!session.TransitiveTagKeys.IsEmpty)
            parameters["transitiveTagKeys"] = new JsonArray([.. session.TransitiveTagKeys.Select(static key => (JsonNode?)key)]);
        if (session.Policy is { } policy)
            parameters["policy"] = policy;
        if (session.SourceIdentity is { } source)
            parameters["sourceIdentity"] = source;
        // The secret and the token are nobody's to read.
        var response = session.AccessKeyId is { } accessKeyId
            ? new JsonObject
            {
                ["credentials"] = new JsonObject { ["accessKeyId"] = accessKeyId, ["expiration"] = session.Expires },
                ["assumedRoleUser"] = new JsonObject { ["assumedRoleId"] = session.AssumedRoleId, ["arn"] = session.AssumedRoleArn },
            }
            : null;
        return happened with { Parameters = parameters, Response = response, Resources = [("AWS::IAM::Role", session.RoleArn)] };
    }
}
