using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tool.Review;
using YamlDotNet.Core;

namespace TenantAnalyzers.Tool.Yaml;

/// <summary>A YAML text as JSON, which knows where each part of it stands in the YAML.</summary>
/// <remarks>Short forms of functions, <c>!Sub</c>, are written in full (CloudFormation user guide, "Intrinsic function reference").</remarks>
internal sealed partial class YamlDocument
{
    /// <summary>Aliases of aliases grow without bound: text beyond this is not written.</summary>
    private const int MinLimit = 1 << 20;

    private readonly int _limit;

    private readonly StringBuilder _json = new();
    private readonly List<(int Start, Place Place)> _places = [];

    // Written out, a text grows by its quotes and brackets: four times is plenty.
    private YamlDocument(string text) => _limit = Math.Max(MinLimit, (int)Math.Min(4L * text.Length, int.MaxValue / 2));

    /// <summary>The text as JSON.</summary>
    public string Json { get; private set; } = "";

    /// <summary>Why the text is not YAML; null when it is.</summary>
    public Note? Problem { get; private set; }

    /// <summary>Reads a text.</summary>
    public static YamlDocument Read(string text, CancellationToken cancellationToken)
    {
        var document = new YamlDocument(text);
        try
        {
            var nodes = YamlTree.Read(text, cancellationToken);
            if (nodes.Count == 1)
                document.Write(nodes[0], cancellationToken);
            else
                document.Write(ListOf(nodes), cancellationToken);
            document.Json = document._json.ToString();
        }
        catch (YamlException exception)
        {
            var (start, end) = (exception.Start, exception.End);
            document.Problem = new(
                new(Math.Max((int)start.Line, 1), Math.Max((int)start.Column, 1), Math.Max((int)end.Line, 1), Math.Max((int)end.Column, 1)),
                "the text is not valid YAML: " + exception.Message);
        }
        return document;
    }

    /// <summary>Where a range of the JSON stands in the YAML.</summary>
    public Place PlaceOf(SourceSpan span)
    {
        if (_places.Count == 0)
            return new(1, 1, 1, 1);
        var first = At(span.Start);
        var last = At(Math.Max(span.End - 1, span.Start));
        return first with { EndLine = last.EndLine, EndColumn = last.EndColumn };
    }

    private Place At(int offset)
    {
        var (low, high) = (0, _places.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _places[middle].Start <= offset ? (middle, high) : (low, middle - 1);
        }
        return _places[low].Place;
    }

    private static YamlSequence ListOf(List<YamlNode> nodes)
    {
        var list = new YamlSequence("", new(1, 1, 1, 1));
        list.Items.AddRange(nodes);
        return list;
    }

    private void Write(YamlNode root, CancellationToken cancellationToken)
    {
        // Text to write and values to write, the next one on top: as deep as the YAML goes, without recursion.
        var pending = new Stack<(YamlNode? Node, string Text, Place Place)>();
        pending.Push((root, "", root.Place));
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_json.Length > _limit)
                throw new YamlException("its aliases make too much of it");
            var (node, text, place) = pending.Pop();
            if (node is null)
            {
                Add(text, place);
                continue;
            }

            var function = FunctionOf(node.Tag);
            if (function is not null)
            {
                Add("{" + Quote(function) + ":", Start(place));
                pending.Push((null, "}", End(place)));
            }
            switch (node)
            {
                case YamlScalar scalar:
                    Add(function is null && scalar.IsPlain && IsLiteral(scalar.Value) ? Literal(scalar.Value) : Quote(scalar.Value), place);
                    break;
                case YamlSequence sequence:
                    Push(pending, sequence);
                    break;
                case YamlMapping mapping:
                    Push(pending, mapping);
                    break;
            }
        }
    }

    private static void Push(Stack<(YamlNode?, string, Place)> pending, YamlSequence sequence)
    {
        pending.Push((null, "]", End(sequence.Place)));
        for (var i = sequence.Items.Count - 1; i >= 0; i--)
        {
            pending.Push((sequence.Items[i], "", sequence.Items[i].Place));
            if (i > 0)
                pending.Push((null, ",", Start(sequence.Items[i].Place)));
        }
        pending.Push((null, "[", Start(sequence.Place)));
    }

    private static void Push(Stack<(YamlNode?, string, Place)> pending, YamlMapping mapping)
    {
        var pairs = new List<(YamlNode Name, YamlNode Value)>();
        Merge(mapping, pairs, depth: 0);
        pending.Push((null, "}", End(mapping.Place)));
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            var (name, value) = pairs[i];
            pending.Push((value, "", value.Place));
            pending.Push((null, Quote((name as YamlScalar)?.Value ?? "?") + ":", name.Place));
            if (i > 0)
                pending.Push((null, ",", Start(name.Place)));
        }
        pending.Push((null, "{", Start(mapping.Place)));
    }

    // "<<: *base" brings the names of another mapping that this one does not have itself (YAML 1.1, "Merge key").
    private static void Merge(YamlMapping mapping, List<(YamlNode Name, YamlNode Value)> into, int depth)
    {
        var own = into.Select(static pair => (pair.Name as YamlScalar)?.Value).ToHashSet();
        foreach (var pair in mapping.Pairs)
        {
            if (!IsMerge(pair.Name) && (depth == 0 || own.Add((pair.Name as YamlScalar)?.Value)))
                into.Add(pair);
        }
        foreach (var (name, value) in mapping.Pairs)
        {
            if (!IsMerge(name) || depth > 8)
                continue;
            foreach (var source in value is YamlSequence list ? list.Items : [value])
            {
                if (source is YamlMapping other)
                    Merge(other, into, depth + 1);
            }
        }
    }

    private static bool IsMerge(YamlNode name) => name is YamlScalar { Value: "<<", IsPlain: true };

    private static string? FunctionOf(string tag) => tag switch
    {
        "" or "!" => null,
        _ when tag.StartsWith("tag:", StringComparison.Ordinal) || tag.StartsWith("!!", StringComparison.Ordinal) => null,
        "!Ref" => "Ref",
        "!Condition" => "Condition",
        _ => "Fn::" + tag[1..],
    };

    private void Add(string text, Place place)
    {
        _places.Add((_json.Length, place));
        _json.Append(text);
    }

    private static Place Start(Place place) => place with { EndLine = place.Line, EndColumn = place.Column };

    private static Place End(Place place) => place with { Line = place.EndLine, Column = place.EndColumn };

    private static string Quote(string text) => JsonSerializer.Serialize(text, QuoteOptions);

    private static readonly JsonSerializerOptions QuoteOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Only what is a number to JSON: "2012-10-17" and "0123" are text.
    private static bool IsLiteral(string value) =>
        value is "" or "~" or "null" or "Null" or "NULL" or "true" or "True" or "TRUE" or "false" or "False" or "FALSE" || Number().IsMatch(value);

    private static string Literal(string value) => value switch
    {
        "" or "~" => "null",
        _ when char.IsAsciiLetter(value[0]) => value.ToLowerInvariant(),
        _ => value,
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
