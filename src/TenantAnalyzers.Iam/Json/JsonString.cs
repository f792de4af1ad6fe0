namespace TenantAnalyzers.Iam.Json;

/// <summary>A string, decoded, that knows where each decoded character stands in the text.</summary>
public sealed class JsonString : JsonNode
{
    private readonly int _contentStart;
    private readonly int[]? _offsets; // Null when nothing is escaped: the characters then stand one by one.

    internal JsonString(SourceSpan span, string value, int contentStart, int[]? offsets)
        : base(JsonNodeKind.String, span) => (Value, _contentStart, _offsets) = (value, contentStart, offsets);

    /// <summary>The decoded text. A lone surrogate escape is kept as it is (RFC 8259 section 8.2).</summary>
    public string Value { get; }

    /// <summary>The place in the text of a range of <see cref="Value"/>; an index outside of it is taken as its nearest end.</summary>
    public SourceSpan SpanOf(int index, int length)
    {
        int first = Clamp(index);
        int last = Clamp((int)Math.Min((long)index + length, int.MaxValue));
        return SourceSpan.FromBounds(Offset(first), Offset(Math.Max(first, last)));
    }

    private int Clamp(int index) => Math.Min(Math.Max(index, 0), Value.Length);

    private int Offset(int index) => _offsets is null ? _contentStart + index : _offsets[index];
}
