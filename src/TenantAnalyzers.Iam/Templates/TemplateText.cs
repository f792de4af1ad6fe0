using System.Globalization;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>The text that a value of a template gives, with holes for what only the deployment knows.</summary>
/// <remarks>Source: CloudFormation user guide, "Intrinsic function reference" and "Pseudo parameters reference".</remarks>
internal sealed class TemplateText(TemplateScope scope)
{
    /// <summary>Functions in functions deeper than this are not known.</summary>
    private const int MaxDepth = 16;

    /// <summary>What is wrong with the functions that were read.</summary>
    public List<PolicyError> Errors { get; } = [];

    /// <summary>The text of a value.</summary>
    public MappedText Read(JsonNode node)
    {
        var text = new MappedText();
        Append(node, text, 0);
        return text;
    }

    private void Append(JsonNode node, MappedText into, int depth)
    {
        if (node is JsonString text)
        {
            for (int i = 0; i < text.Value.Length;)
                AppendCharacters(text, ref i, into);
        }
        else if (node is JsonScalar { Kind: JsonNodeKind.True or JsonNodeKind.False or JsonNodeKind.Number } scalar)
        {
            into.Add(scalar.Text, scalar.Span);
        }
        else if (depth < MaxDepth && Intrinsic.Of(node) is { } function)
        {
            AppendFunction(function, node.Span, into, depth + 1);
        }
        else
        {
            into.AddHole("", node.Span);
        }
    }

    private void AppendFunction(Intrinsic function, SourceSpan place, MappedText into, int depth)
    {
        switch (function.Name)
        {
            case "Ref" when function.Argument is JsonString name:
                AppendRef(name.Value, place, into, depth);
                break;
            case "Fn::Sub":
                AppendSub(function.Argument, place, into, depth);
                break;
            case "Fn::GetAtt":
                AppendAttribute(function.Argument, place, into, depth);
                break;
            case "Fn::Join" when function.Argument is JsonArray { Items: [JsonString delimiter, JsonArray parts] }:
                AppendJoin(delimiter.Value, parts, into, depth);
                break;
            case "Fn::Select" when function.Argument is JsonArray { Items: [{ } number, JsonArray items] } && Item(number, items) is { } item:
                Append(item, into, depth);
                break;
            case "Fn::If" when OnlyBranch(function.Argument) is { } branch:
                Append(branch, into, depth);
                break;
            default:
                into.AddHole(function.Argument is JsonString argument ? argument.Value : "", place);
                break;
        }
    }

    private static JsonNode? Item(JsonNode number, JsonArray items)
    {
        string? text = number is JsonString { Value: var value } ? value : (number as JsonScalar)?.Text;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < items.Items.Length ? items.Items[index] : null;
    }

    // Inside of a text, one of two values is one that is not known, unless the other one is no value.
    private static JsonNode? OnlyBranch(JsonNode argument)
    {
        if (argument is not JsonArray { Items: [_, { } then, { } otherwise] })
            return null;
        var branches = new List<JsonNode>();
        Intrinsic.Branches(then, branches);
        Intrinsic.Branches(otherwise, branches);
        return branches.Count == 1 ? branches[0] : null;
    }

    private void AppendJoin(string delimiter, JsonArray parts, MappedText into, int depth)
    {
        for (int i = 0; i < parts.Items.Length; i++)
        {
            if (i > 0)
                into.Add(delimiter, new SourceSpan(parts.Items[i].Span.Start, 0));
            Append(parts.Items[i], into, depth);
        }
    }

    /// <summary>What a reference gives: a table's name; for other things something that is not known.</summary>
    private void AppendRef(string name, SourceSpan place, MappedText into, int depth)
    {
        if (depth < MaxDepth && scope.Find(name) is { IsTable: true } table)
            AppendTableName(table, place, into, depth + 1);
        else
            into.AddHole(name, place);
    }

    private void AppendTableName(TemplateResource table, SourceSpan place, MappedText into, int depth)
    {
        if (table.Find("TableName") is not { } name)
        {
            // CloudFormation makes a name from stack, logical id and chance; to the template the table is its logical id.
            into.Add(table.Id, place);
            return;
        }

        // The name is written at the table; here it is only named.
        var text = new MappedText();
        Append(name, text, depth);
        AddAll(text, place, into);
    }

    private static void AddAll(MappedText text, SourceSpan place, MappedText into)
    {
        string characters = text.Complete();
        for (int i = 0; i < characters.Length; i++)
        {
            if (text.HoleAt(i) is { } hole)
                into.AddHole(hole, place);
            else
                into.Add(characters[i], place);
        }
    }

