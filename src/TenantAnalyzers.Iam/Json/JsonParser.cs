using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Json;

/// <summary>A state machine with its own stack; see <see cref="JsonReader"/>.</summary>
internal sealed partial class JsonParser(string text, CancellationToken cancellationToken)
{
    private enum Expect
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        Colon,
        CommaOrEnd,
        Nothing,
    }

    private readonly Stack<JsonFrame> _open = new();
    private readonly ImmutableArray<JsonError>.Builder _errors = ImmutableArray.CreateBuilder<JsonError>();
    private Expect _expect = Expect.Value;
    private JsonNode? _root;
    private int _pos;
    private int _openObjects;
    private int _openArrays;

    public JsonReading Parse()
    {
        if (text.Length > 0 && text[0] == '\uFEFF')
            _pos = 1;

        for (uint step = 0; ; step++)
        {
            if (step % 256 == 0)
                cancellationToken.ThrowIfCancellationRequested();
            SkipTrivia();
            if (_pos == text.Length)
                break;
            if (_expect == Expect.Nothing)
            {
                Error("unexpected text after the value", _pos, text.Length);
                break;
            }

            Step(text[_pos]);
        }

        CloseAll();
        return new JsonReading(_root, _errors.ToImmutable());
    }

    private void Step(char c)
    {
        switch (_expect)
        {
            case Expect.Name or Expect.NameOrEnd:
                StepName(c);
                break;
            case Expect.Colon:
                if (c == ':')
                    _pos++;
                else
                    Error("expected `:` after the name", _pos, _pos + 1);
                _expect = Expect.Value;
                break;
            case Expect.CommaOrEnd:
                StepSeparator(c);
                break;
            default:
                StepValue(c);
                break;
        }
    }

    private void StepValue(char c)
    {
        switch (c)
        {
            case '"':
                Complete(ReadString());
                break;
            case '{' or '[':
                Open(isObject: c == '{');
                break;
            case ']' or '}':
                if (_expect != Expect.ValueOrEnd)
                    Error(_open.Count > 0 && !_open.Peek().IsObject ? "trailing comma" : "a value is missing", _pos, _pos + 1);
                Close(c);
                break;
            case ',' when _open.Count > 0:
                Error("a value is missing before `,`", _pos, _pos + 1);
                Complete(Missing());
                break;
            case ',' or ':':
                Error($"unexpected `{c}`", _pos, _pos + 1);
                _pos++;
                break;
            default:
                Complete(ReadWord());
                break;
        }
    }

    private void StepName(char c)
    {
        JsonFrame frame = _open.Peek();
        switch (c)
        {
            case '"':
                frame.PendingName = ReadString();
                _expect = Expect.Colon;
                break;
            case '}' or ']':
                if (_expect == Expect.Name && c == '}')
                    Error("trailing comma", _pos, _pos + 1);
                Close(c);
                break;
            case ',':
                Error("unexpected `,`", _pos, _pos + 1);
                _pos++;
                _expect = Expect.Name;
                break;
            case ':' or '{' or '[':
                Error("a name is missing", _pos, _pos + 1);
                frame.PendingName = new JsonString(new SourceSpan(_pos, 0), "", _pos, null);
                _expect = c == ':' ? Expect.Colon : Expect.Value;
                break;
            default:
                int start = _pos;
                SourceSpan run = ReadRun();
                Error("a name must be a string in double quotes", run.Start, run.End);
                frame.PendingName = new JsonString(run, text.Substring(run.Start, run.Length), start, null);
                _expect = Expect.Colon;
                break;
        }
    }

    private void StepSeparator(char c)
    {
        bool inObject = _open.Peek().IsObject;
        switch (c)
        {
            case ',':
                _pos++;
                _expect = inObject ? Expect.Name : Expect.Value;
                break;
            case ']' or '}':
                Close(c);
                break;
            case ':':
                Error("unexpected `:`", _pos, _pos + 1);
                _pos++;
                break;
            default:
                Error("expected `,`", _pos, _pos + 1);
                _expect = inObject ? Expect.Name : Expect.Value;
                break;
        }
    }

    private void Open(bool isObject)
    {
        _open.Push(new JsonFrame(isObject, _pos++));
        if (isObject)
            _openObjects++;
        else
            _openArrays++;
        _expect = isObject ? Expect.NameOrEnd : Expect.ValueOrEnd;
    }

    private void Close(char c)
    {
        bool isObject = c == '}';
        // Without the counts a run of wrong brackets would search the stack again and again.
        if ((isObject ? _openObjects : _openArrays) == 0)
        {
            Error($"unexpected `{c}`", _pos, _pos + 1);
            _pos++;
            return;
        }

        while (_open.Peek().IsObject != isObject)
        {
            Error(isObject ? "an array is not closed before `}`" : "an object is not closed before `]`", _pos, _pos + 1);
            CloseTop(_pos);
        }

        _pos++;
        CloseTop(_pos);
    }

    private void CloseTop(int end)
    {
        JsonFrame frame = _open.Pop();
        if (frame.IsObject)
            _openObjects--;
        else
            _openArrays--;
        if (frame.PendingName is { } name)
            frame.Add(new JsonScalar(JsonNodeKind.Missing, new SourceSpan(name.Span.End, 0), ""));
        Complete(frame.ToNode(end));
    }

    private void CloseAll()
    {
        if (_open.Count > 0)
            Error(_open.Peek().IsObject ? "the text ends inside an object" : "the text ends inside an array", text.Length, text.Length);
        else if (_root is null)
            Error("the text holds no value", 0, text.Length);

        while (_open.Count > 0)
            CloseTop(text.Length);
    }

    private void Complete(JsonNode node)
    {
        if (_open.Count == 0)
        {
            _root = node;
            _expect = Expect.Nothing;
            return;
        }

        _open.Peek().Add(node);
        _expect = Expect.CommaOrEnd;
    }

    private JsonScalar Missing() => new(JsonNodeKind.Missing, new SourceSpan(_pos, 0), "");

    private void Error(string message, int start, int end)
    {
        if (_errors.Count < JsonReader.MaxErrors)
            _errors.Add(new JsonError(message, SourceSpan.FromBounds(start, end)));
    }
}
