using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TenantAnalyzers.Gateway.Wire;

/// <summary>Writes an error as DynamoDB does: JSON with <c>__type</c>, the request id, and the checksum that SDKs check.</summary>
internal static class ErrorResponse
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpResponse response, WireError error, string requestId)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteString("__type", error.Type);
            json.WriteString(error.MessageName, error.Message);
            json.WriteEndObject();
        }

        response.StatusCode = error.Status;
        response.ContentType = "application/x-amz-json-1.0";
        response.ContentLength = body.WrittenCount;
        response.Headers["x-amzn-RequestId"] = requestId;
        response.Headers["x-amz-crc32"] = Crc32.HashToUInt32(body.WrittenSpan).ToString(CultureInfo.InvariantCulture);
        return response.Body.WriteAsync(body.WrittenMemory).AsTask();
    }
}
