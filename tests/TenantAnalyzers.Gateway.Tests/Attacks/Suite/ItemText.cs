using System.Text;
using Amazon.DynamoDBv2.Model;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Suite;

/// <summary>Items as text: equal texts are equal items, to the byte and the type.</summary>
internal static class ItemText
{
    /// <summary>An item, its attributes in the order of their names.</summary>
    public static string Of(IReadOnlyDictionary<string, AttributeValue> item)
    {
        var text = new StringBuilder();
        Write(text, item);
        return text.ToString();
    }

    private static void Write(StringBuilder text, IReadOnlyDictionary<string, AttributeValue> attributes)
    {
        text.Append('{');
        foreach (var (name, value) in attributes.OrderBy(static attribute => attribute.Key, StringComparer.Ordinal))
        {
            text.Append(Quote(name)).Append(':');
            Write(text, value);
            text.Append(';');
        }

        text.Append('}');
    }

    private static void Write(StringBuilder text, AttributeValue value)
    {
        switch (value)
        {
            case { S: { } s }:
                text.Append("S ").Append(Quote(s));
                break;
            case { N: { } n }:
                text.Append("N ").Append(n);
                break;
            case { B: { } bytes }:
                text.Append("B ").Append(Convert.ToHexString(bytes.ToArray()));
                break;
            case { BOOL: { } flag }:
                text.Append("BOOL ").Append(flag);
                break;
            case { NULL: { } }:
                text.Append("NULL");
                break;
            case { SS: { Count: > 0 } strings }:
                text.Append("SS ").AppendJoin(',', strings.Order(StringComparer.Ordinal).Select(Quote));
                break;
            case { NS: { Count: > 0 } numbers }:
                text.Append("NS ").AppendJoin(',', numbers.Order(StringComparer.Ordinal));
                break;
            case { BS: { Count: > 0 } binaries }:
                text.Append("BS ").AppendJoin(',', binaries.Select(static bytes => Convert.ToHexString(bytes.ToArray())).Order(StringComparer.Ordinal));
                break;
            case { L: { } list }:
                text.Append("L [");
                foreach (var one in list)
                {
                    Write(text, one);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case { M: { } map }:
                text.Append("M ");
                Write(text, map);
                break;
            default:
                throw new ArgumentException("A value without a type.", nameof(value));
        }
    }

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
