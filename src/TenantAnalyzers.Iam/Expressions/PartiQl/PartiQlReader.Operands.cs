using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Expressions.PartiQl;

internal sealed partial class PartiQlReader
{
    // Nobody writes deeper ones by hand; it bounds the recursion here and over the tree.
    private const int MostDepth = 64;

    private int _depth;

    private void Enter()
    {
        if (++_depth > MostDepth)
            Fail();
    }

    private void Leave() => _depth--;

    private Term ReadSum()
    {
        var first = ReadPrimary();
        if (!_token.IsSymbol(_text, '+') && !_token.IsSymbol(_text, '-'))
            return first;
        while (TakeSymbol('+') || TakeSymbol('-'))
            ReadPrimary();
        return Combined(first.Start);
    }

    private Term ReadPrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case PartiQlTokenKind.Parameter:
                Advance();
                return Single(new(PartiQlOperandKind.Parameter, token.In(_text), _parameters++));
            case PartiQlTokenKind.Text or PartiQlTokenKind.Number:
                Advance();
                return Single(new(PartiQlOperandKind.Literal, token.In(_text)));
            case PartiQlTokenKind.QuotedName:
                return Single(ReadPath());
            case PartiQlTokenKind.Word:
                return ReadWord();
            case PartiQlTokenKind.SetOpen:
                ReadItems(items: null, close: null);
                return Combined(token.Start);
            case PartiQlTokenKind.Symbol:
                return ReadSymbol();
            default:
                Fail();
                return Combined(token.Start);
        }
    }

    private Term ReadSymbol()
    {
        var start = _token.Start;
        switch (_text[start])
        {
            case '(':
                return ReadParenthesised();
            case '[':
                ReadItems(items: null, ']');
                break;
            case '{':
                ReadMap(fields: null);
                break;
            case '-' or '+':
                Advance();
                if (_token.Kind == PartiQlTokenKind.Number)
                {
                    var number = _token.In(_text);
                    Advance();
                    return Single(new(PartiQlOperandKind.Literal, number with { Text = _text[start] == '-' ? "-" + number.Text : number.Text, Start = start }));
                }

                Enter();
                ReadPrimary();
                Leave();
                break;
            default:
                Fail();
                break;
        }

        return Combined(start);
    }

    private Term ReadParenthesised()
    {
        var start = _token.Start;
        Advance();
        Enter();
        var inner = ReadOr();
        var isList = false;
        while (TakeSymbol(','))
        {
            isList = true;
            ReadOr();
        }

        Leave();
        ExpectSymbol(')');
        if (isList)
            return Combined(start);
        var condition = inner.Condition switch
        {
            PartiQlCondition.Open open => open with { IsEnclosed = true, Start = start, End = _last.End },
            { } other => other with { Start = start, End = _last.End },
            null => null,
        };
        return inner with { Condition = condition, Start = start, End = _last.End, IsEnclosed = true };
    }

    private Term ReadWord()
    {
        var token = _token;
        if (Peek().IsSymbol(_text, '(') && !IsKeyword)
        {
            Advance();
            ReadItems(items: null, ')');
            return Made(token.IsBareHole
                ? new PartiQlCondition.Open(IsEnclosed: false, token.Start, _last.End)
                : new PartiQlCondition.Other(token.Start, _last.End));
        }

        if (TakeWord("TRUE") || TakeWord("FALSE") || TakeWord("NULL"))
            return Single(new(PartiQlOperandKind.Literal, token.In(_text)));
        var path = ReadPath();
        var isHole = token.Holes == 1 && token.End - token.Start == 1 && !path.IsNested;
        return Single(isHole ? path with { Kind = PartiQlOperandKind.Hole } : path);
    }

    private PartiQlOperand ReadPath()
    {
        var name = ReadName();
        _named.Add(name);
        var isNested = false;
        while (true)
        {
            if (TakeSymbol('.'))
            {
                ReadName();
            }
            else if (TakeSymbol('['))
            {
                Enter();
                ReadPrimary();
                Leave();
                ExpectSymbol(']');
            }
            else
            {
                return new(PartiQlOperandKind.Attribute, name, IsNested: isNested);
            }

            isNested = true;
        }
    }

    private PartiQlText ReadName()
    {
        var token = _token;
        if (token.Kind != PartiQlTokenKind.QuotedName && (token.Kind != PartiQlTokenKind.Word || IsKeyword))
        {
            Fail();
            return new("", 0, token.Start, token.Start);
        }

        Advance();
        return token.In(_text);
    }

    // The items of a list, of arguments or (no closing symbol) of a set.
    private void ReadItems(ImmutableArray<PartiQlOperand>.Builder? items, char? close)
    {
        Advance();
        if (TakeClose(close))
            return;
        Enter();
        do
        {
            // Holes side by side are items too: `[{first}{others}]`.
            do
            {
                var item = ReadSum().Operand;
                items?.Add(item);
            }
            while (_token.IsBareHole);
        }
        while (TakeSymbol(','));
        Leave();
        if (!TakeClose(close))
            Fail();
    }

    private bool TakeClose(char? close)
    {
        if (close is { } symbol)
            return TakeSymbol(symbol);
        if (_token.Kind != PartiQlTokenKind.SetClose)
            return false;
        Advance();
        return true;
    }

    private void ReadMap(ImmutableArray<PartiQlField>.Builder? fields)
    {
        ExpectSymbol('{');
        if (TakeSymbol('}'))
            return;
        Enter();
        do
        {
            // A hole without a value stands for more attributes.
            var field = _token.IsBareHole && !Peek().IsSymbol(_text, ':') ? ReadUnknownField() : ReadField();
            fields?.Add(field);
        }
        while (TakeSymbol(','));
        Leave();
        ExpectSymbol('}');
    }

    private PartiQlField ReadField()
    {
        if (_token.Kind != PartiQlTokenKind.Text && !_token.IsBareHole)
            Fail();
        var name = _failed ? default : _token.In(_text);
        Advance();
        ExpectSymbol(':');
        return new(name, ReadSum().Operand);
    }

    private PartiQlField ReadUnknownField()
    {
        var name = _token.In(_text);
        Advance();
        return new(name, new(PartiQlOperandKind.Hole, name));
    }

    private static Term Single(PartiQlOperand operand) => new(operand, null, operand.Text.Start, operand.Text.End);

    private Term Combined(int start) => new(new(PartiQlOperandKind.Expression, new("", 0, start, _last.End)), null, start, _last.End);
}
