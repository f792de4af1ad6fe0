using System.Text.Json;
using System.Text.Unicode;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>
/// Reads a body as strict JSON (RFC 8259). DynamoDB's parser takes the last of two members of one name, skips a byte order mark and what
/// follows the object, and turns <c>1</c> into <c>"1"</c> (DynamoDB Local does all four): a body that two readers can read differently is a doubt.
/// </summary>
internal static class WireJson
{
    // Items nest 32 levels deep (developer guide, "Service, account, and table quotas"), two of JSON each, below at most eight of a batch.
    private const int MostDepth = 96;

    // DynamoDB takes 25 or 100 (API Reference); a few too many get its own error.
    private const int MostElements = 1_000;

    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = MostDepth,
    };

    /// <summary>The body as an object.</summary>
    /// <exception cref="DoubtException">It is none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            throw new DoubtException("the body is not UTF-8");
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(body, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new DoubtException("the body is not a JSON object");
            // Only an escape can bring half a surrogate pair into valid UTF-8.
            if (body.Span.IndexOf("\\u"u8) >= 0)
                ReadTexts(document.RootElement);
            return document;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DoubtException)
        {
            document?.Dispose();
            throw exception as DoubtException ?? new DoubtException("the body is not strict JSON");
        }
    }

    // GetString and Name throw on half a surrogate pair. The recursion is as deep as the document may be.
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    ReadTexts(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadTexts(property.Value);
                }

                break;
        }
    }

    /// <summary>A text that must be one.</summary>
    public static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw new DoubtException($"`{name}` is not a text");

    /// <summary>A member that may be missing.</summary>
    public static JsonElement? Find(JsonElement element, ReadOnlySpan<byte> name) => element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A text that may be missing.</summary>
    public static string? FindText(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? Text(value, name) : null;

    /// <summary>A list that must be there, not be empty and not be endless.</summary>
    public static JsonElement List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && IsList(value) ? value : throw new DoubtException($"`{name}` is missing, empty or too long");

    /// <summary>A list with some elements, and not so many that reading them takes long.</summary>
    public static bool IsList(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is > 0 and <= MostElements;

    /// <summary>An object that must be there.</summary>
    public static JsonElement Map(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : throw new DoubtException($"`{name}` is missing");
}
