using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The value of a key attribute.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Text">Its text, the same for equal values: a number in one form, bytes in Base64.</param>
internal readonly record struct KeyValue(KeyType Type, string Text)
{
    /// <summary>How IAM writes a Number or Binary in <c>dynamodb:LeadingKeys</c> is documented nowhere.</summary>
    public bool IsDocumented => Type == KeyType.S;

    /// <summary>Reads an attribute value that must be of the key's type and not be empty.</summary>
    public static KeyValue Read(JsonElement element, KeyAttribute attribute)
    {
        var (type, value) = AttributeValues.Check(element);
        return Of(type, value.ValueKind == JsonValueKind.String ? value.GetString()! : "", attribute);
    }

    /// <summary>A value of a type that must be the key's.</summary>
    public static KeyValue Of(string type, string text, KeyAttribute attribute)
    {
        var known = type switch { "S" => KeyType.S, "N" => KeyType.N, "B" => KeyType.B, _ => (KeyType?)null };
        if (known != attribute.Type)
            throw new DoubtException($"the key attribute `{attribute.Name}` is not of the type of the schema");
        if (known == KeyType.N && !NumberText.TryCanonical(text, out text))
            throw new DoubtException($"the key attribute `{attribute.Name}` is not a number");
        if (text.Length == 0)
            throw new DoubtException($"the key attribute `{attribute.Name}` is empty");
        return new(attribute.Type, text);
    }
}
