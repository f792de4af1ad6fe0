using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Json;

/// <summary>An object or array whose end has not been read yet.</summary>
internal sealed class JsonFrame(bool isObject, int start)
{
    private ImmutableArray<JsonNode>.Builder? _items;
    private ImmutableArray<JsonProperty>.Builder? _properties;

    public bool IsObject { get; } = isObject;

    /// <summary>The name that still waits for its value.</summary>
    public JsonString? PendingName { get; set; }

    public void Add(JsonNode value)
    {
        if (IsObject)
        {
            (_properties ??= ImmutableArray.CreateBuilder<JsonProperty>()).Add(new JsonProperty(PendingName!, value));
            PendingName = null;
        }
        else
        {
            (_items ??= ImmutableArray.CreateBuilder<JsonNode>()).Add(value);
        }
    }

    public JsonNode ToNode(int end)
    {
        var span = SourceSpan.FromBounds(start, end);
        return IsObject
            ? new JsonObject(span, _properties?.ToImmutable() ?? ImmutableArray<JsonProperty>.Empty)
            : new JsonArray(span, _items?.ToImmutable() ?? ImmutableArray<JsonNode>.Empty);
    }
}
