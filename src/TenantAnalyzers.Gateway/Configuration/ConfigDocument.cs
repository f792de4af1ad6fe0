using System.Text.RegularExpressions;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>A JSON text of the configuration, and what is wrong with it: all of it, each with its place.</summary>
internal sealed class ConfigDocument(string file, string text, List<string> errors)
{
    public string Text => text;

    /// <summary>Keeps an error.</summary>
    public void Error(SourceSpan span, string message) => errors.Add(At(span, message));

    /// <summary>A message with its place: <c>file:line:column: message</c>.</summary>
    public string At(SourceSpan span, string message)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, Math.Min(span.Start, text.Length));
        return $"{file}:{before.Count('\n') + 1}:{before.Length - before.LastIndexOf('\n')}: {message}";
    }

    /// <summary>The members of an object whose members have fixed names. Unknown ones and those given twice are errors, and left out.</summary>
    public IEnumerable<JsonProperty> Members(JsonNode node, string what, string[] known)
    {
        foreach (JsonProperty member in Entries(node, what, StringComparer.Ordinal))
        {
            string name = member.Name.Value;
            if (known.Contains(name, StringComparer.Ordinal))
                yield return member;
            else
                Error(member.Name.Span, NearName.Find(name, known) is { } meant
                    ? $"{what} has no member `{name}`: is `{meant}` meant?"
                    : $"{what} has no member `{name}`; its members are {string.Join(", ", known.Where(static k => k[0] != '$').Select(static k => $"`{k}`"))}");
        }
    }

    /// <summary>The members of an object whose members have free names; those given twice are errors, and left out.</summary>
    public IEnumerable<JsonProperty> Entries(JsonNode node, string what, StringComparer comparer)
    {
        if (node is not JsonObject value)
        {
            Error(node.Span, $"{what} must be an object");
            yield break;
        }

        var names = new HashSet<string>(comparer);
        foreach (JsonProperty member in value.Properties)
        {
            if (names.Add(member.Name.Value))
                yield return member;
            else
                Error(member.Name.Span, $"`{member.Name.Value}` is given more than once: leave one out");
        }
    }

    /// <summary>The items of an array.</summary>
    public IEnumerable<JsonNode> Items(JsonProperty member)
    {
        if (member.Value is JsonArray array)
            return array.Items;
        Error(member.Value.Span, $"`{member.Name.Value}` must be an array");
        return [];
    }

    /// <summary>A text; null when it is none, which is an error.</summary>
    public string? String(JsonProperty member) => String(member.Value, $"`{member.Name.Value}`");

    public string? String(JsonNode node, string what)
    {
        if (node is JsonString value)
            return value.Value;
        Error(node.Span, $"{what} must be text");
        return null;
    }

    /// <summary>A name that follows a rule; null when it does not, which is an error.</summary>
    public string? Name(JsonString name, Regex rule, string message)
    {
        if (rule.IsMatch(name.Value))
            return name.Value;
        Error(name.Span, $"`{name.Value}`: {message}");
        return null;
    }

    public bool Require(JsonNode node, string what, string member)
    {
        // What is no object has been said to be none.
        if (node is not JsonObject value || value.Find(member) is not null)
            return true;
        Error(new SourceSpan(node.Span.Start, 1), $"{what} has no `{member}`: add it");
        return false;
    }
}
