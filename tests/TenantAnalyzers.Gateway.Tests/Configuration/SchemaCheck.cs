using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TenantAnalyzers.Gateway.Tests.Configuration;

/// <summary>As much of JSON Schema 2020-12 as <c>docs/gateway.schema.json</c> uses; what it does not know fails.</summary>
internal static class SchemaCheck
{
    public static List<string> Find(JsonNode schema, JsonNode? value)
    {
        var errors = new List<string>();
        Check(schema, schema, value, "$", errors);
        return errors;
    }

    private static void Check(JsonNode root, JsonNode schema, JsonNode? value, string path, List<string> errors)
    {
        JsonValueKind kind = value?.GetValueKind() ?? JsonValueKind.Null;
        foreach ((string keyword, JsonNode? rule) in schema.AsObject())
        {
            switch (keyword)
            {
                case "$schema" or "$id" or "$defs" or "title" or "description" or "default" or "examples" or "additionalProperties":
                    break;
                case "$ref":
                    Check(root, root["$defs"]![rule!.GetValue<string>()["#/$defs/".Length..]]!, value, path, errors);
                    break;
                case "type":
                    Expect(rule!.GetValue<string>() switch
                    {
                        "object" => kind == JsonValueKind.Object,
                        "array" => kind == JsonValueKind.Array,
                        "string" => kind == JsonValueKind.String,
                        "integer" => kind == JsonValueKind.Number && value!.AsValue().TryGetValue(out int _),
                        _ => throw new NotSupportedException(rule.ToString()),
                    });
                    break;
                case "properties":
                    break; // With `additionalProperties`, below.
                case "propertyNames" or "required" or "maxProperties" when kind != JsonValueKind.Object:
                    break;
                case "propertyNames":
                    foreach ((string name, _) in value!.AsObject())
                        Check(root, rule!, JsonValue.Create(name), $"{path} name {name}", errors);
                    break;
                case "required":
                    foreach (JsonNode? name in rule!.AsArray())
                        Expect(value!.AsObject().ContainsKey(name!.GetValue<string>()));
                    break;
                case "maxProperties":
                    Expect(value!.AsObject().Count <= rule!.GetValue<int>());
                    break;
                case "items" when kind == JsonValueKind.Array:
                    for (int i = 0; i < value!.AsArray().Count; i++)
                        Check(root, rule!, value[i], $"{path}[{i}]", errors);
                    break;
                case "pattern" when kind == JsonValueKind.String:
                    Expect(Regex.IsMatch(value!.GetValue<string>(), rule!.GetValue<string>(), RegexOptions.CultureInvariant));
                    break;
                case "minLength" or "maxLength" when kind == JsonValueKind.String:
                    int length = value!.GetValue<string>().Length;
                    Expect(keyword == "minLength" ? length >= rule!.GetValue<int>() : length <= rule!.GetValue<int>());
                    break;
                case "minimum" or "maximum" when kind == JsonValueKind.Number:
                    double number = value!.GetValue<double>();
                    Expect(keyword == "minimum" ? number >= rule!.GetValue<double>() : number <= rule!.GetValue<double>());
                    break;
                case "anyOf":
                    Expect(rule!.AsArray().Any(one =>
                    {
                        var own = new List<string>();
                        Check(root, one!, value, path, own);
                        return own.Count == 0;
                    }));
                    break;
                case "items" or "pattern" or "minLength" or "maxLength" or "minimum" or "maximum":
                    break;
                default:
                    throw new NotSupportedException(keyword);
            }

            void Expect(bool holds)
            {
                if (!holds)
                    errors.Add($"{path}: {keyword}");
            }
        }

        if (kind == JsonValueKind.Object)
            CheckProperties(root, schema, value, path, errors);
    }

    private static void CheckProperties(JsonNode root, JsonNode schema, JsonNode? value, string path, List<string> errors)
    {
        if (value is not JsonObject members)
            return;
        foreach ((string name, JsonNode? member) in members)
        {
            if (schema["properties"]?[name] is { } known)
                Check(root, known, member, $"{path}.{name}", errors);
            else if (schema["additionalProperties"] is JsonValue)
                errors.Add($"{path}.{name}: additionalProperties");
            else if (schema["additionalProperties"] is { } other)
                Check(root, other, member, $"{path}.{name}", errors);
        }
    }
}
