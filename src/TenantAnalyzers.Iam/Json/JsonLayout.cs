using System.Text;

namespace TenantAnalyzers.Iam.Json;

/// <summary>A property to be written into a text: either with a value as it stands in JSON, or with properties of its own.</summary>
internal sealed class NewProperty
{
    public NewProperty(string name, string json) => (Name, Json) = (name, json);

    public NewProperty(string name, params NewProperty[] children) => (Name, Children) = (name, children);

    public string Name { get; }

    public string? Json { get; }

    public NewProperty[]? Children { get; }
}

/// <summary>How the properties of one object are laid out, so that new ones can be written alike.</summary>
internal sealed class JsonLayout
{
    private readonly string _newLine;
    private readonly string? _indent; // Null: on one line.
    private readonly string _unit;
    private readonly string _colon;
    private readonly string _comma;
    private readonly string _padding;

    private JsonLayout(string newLine, string? indent, string unit, string colon, string comma, string padding) =>
        (_newLine, _indent, _unit, _colon, _comma, _padding) = (newLine, indent, unit, colon, comma, padding);

    /// <summary>The layout around one of an object's properties.</summary>
    public static JsonLayout Of(string text, JsonObject root, JsonObject node, int index)
    {
        JsonProperty property = node.Properties[index];
        int gapStart = index == 0 ? node.Span.Start + 1 : node.Properties[index - 1].Span.End;
        string? indent = IndentIn(text, gapStart, property.Span.Start);
        string colon = OneLine(text, property.Name.Span.End, property.Value.Span.Start) ?? ": ";
        return new JsonLayout(
            NewLine(text),
            indent,
            Unit(text, root, node, indent),
            colon,
            Comma(text, node) ?? (colon.EndsWith(" ", StringComparison.Ordinal) ? ", " : ","),
            OneLine(text, node.Span.Start + 1, node.Properties[0].Span.Start) ?? "");
    }

    /// <summary>What goes behind the last property.</summary>
    public string After(params NewProperty[] properties)
    {
        var result = new StringBuilder();
        foreach (NewProperty property in properties)
        {
            result.Append(Separator(_indent));
            Write(result, property, _indent);
        }

        return result.ToString();
    }

    /// <summary>What goes before the first property.</summary>
    public string Before(NewProperty property)
    {
        var result = new StringBuilder();
        Write(result, property, _indent);
        return result.Append(Separator(_indent)).ToString();
    }

    /// <summary>An object that is the value of one of the properties.</summary>
    public string Object(params NewProperty[] properties)
    {
        var result = new StringBuilder();
        WriteObject(result, properties, _indent);
        return result.ToString();
    }

    // Goes as deep as the condition we write: three levels.
    private void Write(StringBuilder result, NewProperty property, string? indent)
    {
        result.Append(JsonText.Quote(property.Name)).Append(_colon);
        if (property.Json is { } json)
            result.Append(json);
        else
            WriteObject(result, property.Children!, indent);
    }

    private void WriteObject(StringBuilder result, NewProperty[] properties, string? indent)
    {
        string? inner = indent is null ? null : indent + _unit;
        result.Append('{').Append(inner is null ? _padding : _newLine + inner);
        for (int i = 0; i < properties.Length; i++)
        {
            if (i > 0)
                result.Append(Separator(inner));
            Write(result, properties[i], inner);
        }

        result.Append(indent is null ? _padding : _newLine + indent).Append('}');
    }

    private string Separator(string? indent) => indent is null ? _comma : "," + _newLine + indent;

    private static string NewLine(string text)
    {
        int at = text.IndexOfAny(['\r', '\n']);
        if (at < 0 || text[at] == '\n')
            return "\n";
        return at + 1 < text.Length && text[at + 1] == '\n' ? "\r\n" : "\r";
    }

    /// <summary>The white space that begins the line on which a range ends; null when the range holds no line break.</summary>
    private static string? IndentIn(string text, int start, int end)
    {
        int at = end;
        while (at > start && text[at - 1] is not ('\r' or '\n'))
            at--;
        return at == start ? null : IndentAt(text, at);
    }

    private static string IndentAt(string text, int lineStart)
    {
        int end = lineStart;
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        return text.Substring(lineStart, end - lineStart);
    }

    private static string Unit(string text, JsonObject root, JsonObject node, string? indent)
    {
        foreach ((JsonObject candidate, string? inner) in new[] { (node, indent), (root, IndentIn(text, root.Span.Start + 1, root.Properties[0].Span.Start)) })
        {
            string outer = IndentIn(text, 0, candidate.Span.Start) ?? IndentAt(text, 0);
            if (inner is not null && inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal))
                return inner.Substring(outer.Length);
        }

        return indent is { Length: > 0 } && indent[0] == '\t' ? "\t" : "  ";
    }

    private static string? Comma(string text, JsonObject node)
    {
        for (int i = 1; i < node.Properties.Length; i++)
        {
            if (OneLine(text, node.Properties[i - 1].Span.End, node.Properties[i].Span.Start) is { } gap)
                return gap;
        }

        return null;
    }

    private static string? OneLine(string text, int start, int end) =>
        text.IndexOfAny(['\r', '\n'], start, end - start) < 0 ? text.Substring(start, end - start) : null;
}
