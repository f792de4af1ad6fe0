using System.Collections.Immutable;

namespace TenantAnalyzers.Iam.Expressions.PartiQl;

/// <summary>
/// Reads one PartiQL statement. Total: text of another shape is answered with <see cref="PartiQlStatement.Invalid"/>.
/// Source: Amazon DynamoDB Developer Guide, "PartiQL select / insert / update / delete statements", "PartiQL functions" and
/// "PartiQL operators"; where the guide is silent, what DynamoDB Local accepts. Reserved words are accepted as names where that is
/// not ambiguous: the service says so itself.
/// </summary>
internal sealed partial class PartiQlReader
{
    // API Reference, ExecuteStatement: the longest statement.
    private const int MostCharacters = 8192;

    private readonly string _text;
    private PartiQlLexer _lexer;
    private PartiQlToken _token;
    private PartiQlToken _last;
    private int _parameters;
    private bool _failed;
    private readonly ImmutableArray<PartiQlText>.Builder _named = ImmutableArray.CreateBuilder<PartiQlText>();

    private PartiQlReader(string text)
    {
        _text = text;
        _lexer = new PartiQlLexer(text);
        _token = _lexer.Next();
    }

    public static PartiQlStatement Read(string text)
    {
        if (text.Length > MostCharacters)
            return PartiQlStatement.Invalid;
        var reader = new PartiQlReader(text);
        var statement = reader.ReadStatement();
        reader.TakeSymbol(';');
        return reader._failed || reader._token.Kind != PartiQlTokenKind.End
            ? PartiQlStatement.Invalid
            : statement with
            {
                IsValid = true,
                ParameterCount = reader._parameters,
                Named = reader._named.ToImmutable(),
                HasComment = reader._lexer.HasComment,
            };
    }

    private PartiQlStatement ReadStatement()
    {
        if (TakeWord("SELECT"))
            return ReadSelect(PartiQlVerb.Select);
        if (TakeWord("INSERT"))
            return ReadInsert();
        if (TakeWord("UPDATE"))
            return ReadUpdate();
        if (TakeWord("DELETE"))
            return ReadDelete();

        ExpectWord("EXISTS");
        ExpectSymbol('(');
        ExpectWord("SELECT");
        var statement = ReadSelect(PartiQlVerb.Exists);
        ExpectSymbol(')');
        return statement;
    }

    private PartiQlStatement ReadSelect(PartiQlVerb verb)
    {
        var isProjected = !TakeSymbol('*');
        if (isProjected)
        {
            do
            {
                if (ReadSum().Operand.Kind is PartiQlOperandKind.Literal or PartiQlOperandKind.Parameter)
                    Fail();
            }
            while (TakeSymbol(','));
        }

        SkipHoles();
        ExpectWord("FROM");
        var table = ReadName();
        PartiQlText? index = TakeSymbol('.') ? ReadName() : null;
        var statement = ReadWhere(new() { Verb = verb, Table = table, Index = index, IsProjected = isProjected });
        if (TakeWord("ORDER"))
            ReadOrder();
        return statement;
    }

    private void ReadOrder()
    {
        ExpectWord("BY");
        do
        {
            ReadPath();
            SkipHoles();
            _ = TakeWord("ASC") || TakeWord("DESC");
            SkipHoles();
        }
        while (TakeSymbol(','));
    }

    private PartiQlStatement ReadInsert()
    {
        ExpectWord("INTO");
        var table = ReadName();
        ExpectWord("VALUE");
        var fields = ImmutableArray.CreateBuilder<PartiQlField>();
        var at = _token.Start + 1;
        if (_token.IsBareHole)
            fields.Add(ReadUnknownField());
        else
            ReadMap(fields);
        return new() { Verb = PartiQlVerb.Insert, Table = table, Inserted = fields.ToImmutable(), InsertAt = at };
    }

    private PartiQlStatement ReadUpdate()
    {
        var table = ReadName();
        var hasClause = false;
        while (true)
        {
            if (TakeWord("SET"))
                ReadAssignments();
            else if (TakeWord("REMOVE"))
                ReadRemoved();
            else if (_token.IsBareHole)
                Advance();
            else
                break;
            hasClause = true;
        }

        if (!hasClause)
            Fail();
        return ReadReturning(ReadWhere(new() { Verb = PartiQlVerb.Update, Table = table }));
    }

    private void ReadAssignments()
    {
        do
        {
            // A hole may be the whole of it: `SET {assignments} WHERE …`.
            var isWhole = _token.IsBareHole;
            ReadPath();
            if (_token.Kind == PartiQlTokenKind.Comparison && IsText("="))
            {
                Advance();
                ReadSum();
            }
            else if (!isWhole)
            {
                Fail();
            }
        }
        while (TakeSymbol(','));
    }

    private void ReadRemoved()
    {
        do
            ReadPath();
        while (TakeSymbol(','));
    }

    private PartiQlStatement ReadDelete()
    {
        ExpectWord("FROM");
        var table = ReadName();
        return ReadReturning(ReadWhere(new() { Verb = PartiQlVerb.Delete, Table = table }));
    }

    private PartiQlStatement ReadReturning(PartiQlStatement statement)
    {
        if (!TakeWord("RETURNING") || _token.IsBareHole)
        {
            SkipHoles();
            return statement;
        }

        var isAll = TakeWord("ALL");
        if (!isAll)
            ExpectWord("MODIFIED");
        var isOld = TakeWord("OLD");
        if (!isOld)
            ExpectWord("NEW");
        ExpectSymbol('*');
        return statement with { Returning = (isAll ? "ALL" : "UPDATED") + (isOld ? "_OLD" : "_NEW") };
    }

    private PartiQlStatement ReadWhere(PartiQlStatement statement)
    {
        var before = _last;
        if (IsWhereAfterHoles())
            SkipHoles();
        var at = _last.End;
        var parameters = _parameters;
        PartiQlCondition? where = null;
        if (TakeWord("WHERE") || _token.IsBareHole)
        {
            where = ReadCondition();
            at = where.Start;
        }
        else if (before.IsBareHole && _text[before.End - 1] == ExpressionLexer.Hole && !IsOnlyHoleInNamesPlace(before, statement))
        {
            // `FROM Orders{where}`: the condition may be in what is not known.
            where = new PartiQlCondition.Open(IsEnclosed: false, at, at);
        }

        return statement with { Where = where, InsertAt = at, ParametersBefore = parameters };
    }

    private static bool IsOnlyHoleInNamesPlace(PartiQlToken token, PartiQlStatement statement) =>
        token.End - token.Start == 1 && token.End == (statement.Index ?? statement.Table).End;

    private bool IsWhereAfterHoles()
    {
        var ahead = _lexer;
        var token = _token;
        while (token.IsBareHole)
            token = ahead.Next();
        return token.IsWord(_text, "WHERE");
    }
}
