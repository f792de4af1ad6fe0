using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>A text that is made from another one and knows, for each character, where it comes from.</summary>
internal sealed class MappedText
{
    private readonly StringBuilder _text = new();
    private readonly List<SourceSpan> _places = [];
    private Dictionary<int, string>? _holes;

    public int Length => _text.Length;

    /// <summary>Adds characters that stand one by one in the file.</summary>
    public void Copy(string file, int start, int end)
    {
        _text.Append(file, start, end - start);
        for (int i = start; i < end; i++)
            _places.Add(new SourceSpan(i, 1));
    }

    /// <summary>Adds one character.</summary>
    public void Add(char c, SourceSpan place)
    {
        _text.Append(c);
        _places.Add(place);
    }

    /// <summary>Adds characters that all stand in one place.</summary>
    public void Add(string text, SourceSpan place)
    {
        foreach (char c in text)
            Add(c, place);
    }

    /// <summary>Adds something that is not known.</summary>
    public void AddHole(string name, SourceSpan place)
    {
        (_holes ??= []).Add(Length, name);
        Add(PolicyValue.Hole, place);
    }

    /// <summary>Adds a part of another text.</summary>
    public void Add(MappedText other, int start, int length)
    {
        for (int i = start; i < start + length; i++)
            Add(other, i);
    }

    /// <summary>Adds a text as a JSON string, which stands where a whole value stands in the file.</summary>
    public void AddQuoted(MappedText value, SourceSpan place)
    {
        Add('"', new SourceSpan(place.Start, 0));
        for (int i = 0; i < value.Length; i++)
        {
            char c = value._text[i];
            // What only looks like a hole must not become one.
            if (c is '"' or '\\' || c < ' ' || (c == PolicyValue.Hole && value.HoleAt(i) is null))
                Add(c is '"' or '\\' ? "\\" + c : "\\u" + ((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture), value._places[i]);
            else
                Add(value, i);
        }

        Add('"', new SourceSpan(place.End, 0));
    }

    /// <summary>The file's range that holds a range of this text; for an empty one, the place before the next character.</summary>
    public SourceSpan SpanOf(SourceSpan span)
    {
        int count = _places.Count;
        if (count == 0)
            return default;
        if (span.Length <= 0)
            return span.Start < count ? new SourceSpan(_places[Math.Max(span.Start, 0)].Start, 0) : new SourceSpan(_places[count - 1].End, 0);
        int start = int.MaxValue;
        int end = 0;
        for (int i = Math.Max(span.Start, 0); i < Math.Min(span.End, count); i++)
        {
            start = Math.Min(start, _places[i].Start);
            end = Math.Max(end, _places[i].End);
        }

        return start == int.MaxValue ? new SourceSpan(_places[count - 1].End, 0) : SourceSpan.FromBounds(start, end);
    }

    /// <summary>The file's range to replace for a change of a range of this text; null when they do not end at the same places.</summary>
    public SourceSpan? PlaceOf(SourceSpan span)
    {
        if (span.Start < 0 || span.End > Length || !IsBoundary(span.Start) || !IsBoundary(span.End))
            return null;
        int start = span.Start > 0 && span.Length == 0 ? _places[span.Start - 1].End : SpanOf(new SourceSpan(span.Start, 0)).Start;
        int end = span.Length == 0 ? start : _places[span.End - 1].End;
        return end < start ? null : SourceSpan.FromBounds(start, end);
    }

    /// <summary>The name of the hole at an offset; null when there is none.</summary>
    public string? HoleAt(int offset) => _holes is not null && _holes.TryGetValue(offset, out string? name) ? name : null;

    public override string ToString() => _text.ToString();

    private void Add(MappedText other, int index)
    {
        if (other.HoleAt(index) is { } name)
            AddHole(name, other._places[index]);
        else
            Add(other._text[index], other._places[index]);
    }

    // Two characters in one place were written as one thing: nothing can come between them.
    private bool IsBoundary(int index) => index == 0 || index == Length || _places[index - 1] != _places[index];
}
