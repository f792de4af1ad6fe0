using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Signing;

namespace TenantAnalyzers.Gateway.Forwarding;

/// <summary>What became of a request that was forwarded.</summary>
/// <param name="ErrorCode">The error's name; null for a success.</param>
/// <param name="Message">The error's message.</param>
internal readonly record struct Outcome(string? ErrorCode, string Message);

/// <summary>
/// The hop to DynamoDB: the body and the answer byte for byte; of the headers only those that DynamoDB reads, so that none can be smuggled.
/// </summary>
internal sealed class Forwarder(HttpMessageInvoker http, Uri dynamoDb, RequestSigner signer)
{
    // An answer up to this size is held until it is whole, so that a DynamoDB that dies midway gives an error, not half an answer.
    private const int HeldLength = 64 * 1024;

    /// <summary>Sends a request on and its answer back. Before the answer is sent, <paramref name="finish"/> learns what became of it; again, when a
    /// long answer breaks off.</summary>
    /// <exception cref="HttpRequestException">DynamoDB does not answer, and nothing was sent back: the client may be told to try again.</exception>
    public async Task ForwardAsync(HttpContext context, ReadOnlyMemory<byte> body, string region, string requestId, Action<Outcome> finish)
    {
        using var request = CreateRequest(context.Request, body, region);
        using var response = await http.SendAsync(request, context.RequestAborted);
        var length = response.Content.Headers.ContentLength;
        await using var stream = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        var buffer = ArrayPool<byte>.Shared.Rent(HeldLength);
        try
        {
            var held = await ReadAsync(stream, buffer, length, context.RequestAborted);
            finish(response.IsSuccessStatusCode ? default : ErrorOf(response.StatusCode, buffer.AsSpan(0, held)));
            CopyHeaders(response, context.Response, length, requestId);
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, held), context.RequestAborted);
            if (held == HeldLength)
                await CopyRestAsync(stream, context, finish);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Whether DynamoDB answers at all: it has an error for a request without a signature, and that is an answer.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(5));
            using var request = new HttpRequestMessage(HttpMethod.Get, dynamoDb);
            using var response = await http.SendAsync(request, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private HttpRequestMessage CreateRequest(HttpRequest original, ReadOnlyMemory<byte> body, string region)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", original.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, dynamoDb) { Content = content, Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("X-Amz-Target", original.Headers["X-Amz-Target"].ToString());
        if (original.Headers.AcceptEncoding is { Count: > 0 } encodings)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", (IEnumerable<string?>)encodings);
        signer.Sign(request, RequestSigner.HashOf(body.Span), region);
        return request;
    }

    /// <summary>Reads until the buffer is full or the answer ends; one that ends too early is an error.</summary>
    private static async ValueTask<int> ReadAsync(Stream stream, byte[] buffer, long? length, CancellationToken cancellationToken)
    {
        var limit = (int)Math.Min(length ?? HeldLength, HeldLength);
        var held = 0;
        try
        {
            while (held < limit)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(held, limit - held), cancellationToken);
                if (read == 0)
                    break;
                held += read;
            }
        }
        catch (IOException exception)
        {
            throw new HttpRequestException("DynamoDB broke off its answer", exception);
        }

        return held;
    }

    private static async Task CopyRestAsync(Stream stream, HttpContext context, Action<Outcome> finish)
    {
        try
        {
            await stream.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // Half of the answer is out already. Cutting the connection tells the client so.
            finish(new Outcome("InternalServerError", "DynamoDB broke off its answer."));
            context.Abort();
        }
    }

    private static void CopyHeaders(HttpResponseMessage from, HttpResponse to, long? length, string requestId)
    {
        to.StatusCode = (int)from.StatusCode;
        to.ContentLength = length;
        Copy("Content-Type", from.Content.Headers);
        Copy("Content-Encoding", from.Content.Headers);
        Copy("x-amz-crc32", from.Headers);
        // Ours, so that the client, the audit and a refusal all speak of the same id.
        to.Headers["x-amzn-RequestId"] = requestId;

        void Copy(string name, HttpHeaders headers)
        {
            if (headers.NonValidated.TryGetValues(name, out var values))
                to.Headers[name] = values.ToString();
        }
    }

    private static Outcome ErrorOf(HttpStatusCode status, ReadOnlySpan<byte> body)
    {
        string? type = null, message = null;
        try
        {
            var json = new Utf8JsonReader(body);
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                    continue;
                var isType = json.ValueTextEquals("__type"u8);
                var isMessage = json.ValueTextEquals("message"u8) || json.ValueTextEquals("Message"u8);
                if (!json.Read() || json.TokenType != JsonTokenType.String)
                    continue;
                if (isType)
                    type = json.GetString();
                else if (isMessage)
                    message = json.GetString();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Compressed, or no JSON: the status says enough.
        }

        return new Outcome(type is null ? $"Http{(int)status}" : type[(type.IndexOf('#') + 1)..], message ?? "");
    }
}