    private void AppendAttribute(JsonNode argument, SourceSpan place, MappedText into, int depth)
    {
        string? path = argument switch
        {
            JsonString text => text.Value,
            JsonArray { Items: [JsonString id, JsonString attribute] } => id.Value + "." + attribute.Value,
            _ => null,
        };
        AppendAttribute(path ?? "", place, into, depth);
    }

    private void AppendAttribute(string path, SourceSpan place, MappedText into, int depth)
    {
        int dot = path.IndexOf('.');
        string attribute = path.Substring(dot + 1);
        if (dot < 0 || scope.Find(path.Substring(0, dot)) is not { } resource || attribute is not ("Arn" or "StreamArn"))
        {
            into.AddHole(path, place);
            return;
        }

        into.Add("arn:", place);
        into.AddHole("AWS::Partition", place);
        into.Add(":" + resource.Service + ":", place);
        into.AddHole("AWS::Region", place);
        into.Add(":", place);
        into.AddHole("AWS::AccountId", place);
        into.Add(":", place);
        if (!resource.IsTable)
        {
            into.AddHole(path, place);
            return;
        }

        into.Add("table/", place);
        AppendTableName(resource, place, into, depth);
        if (attribute == "StreamArn")
        {
            into.Add("/stream/", place);
            into.AddHole(path, place);
        }
    }

    private void AppendSub(JsonNode argument, SourceSpan place, MappedText into, int depth)
    {
        (JsonString? text, JsonObject? values) = argument switch
        {
            JsonString alone => (alone, null),
            JsonArray { Items: [JsonString first, JsonObject map] } => (first, map),
            JsonArray { Items: [JsonString first] } => (first, null),
            _ => (null, null),
        };
        if (text is null)
        {
            into.AddHole("", place);
            return;
        }

        for (int i = 0; i < text.Value.Length;)
        {
            int end = text.Value[i] == '$' && i + 1 < text.Value.Length && text.Value[i + 1] == '{' ? text.Value.IndexOf('}', i) : -1;
            if (end < 0)
            {
                AppendCharacters(text, ref i, into);
                continue;
            }

            AppendVariable(text.Value.Substring(i + 2, end - i - 2), values, text.SpanOf(i, end + 1 - i), text, i, into, depth);
            i = end + 1;
        }
    }

    private void AppendVariable(string name, JsonObject? values, SourceSpan place, JsonString text, int start, MappedText into, int depth)
    {
        if (name.StartsWith("!", StringComparison.Ordinal))
        {
            // "${!Literal}" is "${Literal}" for whoever reads the result.
            into.Add("${", text.SpanOf(start, 3));
            for (int i = start + 3; i < start + name.Length + 3; i++)
                into.Add(text.Value[i], text.SpanOf(i, 1));
            return;
        }

        name = name.Trim();
        if (values?.Find(name) is { } given)
        {
            var value = new MappedText();
            Append(given.Value, value, depth);
            AddAll(value, place, into);
        }
        else if (name.IndexOf('.') >= 0)
        {
            AppendAttribute(name, place, into, depth);
        }
        else
        {
            // CloudFormation refuses "${aws:PrincipalTag/T}" here, so it binds nothing: it is a hole that stands for nothing we know.
            if (name.StartsWith("aws:", StringComparison.Ordinal) && name.IndexOf("::", StringComparison.Ordinal) < 0)
                Errors.Add(new PolicyError($"`Fn::Sub` takes `${{{name}}}` for a variable of the template; a policy variable is written `${{!{name}}}` here", place));
            AppendRef(name, place, into, depth);
        }
    }

    /// <summary>Adds the next character, or the whole <c>{{name}}</c> that template engines fill: something not known.</summary>
    internal static void AppendCharacters(JsonString text, ref int index, MappedText into)
    {
        int start = index;
        if (Mustache(text.Value, start) is { } end)
        {
            index = end;
            into.AddHole(text.Value.Substring(start, end - start).Trim('{', '}', ' '), text.SpanOf(start, end - start));
            return;
        }

        into.Add(text.Value[index++], text.SpanOf(start, 1));
    }

    /// <summary>The end of the <c>{{name}}</c> that starts at an index; null when none does.</summary>
    internal static int? Mustache(string text, int start)
    {
        if (text[start] != '{' || start + 1 >= text.Length || text[start + 1] != '{')
            return null;
        int i = start + 2;
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '-' or '.' or ' ' or ':' or '/' or '{'))
            i++;
        if (i + 1 >= text.Length || text[i] != '}' || text[i + 1] != '}' || i == start + 2)
            return null;
        return i + 2 < text.Length && text[i + 2] == '}' ? i + 3 : i + 2;
    }
}
