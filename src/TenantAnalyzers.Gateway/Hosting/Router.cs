using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Forwarding;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>Tells DynamoDB's requests from STS's, as both come to the same address.</summary>
internal sealed class Router(DynamoDbEndpoint dynamoDb, StsEndpoint sts, DatabaseLoginEndpoint databaseLogin, AuditLog audit, Forwarder forwarder)
{
    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) && request.Path == "/health")
        {
            await AnswerHealthAsync(context);
            return;
        }

        if (!HttpMethods.IsPost(request.Method) || request.Path != "/" && request.Path != DatabaseLoginEndpoint.Path)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var body = await RequestBody.ReadAsync(request, context.RequestAborted);
        if (request.Path == DatabaseLoginEndpoint.Path)
            await databaseLogin.HandleAsync(context, body);
        else if (request.HasFormContentType && !request.Headers.ContainsKey("X-Amz-Target"))
            await sts.HandleAsync(context, body);
        else
            await dynamoDb.HandleAsync(context, body);
    }

    /// <summary>Healthy is: DynamoDB answers, and records can be written. Says nothing that a stranger may not know.</summary>
    private async Task AnswerHealthAsync(HttpContext context)
    {
        var answers = await forwarder.AnswersAsync(context.RequestAborted);
        context.Response.StatusCode = answers && audit.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            new Dictionary<string, string> { ["dynamodb"] = answers ? "ok" : "does not answer", ["audit"] = audit.IsHealthy ? "ok" : "cannot be written" },
            cancellationToken: context.RequestAborted);
    }
}
