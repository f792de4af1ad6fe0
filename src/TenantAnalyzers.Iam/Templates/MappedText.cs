using System.Globalization;
using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>A text that is made from another one and knows, for each character, where it comes from.</summary>
internal sealed class MappedText
{
    private readonly StringBuilder _text = new();
    private readonly List<Run> _runs = [];
    private Dictionary<int, string>? _holes;

    public int Length { get; private set; }

    /// <summary>Adds characters that stand one by one in the file.</summary>
    public void Copy(string file, int start, int end)
    {
        if (start == end)
            return;
        _text.Append(file, start, end - start);
        Place(end - start, new SourceSpan(start, end - start), isEach: true);
    }

    /// <summary>Adds one character.</summary>
    public void Add(char c, SourceSpan place)
    {
        _text.Append(c);
        Place(1, place, isEach: place.Length == 1);
    }

    /// <summary>Adds characters that all stand in one place, as one thing.</summary>
    public void Add(string text, SourceSpan place)
    {
        if (text.Length == 0)
            return;
        _text.Append(text);
        Place(text.Length, place, isEach: text.Length == 1 && place.Length == 1);
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
                Add(c is '"' or '\\' ? "\\" + c : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture), value.PlaceAt(i));
            else
                Add(value, i);
        }

        Add('"', new SourceSpan(place.End, 0));
    }

    /// <summary>The text, once it is complete: from then on only its places are kept.</summary>
    public string Complete()
    {
        string text = _text.ToString();
        _text.Clear();
        _text.Capacity = 0;
        return text;
    }

    /// <summary>The file's range that holds a range of this text; for an empty one, the place before the next character.</summary>
    public SourceSpan SpanOf(SourceSpan span)
    {
        if (_runs.Count == 0)
            return default;
        int start = Math.Max(span.Start, 0);
        if (start >= Length)
            return new SourceSpan(PlaceAt(Length - 1).End, 0);
        if (span.Length <= 0)
            return new SourceSpan(PlaceAt(start).Start, 0);
        int end = Math.Min(span.End, Length);
        int first = int.MaxValue;
        int last = 0;
        for (int i = RunAt(start); i < _runs.Count && _runs[i].Start < end; i++)
        {
            Run run = _runs[i];
            first = Math.Min(first, run.PlaceOf(Math.Max(start, run.Start)).Start);
            last = Math.Max(last, run.PlaceOf(Math.Min(end, run.End) - 1).End);
        }

        return SourceSpan.FromBounds(first, last);
    }

    /// <summary>The file's range to replace for a change of a range of this text; null when they do not end at the same places.</summary>
    public SourceSpan? PlaceOf(SourceSpan span)
    {
        if (Length == 0 || span.Start < 0 || span.End > Length || !IsBoundary(span.Start) || !IsBoundary(span.End))
            return null;
        int start = span.Start > 0 && span.Length == 0 ? PlaceAt(span.Start - 1).End : SpanOf(new SourceSpan(span.Start, 0)).Start;
        int end = span.Length == 0 ? start : PlaceAt(span.End - 1).End;
        return end < start ? null : SourceSpan.FromBounds(start, end);
    }

    /// <summary>The name of the hole at an offset; null when there is none.</summary>
    public string? HoleAt(int offset) => _holes is not null && _holes.TryGetValue(offset, out string? name) ? name : null;

    private void Add(MappedText other, int index)
    {
        if (other.HoleAt(index) is { } name)
            AddHole(name, other.PlaceAt(index));
        else
            Add(other._text[index], other.PlaceAt(index));
    }

    private void Place(int length, SourceSpan place, bool isEach)
    {
        Run last = _runs.Count > 0 ? _runs[_runs.Count - 1] : default;
        if (isEach && last.IsEach && last.Place.End == place.Start)
            _runs[_runs.Count - 1] = last with { Length = last.Length + length, Place = SourceSpan.FromBounds(last.Place.Start, place.End) };
        else if (!isEach && last.Length > 0 && !last.IsEach && last.Place == place)
            _runs[_runs.Count - 1] = last with { Length = last.Length + length };
        else
            _runs.Add(new Run(Length, length, place, isEach));
        Length += length;
    }

    private SourceSpan PlaceAt(int index) => _runs[RunAt(index)].PlaceOf(index);

    private int RunAt(int index)
    {
        int low = 0;
        int high = _runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (_runs[middle].Start <= index)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    // Inside of a run that is one thing in the file nothing can be put.
    private bool IsBoundary(int index) => index == Length || _runs[RunAt(index)] is var run && (run.IsEach || run.Start == index);

    /// <summary>Characters that stand one by one in a range of the file, or that all stand for it.</summary>
    private readonly record struct Run(int Start, int Length, SourceSpan Place, bool IsEach)
    {
        public int End => Start + Length;

        public SourceSpan PlaceOf(int index) => IsEach ? new SourceSpan(Place.Start + index - Start, 1) : Place;
    }
}
