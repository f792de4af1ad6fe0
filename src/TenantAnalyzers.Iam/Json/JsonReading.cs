using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Json;

/// <summary>What <see cref="JsonReader"/> made of a text: a tree as far as there is one, and what is wrong with the text.</summary>
public sealed class JsonReading
{
    internal JsonReading(JsonNode? root, ImmutableArray<JsonError> errors) => (Root, Errors) = (root, errors);

    /// <summary>The value of the text; null when it holds none at all.</summary>
    public JsonNode? Root { get; }

    /// <summary>The errors in text order; empty when the text is valid JSON. Only the first <see cref="JsonReader.MaxErrors"/> are kept.</summary>
    public ImmutableArray<JsonError> Errors { get; }

    /// <summary>Whether the text is valid JSON.</summary>
    public bool IsValid => Errors.IsEmpty;
}
