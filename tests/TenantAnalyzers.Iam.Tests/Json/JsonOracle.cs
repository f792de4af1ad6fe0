using System.Text;
using System.Text.Json;
using TenantAnalyzers.Iam.Json;
using JsonProperty = TenantAnalyzers.Iam.Json.JsonProperty;

namespace TenantAnalyzers.Iam.Tests.Json;

/// <summary>What must be true of every reading, and what System.Text.Json says about the same text.</summary>
internal static class JsonOracle
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 100_000 };

    /// <summary>Reads and checks: spans lie inside their parents, and validity and tree are those of the reference parser.</summary>
    public static JsonReading ReadChecked(string text)
    {
        JsonReading reading = JsonReader.Read(text, TestContext.Current.CancellationToken);
        CheckSpans(text, reading);
        bool valid = TryParse(text, out JsonDocument? reference);
        Assert.True(valid == reading.IsValid, $"reference: {valid}, we: {reading.IsValid} ({string.Join("; ", reading.Errors.Take(3))})\n{Shown(text)}");
        using (reference)
        {
            if (valid)
                AssertSameTree(text, reading.Root!, reference!.RootElement);
        }

        return reading;
    }

    public static bool TryParse(string text, out JsonDocument? document)
    {
        try
        {
            document = JsonDocument.Parse(text, Strict);
            return true;
        }
        catch (JsonException)
        {
            document = null;
            return false;
        }
    }

    public static void CheckSpans(string text, JsonReading reading)
    {
        foreach (JsonError error in reading.Errors)
        {
            Assert.InRange(error.Span.Start, 0, text.Length);
            Assert.InRange(error.Span.End, error.Span.Start, text.Length);
            Assert.NotEmpty(error.Message);
        }

        if (reading.Root is not { } root)
        {
            Assert.NotEmpty(reading.Errors);
            return;
        }

        var open = new Stack<(JsonNode Node, SourceSpan Parent)>();
        open.Push((root, new SourceSpan(0, text.Length)));
        while (open.TryPop(out (JsonNode Node, SourceSpan Parent) next))
        {
            SourceSpan span = next.Node.Span;
            Assert.InRange(span.Start, next.Parent.Start, next.Parent.End);
            Assert.InRange(span.End, span.Start, next.Parent.End);
            int last = span.Start;
            switch (next.Node)
            {
                case JsonArray array:
                    foreach (JsonNode item in array.Items)
                        Follow(item);
                    break;
                case JsonObject @object:
                    foreach (JsonProperty property in @object.Properties)
                    {
                        Follow(property.Name);
                        Follow(property.Value);
                    }

                    break;
                case JsonString value:
                    CheckMap(text, value);
                    break;
                case JsonScalar scalar:
                    Assert.Equal(text.Substring(span.Start, span.Length), scalar.Text);
                    break;
            }

            void Follow(JsonNode child)
            {
                Assert.True(child.Span.Start >= last);
                last = child.Span.End;
                open.Push((child, span));
            }
        }
    }

    private static void CheckMap(string text, JsonString value)
    {
        int at = value.SpanOf(0, 0).Start;
        for (int i = 0; i < value.Value.Length; i++)
        {
            SourceSpan span = value.SpanOf(i, 1);
            Assert.Equal(at, span.Start);
            Assert.InRange(span.End, at + 1, value.Span.End);
            if (span.Length == 1)
                Assert.Equal(text[at], value.Value[i]);
            at = span.End;
        }
    }

    private static void AssertSameTree(string text, JsonNode ours, JsonElement theirs)
    {
        var open = new Stack<(JsonNode Ours, JsonElement Theirs)>();
        open.Push((ours, theirs));
        while (open.TryPop(out (JsonNode Ours, JsonElement Theirs) next))
        {
            switch (next.Ours)
            {
                case JsonObject @object:
                    Assert.Equal(JsonValueKind.Object, next.Theirs.ValueKind);
                    JsonProperty[] mine = [.. @object.Properties];
                    System.Text.Json.JsonProperty[] other = [.. next.Theirs.EnumerateObject()];
                    Assert.Equal(other.Select(static property => property.Name), mine.Select(static property => property.Name.Value));
                    for (int i = 0; i < mine.Length; i++)
                        open.Push((mine[i].Value, other[i].Value));
                    break;
                case JsonArray array:
                    Assert.Equal(JsonValueKind.Array, next.Theirs.ValueKind);
                    Assert.Equal(next.Theirs.GetArrayLength(), array.Items.Length);
                    int index = 0;
                    foreach (JsonElement item in next.Theirs.EnumerateArray())
                        open.Push((array.Items[index++], item));
                    break;
                case JsonString value:
                    Assert.Equal(JsonValueKind.String, next.Theirs.ValueKind);
                    Assert.Equal(next.Theirs.GetString(), value.Value);
                    Assert.Equal(next.Theirs.GetRawText(), text.Substring(value.Span.Start, value.Span.Length));
                    break;
                case JsonScalar scalar:
                    Assert.Equal(next.Theirs.ValueKind.ToString(), scalar.Kind.ToString());
                    Assert.Equal(next.Theirs.GetRawText(), scalar.Text);
                    break;
            }
        }
    }

    private static string Shown(string text)
    {
        var shown = new StringBuilder();
        foreach (char c in text.Length > 2000 ? text[..2000] : text)
            shown.Append(c is >= ' ' and <= '~' ? c.ToString() : $"<{(int)c:X4}>");
        return shown.ToString();
    }
}
