using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>
/// Writes the policy that a template's value gives as JSON of its own. What is written out in the template is copied as it stands, so that
/// the layout is kept; functions give strings, and of <c>Fn::If</c> every branch is taken where a list may stand.
/// </summary>
internal sealed class PolicyWriter(TemplateScope scope)
{
    // A policy is six levels deep; what is deeper has no meaning and is copied.
    private const int MaxDepth = 12;

    private readonly TemplateText _functions = new(scope);
    private readonly MappedText _text = new();

    private enum Level
    {
        Document,
        Statement,
        Condition,
        Keys,
        Value,
    }

    /// <summary>Why the text does not say what is deployed; null when it does. Nothing may then be concluded from it.</summary>
    public string? Doubt { get; private set; }

    /// <summary>What is wrong with the functions that were read.</summary>
    public IReadOnlyList<PolicyError> Errors => _functions.Errors;

    /// <summary>The text of a policy object.</summary>
    public MappedText Write(JsonObject policy)
    {
        CopyIndent(policy.Span.Start);
        WriteObject(policy, Level.Document, 0);
        return _text;
    }

    /// <summary>The text of a policy whose statement stands alone in the file, or several in an array.</summary>
    public MappedText WriteStatements(JsonNode statements)
    {
        CopyIndent(statements.Span.Start);
        var start = new SourceSpan(statements.Span.Start, 0);
        // The version is that of whoever builds the policy; the one with variables is what is written today.
        _text.Add("{ \"Version\": \"" + PolicyDocument.VersionWithVariables + "\", \"Statement\": ", start);
        WriteValue(statements, Level.Statement, 0);
        _text.Add(" }", new SourceSpan(statements.Span.End, 0));
        return _text;
    }

    // New lines of a fix are indented like the line that the policy starts on.
    private void CopyIndent(int start)
    {
        // A long line is that of a text without layout; looking for its start again and again would take quadratic time.
        const int MaxLine = 512;
        int lineStart = start;
        while (lineStart > 0 && start - lineStart < MaxLine && scope.File[lineStart - 1] is not ('\r' or '\n'))
            lineStart--;
        int end = lineStart;
        while (end < start && scope.File[end] is ' ' or '\t')
            end++;
        _text.Add(scope.File.Substring(lineStart, end - lineStart), new SourceSpan(start, 0));
    }

    private void WriteObject(JsonObject node, Level level, int depth)
    {
        int copied = node.Span.Start + 1;
        _text.Copy(scope.File, node.Span.Start, copied);
        bool any = false;
        int gapStart = copied;
        foreach (JsonProperty property in node.Properties)
        {
            string name = property.Name.Value;
            int gapEnd = property.Span.Start;
            if (Intrinsic.IsFunction(name))
            {
                Doubt ??= $"`{name}` is filled in when the template is deployed";
            }
            else if (Branches(property.Value, IsList(level, name), Inner(level, name), name) is { Count: > 0 } values)
            {
                CopyGap(gapStart, gapEnd, any);
                _text.Copy(scope.File, property.Name.Span.Start, property.Value.Span.Start);
                WriteBranches(property.Value, values, Inner(level, name), depth);
                any = true;
            }

            gapStart = property.Span.End;
        }

        _text.Copy(scope.File, gapStart, node.Span.End);
    }

    private void WriteArray(JsonArray node, Level level, int depth)
    {
        _text.Copy(scope.File, node.Span.Start, node.Span.Start + 1);
        bool any = false;
        int gapStart = node.Span.Start + 1;
        foreach (JsonNode item in node.Items)
        {
            if (Branches(item, isList: true, level, "") is { Count: > 0 } values)
            {
                CopyGap(gapStart, item.Span.Start, any);
                for (int i = 0; i < values.Count; i++)
                {
                    if (i > 0)
                        _text.Add(", ", new SourceSpan(values[i].Span.Start, 0));
                    WriteValue(values[i], level, depth + 1);
                }

                any = true;
            }

            gapStart = item.Span.End;
        }

        _text.Copy(scope.File, gapStart, node.Span.End);
    }

    /// <summary>The white space, and the comma when something stands before it, between two parts.</summary>
    private void CopyGap(int start, int end, bool any)
    {
        int comma = scope.File.IndexOf(',', start, end - start);
        if (any && comma < 0)
            _text.Add(",", new SourceSpan(start, 0));
        else if (!any && comma >= 0)
            start = comma + 1;
        _text.Copy(scope.File, start, end);
    }

    /// <summary>What is written for a value: nothing when it is no value; several values only where a list may stand.</summary>
    private List<JsonNode> Branches(JsonNode node, bool isList, Level level, string name)
    {
        var found = new List<JsonNode>();
        Intrinsic.Branches(node, found);
        var values = new List<JsonNode>();
        foreach (JsonNode value in found)
        {
            if (level != Level.Value && Intrinsic.Of(value) is { } function)
                Doubt ??= $"`{function.Name}` in the place of {(level == Level.Statement ? "a statement" : "an object")} is filled in when the template is deployed";
            else if (value is JsonArray list && isList && !ReferenceEquals(value, node))
                values.AddRange(list.Items);
            else
                values.Add(value);
        }

        if (!isList && Intrinsic.Of(node) is { Name: "Fn::If" })
        {
            Doubt ??= $"`{name}` depends on a condition of the template";
            if (values.Count > 1)
                values.RemoveRange(1, values.Count - 1);
        }

        return values;
    }

    private void WriteBranches(JsonNode node, List<JsonNode> values, Level level, int depth)
    {
        if (values.Count == 1)
        {
            WriteValue(values[0], level, depth + 1);
            return;
        }

        _text.Add("[", new SourceSpan(node.Span.Start, 0));
        for (int i = 0; i < values.Count; i++)
        {
            if (i > 0)
                _text.Add(", ", new SourceSpan(values[i].Span.Start, 0));
            WriteValue(values[i], level, depth + 1);
        }

        _text.Add("]", new SourceSpan(node.Span.End, 0));
    }

    private void WriteValue(JsonNode node, Level level, int depth)
    {
        if (depth > MaxDepth)
            _text.Copy(scope.File, node.Span.Start, node.Span.End);
        else if (Intrinsic.Of(node) is not null || (node is JsonString text && text.Value.IndexOf("{{", StringComparison.Ordinal) >= 0))
            _text.AddQuoted(_functions.Read(node), node.Span);
        else if (node is JsonObject value)
            WriteObject(value, level, depth);
        else if (node is JsonArray array)
            WriteArray(array, level, depth);
        else
            _text.Copy(scope.File, node.Span.Start, node.Span.End);
    }

    private static Level Inner(Level level, string name) => (level, name) switch
    {
        (Level.Document, "Statement") => Level.Statement,
        (Level.Statement, "Condition") => Level.Condition,
        (Level.Condition, _) => Level.Keys,
        _ => Level.Value,
    };

    private static bool IsList(Level level, string name) => (level, name) switch
    {
        (Level.Document, "Statement") => true,
        (Level.Statement, "Action" or "NotAction" or "Resource" or "NotResource") => true,
        (Level.Keys or Level.Value, _) => true,
        _ => false,
    };
}
