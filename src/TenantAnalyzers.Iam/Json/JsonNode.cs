using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Json;

/// <summary>A JSON value with its place in the text.</summary>
public abstract class JsonNode
{
    private protected JsonNode(JsonNodeKind kind, SourceSpan span) => (Kind, Span) = (kind, span);

    /// <summary>What the value is.</summary>
    public JsonNodeKind Kind { get; }

    /// <summary>The whole value, with its quotes or brackets.</summary>
    public SourceSpan Span { get; }
}

/// <summary>A value without parts: a number, a literal, or a missing value.</summary>
public sealed class JsonScalar : JsonNode
{
    internal JsonScalar(JsonNodeKind kind, SourceSpan span, string text)
        : base(kind, span) => Text = text;

    /// <summary>The value as written, <c>1e3</c> or <c>true</c>; what stands there instead when it is <see cref="JsonNodeKind.Missing"/>.</summary>
    public string Text { get; }
}

/// <summary>An array.</summary>
public sealed class JsonArray : JsonNode
{
    internal JsonArray(SourceSpan span, ImmutableArray<JsonNode> items)
        : base(JsonNodeKind.Array, span) => Items = items;

    /// <summary>The items in order.</summary>
    public ImmutableArray<JsonNode> Items { get; }
}

/// <summary>An object. Equal names are all kept: which one counts is the business of whoever reads the tree.</summary>
public sealed class JsonObject : JsonNode
{
    internal JsonObject(SourceSpan span, ImmutableArray<JsonProperty> properties)
        : base(JsonNodeKind.Object, span) => Properties = properties;

    /// <summary>The properties in order.</summary>
    public ImmutableArray<JsonProperty> Properties { get; }

    /// <summary>The first property of that name, compared ordinally.</summary>
    public JsonProperty? Find(string name)
    {
        foreach (JsonProperty property in Properties)
        {
            if (property.Name.Value == name)
                return property;
        }

        return null;
    }
}

/// <summary>A name and its value in an object.</summary>
public sealed class JsonProperty
{
    internal JsonProperty(JsonString name, JsonNode value) => (Name, Value) = (name, value);

    /// <summary>The name.</summary>
    public JsonString Name { get; }

    /// <summary>The value; of kind <see cref="JsonNodeKind.Missing"/> when the text has none.</summary>
    public JsonNode Value { get; }

    /// <summary>From the start of the name to the end of the value.</summary>
    public SourceSpan Span => SourceSpan.FromBounds(Name.Span.Start, Value.Span.End);
}
