using System.Text.Json;
using TenantAnalyzers.Iam.Expressions;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The partition that a Query asks for: one equality for each partition attribute of the key, and conditions on key attributes only.</summary>
internal static class PartitionCondition
{
    /// <summary>The values, in the order of the key's attributes.</summary>
    public static KeyValue[] Read(JsonElement body, KeySchema key)
    {
        var expression = WireJson.FindText(body, "KeyConditionExpression");
        var hasLegacy = body.TryGetProperty("KeyConditions"u8, out var legacy);
        if (expression is null == !hasLegacy)
            throw new DoubtException("a query needs `KeyConditionExpression` or `KeyConditions`, and not both");

        var values = new KeyValue?[key.Partition.Length];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        if (expression is not null)
            ReadExpression(expression, new Placeholders(body), key, values, seen);
        else
            ReadLegacy(legacy, key, values, seen);

        return Array.ConvertAll(values, static value => value ?? throw new DoubtException("the query does not bind the partition"));
    }

    private static void ReadExpression(string expression, Placeholders placeholders, KeySchema key, KeyValue?[] values, HashSet<string> seen)
    {
        var reading = KeyConditionParser.Parse(expression);
        if (!reading.IsValid)
            throw new DoubtException("`KeyConditionExpression` is not of the documented grammar");
        foreach (var condition in reading.Conditions)
        {
            if (condition.Attribute.Kind != OperandKind.Attribute)
                throw new DoubtException("`KeyConditionExpression` is not of the documented grammar");
            var name = placeholders.Name(condition.Attribute.Text);
            var at = Place(name, key, seen);
            if (at < 0)
                continue;
            if (!condition.IsEquality || condition.Value.Kind != OperandKind.Value)
                throw new DoubtException("the query does not bind the partition by an equality");
            values[at] = KeyValue.Read(placeholders.Value(condition.Value.Text), key.Partition[at]);
        }
    }

    private static void ReadLegacy(JsonElement conditions, KeySchema key, KeyValue?[] values, HashSet<string> seen)
    {
        if (conditions.ValueKind != JsonValueKind.Object)
            throw new DoubtException("`KeyConditions` is not of its documented type");
        foreach (var property in conditions.EnumerateObject())
        {
            var at = Place(property.Name, key, seen);
            if (at < 0)
                continue;
            if (property.Value.ValueKind != JsonValueKind.Object || WireJson.FindText(property.Value, "ComparisonOperator") != "EQ")
                throw new DoubtException("the query does not bind the partition by an equality");
            var list = WireJson.List(property.Value, "AttributeValueList");
            if (list.GetArrayLength() != 1)
                throw new DoubtException("the query does not bind the partition by one value");
            values[at] = KeyValue.Read(list[0], key.Partition[at]);
        }
    }

    // Which partition attribute it is; -1 for a sort attribute.
    private static int Place(string name, KeySchema key, HashSet<string> seen)
    {
        if (!seen.Add(name))
            throw new DoubtException("the query has two conditions on one attribute");
        for (var i = 0; i < key.Partition.Length; i++)
        {
            if (key.Partition[i].Name == name)
                return i;
        }

        foreach (var attribute in key.Sort)
        {
            if (attribute.Name == name)
                return -1;
        }

        throw new DoubtException("the query has a condition on an attribute that is not of the key");
    }
}
