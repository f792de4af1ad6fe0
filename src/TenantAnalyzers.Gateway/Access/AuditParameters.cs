using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>
/// What of a request may stand in the audit: names, expressions, key values, and no other value. Members begin with a small letter, as in
/// CloudTrail (developer guide, "Understanding DynamoDB log file entries").
/// </summary>
internal static class AuditParameters
{
    private static readonly (byte[] Name, string Audit)[] Open =
    [
        .. new[]
        {
            "TableName", "IndexName", "ProjectionExpression", "FilterExpression", "ConditionExpression", "UpdateExpression", "KeyConditionExpression",
            "ExpressionAttributeNames", "AttributesToGet", "ConsistentRead", "Limit", "ScanIndexForward", "Select", "Segment", "TotalSegments",
            "ConditionalOperator", "ReturnValues", "ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "ReturnValuesOnConditionCheckFailure",
        }.Select(static name => (Encoding.UTF8.GetBytes(name), char.ToLowerInvariant(name[0]) + name[1..])),
    ];

    /// <summary>Copies the members that hold no values.</summary>
    public static void Copy(JsonElement element, JsonObject parameters)
    {
        foreach (var property in element.EnumerateObject())
        {
            foreach (var (name, audit) in Open)
            {
                if (property.NameEquals(name))
                {
                    if (property.Value.ValueKind != JsonValueKind.Null)
                        parameters[audit] = Copied(property.Value);
                    break;
                }
            }
        }
    }

    /// <summary>The key of an item: the attributes of the schema, with their values.</summary>
    public static JsonObject Key(JsonElement attributes, KeySchema schema)
    {
        JsonObject key = [];
        foreach (var attribute in schema.Partition)
            Add(attribute);
        foreach (var attribute in schema.Sort)
            Add(attribute);
        return key;

        void Add(KeyAttribute attribute)
        {
            if (attributes.TryGetProperty(attribute.Name, out var value))
                key[attribute.Name] = KeyValue.Read(value, attribute).Text;
        }
    }

    /// <summary>The names alone.</summary>
    public static JsonArray Names(JsonElement attributes)
    {
        JsonArray names = [];
        foreach (var property in attributes.EnumerateObject())
            names.Add((JsonNode)property.Name);
        return names;
    }

    // Only text and what is made of it: a member of another type is refused anyway, and could hold anything.
    private static JsonNode? Copied(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return JsonValue.Create(value.GetString());
            case JsonValueKind.True or JsonValueKind.False:
                return JsonValue.Create(value.GetBoolean());
            case JsonValueKind.Number:
                return value.TryGetInt64(out var number) ? JsonValue.Create(number) : null;
            case JsonValueKind.Array:
                JsonArray items = [];
                foreach (var item in value.EnumerateArray())
                {
                    if (item.ValueKind == JsonValueKind.String)
                        items.Add((JsonNode?)item.GetString());
                }

                return items;
            case JsonValueKind.Object:
                JsonObject members = [];
                foreach (var property in value.EnumerateObject())
                {
                    if (property.Value.ValueKind == JsonValueKind.String)
                        members[property.Name] = property.Value.GetString();
                }

                return members;
            default:
                return null;
        }
    }
}
