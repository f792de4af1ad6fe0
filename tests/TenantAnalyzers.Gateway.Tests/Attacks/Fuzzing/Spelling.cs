using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>Writes JSON in ways that two readers may read differently.</summary>
internal static class Spelling
{
    /// <summary>The text of a body; one in a few is spelt oddly.</summary>
    public static byte[] Write(Dice dice, JsonNode body)
    {
        if (!dice.OneIn(3))
            return Encoding.UTF8.GetBytes(body.ToJsonString());
        var text = new StringBuilder();
        Write(text, body, dice, oddity: dice.Pick(10, 30, 100));
        var written = text.ToString();
        return dice.Below(24) switch
        {
            0 => Encoding.UTF8.GetBytes(written[..dice.Below(written.Length + 1)]),
            1 => [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(written)],
            2 => Encoding.Unicode.GetBytes(written),
            3 => Encoding.UTF8.GetBytes(written + dice.Pick("{}", "x", "\0", ",", written)),
            4 => Encoding.UTF8.GetBytes("[" + written + "]"),
            5 => Encoding.UTF8.GetBytes(dice.Pick("/**/", "//\n", " \t\r\n", "\0") + written),
            6 => Encoding.UTF8.GetBytes(written.Replace('"', '\'')),
            7 => [.. Encoding.UTF8.GetBytes(written).Select(b => dice.OneIn(60) ? (byte)dice.Below(256) : b)],
            8 => Encoding.UTF8.GetBytes(written.Replace("}", ",}", StringComparison.Ordinal)),
            9 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 1 + dice.Below(3000)))),
            10 => Encoding.UTF8.GetBytes("{\"\":" + string.Concat(Enumerable.Repeat("{\"M\":", 200)) + written),
            _ => Encoding.UTF8.GetBytes(written),
        };
    }

    private static void Write(StringBuilder text, JsonNode? node, Dice dice, int oddity)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                var isFirst = true;
                foreach (var (name, value) in members)
                {
                    foreach (var (oneName, oneValue) in Doubled(dice, oddity, name, value))
                    {
                        if (!isFirst)
                            text.Append(',');
                        isFirst = false;
                        WriteText(text, oneName, dice, oddity);
                        text.Append(':');
                        Write(text, oneValue, dice, oddity);
                    }
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Write(text, items[i], dice, oddity);
                }

                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteText(text, value.GetValue<string>(), dice, oddity);
                break;
            default:
                text.Append(dice.OneIn(oddity) ? dice.Pick("null", "1e400", "-0", "NaN", "true", "01", "{}") : node?.ToJsonString() ?? "null");
                break;
        }
    }

    // Twice: once as it is, once with the own key where the other's stands, or the reverse; or under a name of another case.
    private static IEnumerable<(string Name, JsonNode? Value)> Doubled(Dice dice, int oddity, string name, JsonNode? value)
    {
        if (!dice.OneIn(oddity))
        {
            yield return (name, value);
            yield break;
        }

        var exchanged = JsonNode.Parse(Exchange(value?.ToJsonString() ?? "null"));
        var other = dice.Pick(name, name, name.ToLowerInvariant(), name + " ", name + "\0", char.ToUpperInvariant(name.Length > 0 ? name[0] : 'x') + (name.Length > 1 ? name[1..] : ""));
        if (dice.OneIn(2))
        {
            yield return (name, value);
            yield return (other, exchanged);
        }
        else
        {
            yield return (other, exchanged);
            if (!dice.OneIn(4))
                yield return (name, value);
        }
    }

    private static string Exchange(string text) => text.Replace(ShopScene.Attacker, "\u0001", StringComparison.Ordinal)
        .Replace(ShopScene.Victim, ShopScene.Attacker, StringComparison.Ordinal).Replace("\u0001", ShopScene.Victim, StringComparison.Ordinal);

    private static void WriteText(StringBuilder text, string value, Dice dice, int oddity)
    {
        if (!dice.OneIn(oddity))
        {
            text.Append(JsonSerializer.Serialize(value));
            return;
        }

        text.Append('"');
        foreach (var letter in value)
        {
            if (dice.OneIn(2) || letter < ' ' || letter is '"' or '\\')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            else
                text.Append(letter);
        }

        text.Append(dice.OneIn(30) ? "\\ud800\"" : "\"");
    }
}
