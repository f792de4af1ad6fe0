using TenantAnalyzers.Tool.Review;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TenantAnalyzers.Tool.Yaml;

/// <summary>Builds the values of a YAML text from the parser's events, without recursion.</summary>
internal sealed class YamlTree
{
    private readonly List<YamlNode> _documents = [];
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private readonly Stack<Frame> _open = new();

    /// <summary>The documents of a text.</summary>
    /// <exception cref="YamlException">It is not YAML, or refers to an anchor that is not there.</exception>
    public static List<YamlNode> Read(string text, CancellationToken cancellationToken)
    {
        var tree = new YamlTree();
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            tree.Take(parser.Current!);
        }
        return tree._documents;
    }

    private void Take(ParsingEvent current)
    {
        switch (current)
        {
            case Scalar scalar:
                Complete(new YamlScalar(TagOf(scalar), PlaceOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain), scalar.Anchor);
                break;
            case AnchorAlias alias:
                // Anchors are known when their value is complete, so no value holds itself.
                Complete(
                    _anchors.TryGetValue(alias.Value.Value, out var named) ? named : throw new YamlException(alias.Start, alias.End, $"the anchor `{alias.Value.Value}` is not known"),
                    AnchorName.Empty);
                break;
            case SequenceStart start:
                _open.Push(new(new YamlSequence(TagOf(start), PlaceOf(start)), start.Anchor));
                break;
            case MappingStart start:
                _open.Push(new(new YamlMapping(TagOf(start), PlaceOf(start)), start.Anchor));
                break;
            case SequenceEnd or MappingEnd:
                var closed = _open.Pop();
                closed.Node.Place = Close(closed.Node, current);
                Complete(closed.Node, closed.Anchor);
                break;
            case DocumentEnd:
                _anchors.Clear();
                break;
        }
    }

    private void Complete(YamlNode node, AnchorName anchor)
    {
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = node;
        if (_open.Count == 0)
        {
            _documents.Add(node);
            return;
        }
        var parent = _open.Peek();
        if (parent.Node is YamlSequence sequence)
        {
            sequence.Items.Add(node);
        }
        else if (parent.Name is { } name)
        {
            ((YamlMapping)parent.Node).Pairs.Add((name, node));
            parent.Name = null;
        }
        else
        {
            parent.Name = node;
        }
    }

    // A block ends where the next one starts; what people see ends with its last value.
    private static Place Close(YamlNode node, ParsingEvent end)
    {
        var last = node switch
        {
            YamlMapping { Pairs: [.., var pair] } when end.Start.Index == end.End.Index => pair.Value.Place,
            YamlSequence { Items: [.., var item] } when end.Start.Index == end.End.Index => item.Place,
            _ => PlaceOf(end),
        };
        return node.Place with { EndLine = Math.Max(last.EndLine, node.Place.Line), EndColumn = last.EndColumn };
    }

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty ? "" : node.Tag.Value;

    private static Place PlaceOf(ParsingEvent node) => new((int)node.Start.Line, (int)node.Start.Column, (int)node.End.Line, (int)node.End.Column);

    private sealed class Frame(YamlNode node, AnchorName anchor)
    {
        public YamlNode Node => node;

        public AnchorName Anchor => anchor;

        /// <summary>The name that still waits for its value.</summary>
        public YamlNode? Name { get; set; }
    }
}
