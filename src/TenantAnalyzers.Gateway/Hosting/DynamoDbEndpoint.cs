using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Forwarding;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>
/// A DynamoDB request from its first byte to its answer: who signed it, what it asks, whether that is allowed; recorded; then forwarded
/// or refused. Whatever goes wrong on the way, nothing is forwarded.
/// </summary>
internal sealed class DynamoDbEndpoint(
    SignatureVerifier verifier, ConfigSource config, AccessReader reader, ITableSchemas schemas, Authorizer authorizer, AuditLog audit, Forwarder forwarder,
    TimeProvider clock)
{
    /// <summary>Answers a request; without a body when that was too large to read.</summary>
    public async Task HandleAsync(HttpContext context, RequestBody? content)
    {
        var requestId = RequestId.Create();
        var request = context.Request;
        var body = content?.Bytes ?? default;
        var verified = content is null ? RequestBody.TooLarge : verifier.Verify(request, body, "dynamodb");
        var happened = Attempt.Begin(
            context, "dynamodb.amazonaws.com", OperationOf(request.Headers["X-Amz-Target"].ToString()), requestId, verified, clock.GetUtcNow());
        if (verified is not { Caller: { } caller, Error: null })
        {
            var error = verified.Error ?? WireError.UnrecognizedClient();
            await RefuseAsync(context, happened with { DecidedBy = "signature" }, error);
            return;
        }

        try
        {
            var settings = config.Current;
            var reading = await ReadAsync(request, body, caller, settings, verified.Region, context.RequestAborted);
            happened = Describe(happened, reading);
            var facts = new ConnectionFacts(happened.SourceIp, happened.UserAgent, request.IsHttps, verified.Region, happened.Time);
            var verdict = authorizer.Decide(settings, caller, reading, facts);
            happened = happened with { DecidedBy = verdict.DecidedBy };
            if (verdict.Message is { } refusal)
                await RefuseAsync(context, happened with { ErrorCode = "AccessDenied", ErrorMessage = refusal }, WireError.AccessDenied(refusal));
            else if (reading.MissingTable is { } table)
                await RefuseAsync(context, happened, WireError.ResourceNotFound($"Requested resource not found: Table: {table} not found"), isAllowed: true);
            else
                await ForwardAsync(context, happened, reading, new ForwardedRequest(body, verified.BodyHash, verified.Region));
        }
        catch (HttpRequestException exception)
        {
            await RefuseAsync(context, happened, WireError.Unavailable($"DynamoDB does not answer: {exception.Message}"), isAllowed: true);
        }
    }

    private async ValueTask<AccessReading> ReadAsync(
        HttpRequest request, ReadOnlyMemory<byte> body, Caller caller, GatewayConfig settings, string region, CancellationToken cancellationToken)
    {
        var target = request.Headers["X-Amz-Target"].ToString();
        if (Doubtful(request) is { } doubt)
            return new AccessReading { Operation = OperationOf(target), Doubt = doubt };
        var scope = new RequestScope(PartitionOf(caller.Arn), region, caller.Account) { TableAccount = settings.TableAccount };
        try
        {
            return await reader.ReadAsync(target, body, scope, cancellationToken);
        }
        catch (Exception exception) when (exception is not (HttpRequestException or OperationCanceledException))
        {
            // A defect of ours is a doubt like any other, and on record.
            return new AccessReading { Operation = OperationOf(target), Doubt = $"the gateway failed to read it ({exception.GetType().Name})" };
        }
    }

    /// <summary>What DynamoDB might read in another way than we do.</summary>
    private static string? Doubtful(HttpRequest request)
    {
        if (request.Headers["X-Amz-Target"].Count != 1)
            return "it must name one operation in X-Amz-Target";
        if (request.Headers.ContentEncoding.Count > 0)
            return "its body has a Content-Encoding";
        return request.ContentType is "application/x-amz-json-1.0" ? null : "its Content-Type is not application/x-amz-json-1.0";
    }

    private async Task ForwardAsync(HttpContext context, AuditEvent happened, AccessReading reading, ForwardedRequest forwarded)
    {
        var record = AuditRecord.Write(happened);
        AuditPlace place;
        try
        {
            place = await audit.AppendAsync(record.Line);
        }
        catch (AuditException exception)
        {
            var denial = WireError.AccessDenied(Attempt.Unrecorded(happened, ActionOf(happened), exception));
            await ErrorResponse.WriteAsync(context.Response, denial, happened.RequestId);
            return;
        }

        try
        {
            await forwarder.ForwardAsync(context, forwarded, happened.RequestId, Finish);
        }
        catch (Exception exception) when (!context.Response.HasStarted && exception is HttpRequestException or IOException)
        {
            // It may have been carried out: the client's SDK tries again, as it would after DynamoDB's own fault.
            var error = WireError.Internal("DynamoDB broke off before it answered.");
            Finish(new Outcome(error.Code, error.Message));
            await ErrorResponse.WriteAsync(context.Response, error, happened.RequestId);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Finish(new Outcome("ClientDisconnected", "The client closed the connection before the answer."));
        }

        void Finish(Outcome outcome)
        {
            foreach (var table in reading.ChangedTables)
                schemas.Forget(table);
            if (outcome.ErrorCode is not { } code)
                return;
            try
            {
                audit.Overwrite(place, record.OutcomeAt, AuditRecord.Outcome(code, outcome.Message));
            }
            catch (AuditException)
            {
                // The attempt is on record; only how it failed is not.
            }
        }
    }

    private async Task RefuseAsync(HttpContext context, AuditEvent happened, WireError error, bool isAllowed = false)
    {
        var recorded = happened.ErrorCode is null ? happened with { ErrorCode = error.Code, ErrorMessage = error.Message } : happened;
        // What is refused is refused in any case, with the reason that it has.
        if (await audit.RecordAsync(recorded, ActionOf(happened)) is { } unrecorded && isAllowed)
            error = WireError.AccessDenied(unrecorded);
        await ErrorResponse.WriteAsync(context.Response, error, happened.RequestId);
    }

    private static string ActionOf(AuditEvent happened) => "dynamodb:" + happened.Name;

    private static AuditEvent Describe(AuditEvent happened, AccessReading reading) => happened with
    {
        Name = reading.Operation,
        Parameters = reading.Parameters,
        IsReadOnly = reading.IsReadOnly,
        IsDataEvent = reading.IsDataEvent,
        LeadingKeys = reading.LeadingKeys,
        ReachesEveryKey = reading.ReachesEveryKey,
        Resources = [.. reading.Accesses.Select(static access => access.TableArn ?? access.Resource).Where(static arn => arn != "*")
            .Distinct(StringComparer.Ordinal).Select(static arn => (TypeOf(arn), arn))],
    };

    private static string TypeOf(string arn) => arn.Contains("/stream/", StringComparison.Ordinal) ? "AWS::DynamoDB::Stream" : "AWS::DynamoDB::Table";

    private static string OperationOf(string target) => target[(target.LastIndexOf('.') + 1)..];

    private static string PartitionOf(string arn) => arn.Split(':') is { Length: > 1 } parts ? parts[1] : "aws";
}
