using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>A text in a policy: an action, a resource, a condition key, a condition value …</summary>
/// <remarks>JSON <c>false</c> and <c>"false"</c> are the same value to IAM, and so are numbers and their text (policy grammar).</remarks>
public sealed class PolicyValue
{
    private readonly JsonString? _string;

    internal PolicyValue(string text, JsonNode node) => (Text, Node, _string) = (text, node, node as JsonString);

    /// <summary>
    /// Stands in the text for a part that is not known: a hole of an interpolated string. U+FFFC, the object replacement character;
    /// written as a JSON escape it is an ordinary character.
    /// </summary>
    public const char Hole = '\uFFFC';

    /// <summary>The decoded text.</summary>
    public string Text { get; }

    /// <summary>The JSON value.</summary>
    public JsonNode Node { get; }

    /// <summary>The JSON value's place, with its quotes.</summary>
    public SourceSpan Span => Node.Span;

    /// <summary>Whether a part of the text is not known.</summary>
    public bool HasHole => IndexOfHole(0) >= 0;

    /// <summary>The text as people are shown it: with an ellipsis for what is not known.</summary>
    internal string Shown => HasHole ? Text.Replace(Hole, '…') : Text;

    /// <summary>The place of a range of <see cref="Text"/>.</summary>
    public SourceSpan SpanOf(int index, int length) => _string?.SpanOf(index, length) ?? Span;

    /// <summary>The index in <see cref="Text"/> of the first hole at or after an index; -1 when there is none.</summary>
    public int IndexOfHole(int start)
    {
        for (int i = Text.IndexOf(Hole, start); i >= 0; i = Text.IndexOf(Hole, i + 1))
        {
            if (SpanOf(i, 1).Length == 1)
                return i;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
