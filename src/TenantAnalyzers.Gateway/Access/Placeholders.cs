using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>What <c>#name</c> and <c>:value</c> stand for in the expressions of a request.</summary>
internal readonly struct Placeholders
{
    // An expression has at most 4 KB (developer guide, quotas), and placeholders that none uses are refused.
    private const int Most = 2_048;

    private readonly JsonElement? _names;
    private readonly JsonElement? _values;

    public Placeholders(JsonElement element)
    {
        _names = WireJson.Find(element, "ExpressionAttributeNames"u8);
        _values = WireJson.Find(element, "ExpressionAttributeValues"u8);
        if (_names?.GetPropertyCount() > Most || _values?.GetPropertyCount() > Most)
            throw new DoubtException("the request has too many placeholders");
        if (_names is { } names)
        {
            foreach (var property in names.EnumerateObject())
                WireJson.Text(property.Value, "ExpressionAttributeNames");
        }

        if (_values is { } values)
            AttributeValues.CheckAll(values);
    }

    /// <summary>The attribute that a name or alias is.</summary>
    public string Name(string text)
    {
        if (!text.StartsWith('#'))
            return text;
        return _names is { } names && names.TryGetProperty(text, out var name) ? name.GetString()! : throw new DoubtException("a name placeholder of an expression is not defined");
    }

    /// <summary>The value that a placeholder is.</summary>
    public JsonElement Value(string text) =>
        _values is { } values && values.TryGetProperty(text, out var value) ? value : throw new DoubtException("a value placeholder of an expression is not defined");
}
