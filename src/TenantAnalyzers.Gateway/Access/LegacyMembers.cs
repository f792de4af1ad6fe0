using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The members that expressions replaced. Source: developer guide, "Legacy conditional parameters".</summary>
internal static class LegacyMembers
{
    private static readonly Shape Update = Shape.Of("Value{ Action");
    private static readonly Shape Expectation = Shape.Of("Value{ Exists? ComparisonOperator AttributeValueList[");
    private static readonly Shape Condition = Shape.Of("ComparisonOperator AttributeValueList[");

    /// <summary>Adds the attributes that they name.</summary>
    public static void Collect(JsonElement element, HashSet<string> names)
    {
        if (element.TryGetProperty("AttributesToGet"u8, out var wanted))
        {
            foreach (var name in wanted.EnumerateArray())
                names.Add(WireJson.Text(name, "AttributesToGet"));
        }

        Collect(element, "AttributeUpdates"u8, Update, names);
        Collect(element, "Expected"u8, Expectation, names);
        Collect(element, "QueryFilter"u8, Condition, names);
        Collect(element, "ScanFilter"u8, Condition, names);
        Collect(element, "KeyConditions"u8, Condition, names);
    }

    private static void Collect(JsonElement element, ReadOnlySpan<byte> member, Shape shape, HashSet<string> names)
    {
        if (!element.TryGetProperty(member, out var map))
            return;
        foreach (var property in map.EnumerateObject())
        {
            shape.Check(property.Value);
            names.Add(property.Name);
            if (property.Value.TryGetProperty("Value"u8, out var value))
                AttributeValues.Check(value);
            if (!property.Value.TryGetProperty("AttributeValueList"u8, out var values))
                continue;
            foreach (var item in values.EnumerateArray())
                AttributeValues.Check(item);
        }
    }
}
