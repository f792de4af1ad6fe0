using System.Buffers.Text;
using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>Checks that values are exactly what the API Reference, "AttributeValue", says: an object of one type member.</summary>
internal static class AttributeValues
{
    /// <summary>The type and the value.</summary>
    /// <exception cref="DoubtException">It is no attribute value.</exception>
    public static (string Type, JsonElement Value) Check(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw NoValue();
        string? type = null;
        JsonElement inner = default;
        foreach (var property in element.EnumerateObject())
        {
            if (type is not null)
                throw NoValue();
            inner = property.Value;
            type = TypeOf(property) ?? throw NoValue();
        }

        if (type is null || !Fits(type, inner))
            throw NoValue();
        return (type, inner);
    }

    /// <summary>Checks each value of a map of them.</summary>
    public static void CheckAll(JsonElement map)
    {
        foreach (var property in map.EnumerateObject())
            Check(property.Value);
    }

    private static string? TypeOf(in JsonProperty property) =>
        property.NameEquals("S"u8) ? "S"
        : property.NameEquals("N"u8) ? "N"
        : property.NameEquals("B"u8) ? "B"
        : property.NameEquals("M"u8) ? "M"
        : property.NameEquals("L"u8) ? "L"
        : property.NameEquals("BOOL"u8) ? "BOOL"
        : property.NameEquals("NULL"u8) ? "NULL"
        : property.NameEquals("SS"u8) ? "SS"
        : property.NameEquals("NS"u8) ? "NS"
        : property.NameEquals("BS"u8) ? "BS"
        : null;

    private static bool Fits(string type, JsonElement value)
    {
        switch (type)
        {
            case "S":
                return value.ValueKind == JsonValueKind.String;
            case "N":
                return value.ValueKind == JsonValueKind.String && NumberText.TryCanonical(value.GetString()!, out _);
            case "B":
                return value.ValueKind == JsonValueKind.String && IsBase64(value);
            case "BOOL" or "NULL":
                return value.ValueKind is JsonValueKind.True or JsonValueKind.False;
            case "M" when value.ValueKind == JsonValueKind.Object:
                CheckAll(value);
                return true;
            case "L" when value.ValueKind == JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Check(item);
                return true;
            case "SS" or "NS" or "BS" when value.ValueKind == JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    if (!Fits(type[..1], item))
                        return false;
                }

                return true;
            default:
                return false;
        }
    }

    // Decoders differ in what else they let through: white space, missing padding, the URL alphabet.
    private static bool IsBase64(JsonElement value) =>
        value.GetString() is { } text && text.Length % 4 == 0 && Base64.IsValid(text, out _) && !text.AsSpan().ContainsAny(" \t\r\n");

    private static DoubtException NoValue() => new("a value is not an attribute value of one type");
}
