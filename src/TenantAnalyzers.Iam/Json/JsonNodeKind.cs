namespace TenantAnalyzers.Iam.Json;

/// <summary>The kinds of <see cref="JsonNode"/>.</summary>
public enum JsonNodeKind
{
    /// <summary>No value where one is required, or text that is none. The reading has an error there.</summary>
    Missing,

    /// <summary>An object: <see cref="JsonObject"/>.</summary>
    Object,

    /// <summary>An array: <see cref="JsonArray"/>.</summary>
    Array,

    /// <summary>A string: <see cref="JsonString"/>.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>The literal <c>true</c>.</summary>
    True,

    /// <summary>The literal <c>false</c>.</summary>
    False,

    /// <summary>The literal <c>null</c>.</summary>
    Null,
}
