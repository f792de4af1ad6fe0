using CsCheck;
using TenantAnalyzers.Iam.Expressions;
using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.Iam.Tests.Expressions;

/// <summary>Text nobody meant as a statement: an answer, whatever it is.</summary>
public sealed class PartiQlReaderRobustnessTests
{
    private static readonly string[] Samples =
    [
        "SELECT a, b.c[0] FROM \"Orders\".\"By\"\"Status\" WHERE (pk = 'TENANT#§' OR ? = pk) AND NOT x IN [1, ?] AND y IS NOT MISSING ORDER BY sk DESC, b;",
        "UPDATE \"Orders\" SET a = list_append(a, [?, {'b': <<1, -2.5e3>>}]), c.d = § REMOVE e /* § */ WHERE pk = ? AND begins_with(sk, '''') § RETURNING MODIFIED OLD *",
        "INSERT INTO §Orders VALUE {'pk': 'it''s §', 'm': {'a': [], 'b': {}}, §, '§': TRUE} -- end",
        "EXISTS(SELECT * FROM Orders WHERE pk = 1 + 2 AND a BETWEEN ? AND ? §)",
        "DELETE FROM § WHERE § = § AND (§) OR §",
    ];

    private static readonly string[] Pieces =
    [
        "SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "EXISTS(", " FROM ", " WHERE ", " AND ", " OR ", " NOT ", " IN ", " IS ", " MISSING", " BETWEEN ",
        " SET ", " REMOVE ", " VALUE ", " ORDER BY ", " DESC", " RETURNING ", "ALL ", "OLD ", "*", "pk", "a", "T", "\"q\"", "'s'", "1", "-", "+", ".5e", "?", "§", "=", "<", ">",
        "<<", ">>", "!", "(", ")", "[", "]", "{", "}", ",", ".", ":", ";", "'", "\"", "--", "/*", "*/", "\n", " ", "é", "\0",
        "SELECT * FROM T WHERE ", "pk = 'a'", "'pk': ?",
    ];

    private static readonly string[] Starts = ["SELECT * FROM T WHERE ", "UPDATE T SET a = ", "INSERT INTO T VALUE {'a': ", "DELETE FROM T WHERE ", "SELECT ", ""];

    public static TheoryData<string> Texts => [.. Samples];

    [Theory, MemberData(nameof(Texts))]
    public void Read_EachPartOfASample_Answers(string sample)
    {
        Assert.True(Read(sample).IsValid);
        for (var i = 0; i < sample.Length; i++)
        {
            Read(sample[..i]);
            Read(sample[i..]);
            Read(sample.Remove(i, 1));
            Read(sample.Insert(i, "§"));
            Read(sample.Insert(i, "'"));
        }
    }

    [Theory]
    [InlineData("SELECT * FROM T WHERE ", "(", "pk = 1", ")", "")]
    [InlineData("SELECT * FROM T WHERE ", "(", "pk", ")", " = 1")]
    [InlineData("SELECT * FROM T WHERE ", "NOT ", "pk = 1", "", "")]
    [InlineData("SELECT * FROM T WHERE ", "NOT (", "pk = 1", ")", "")]
    [InlineData("SELECT * FROM T WHERE ", "f(", "pk", ")", " = 1")]
    [InlineData("SELECT * FROM T WHERE pk = ", "[", "1", "]", "")]
    [InlineData("SELECT * FROM T WHERE pk = ", "<<", "1", ">> ", "")]
    [InlineData("SELECT * FROM T WHERE pk = ", "+ ", "1", "", "")]
    [InlineData("SELECT * FROM T WHERE pk = ", "- ", "1", "", "")]
    [InlineData("SELECT * FROM T WHERE pk", "[a", "[0]", "]", " = 1")]
    [InlineData("INSERT INTO T VALUE {'a': ", "{'b': ", "1", "}", "}")]
    public void Read_Nested_IsReadToABound(string before, string open, string inner, string close, string after)
    {
        PartiQlStatement Nested(int depth) =>
            Read(before + string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth)) + after);

        Assert.True(Nested(30).IsValid);
        Assert.False(Nested(1_000).IsValid);
        Assert.False(Nested(10_000).IsValid);
    }

    [Theory]
    [InlineData("SELECT * FROM T WHERE pk = '", "a", "'")]
    [InlineData("SELECT * FROM T WHERE pk IN [1", ", 1", "]")]
    [InlineData("SELECT * FROM T WHERE pk = 1", " AND pk = 1", "")]
    [InlineData("SELECT * FROM T WHERE pk = 1", " OR pk = 1", "")]
    [InlineData("SELECT * FROM T WHERE pk = 1", " § ", "")]
    [InlineData("SELECT * FROM T", "§", " WHERE a = 1")]
    [InlineData("SELECT a", ", a", " FROM T")]
    [InlineData("SELECT * FROM T WHERE a", ".a", " = 1")]
    [InlineData("SELECT * FROM T WHERE a = 1", " + 1", "")]
    [InlineData("UPDATE T ", "SET a = 1 ", "")]
    [InlineData("INSERT INTO T VALUE {'a': 1", ", 'a': 1", "}")]
    [InlineData("SELECT * FROM T ", "/**/", "")]
    public void Read_Long_IsReadToTheServicesBound(string before, string repeated, string after)
    {
        PartiQlStatement Repeated(int length) => Read(before + string.Concat(Enumerable.Repeat(repeated, length / repeated.Length)) + after);

        Assert.True(Repeated(8_000).IsValid);
        Assert.Same(PartiQlStatement.Invalid, Repeated(100_000));
    }

    [Fact]
    public void Read_RandomPieces_Answers() =>
        Gen.Select(Gen.OneOf(Starts), Gen.OneOf(Pieces).Array[0, 30]).Sample(static (start, pieces) => Read(start + string.Concat(pieces)), iter: 20_000);

    [Fact]
    public void Read_RandomCharacters_Answers() =>
        Gen.Select(Gen.OneOf(Starts), Gen.Char['\0', '\u2FFF'].Array[0, 60]).Sample(static (start, chars) => Read(start + new string(chars)), iter: 5_000);

    private static readonly Gen<string> Operand = Gen.OneOf("'a'", "1", "-1", "b", "\"b\"", "b.c", "[1, 2]", "size(b)", "(2)", "1 + 1");

    private static Gen<string> Condition(int depth)
    {
        Gen<string> leaf = Gen.OneOf(
            Gen.Select(Gen.OneOf("=", "<>", "<", ">="), Operand, Operand, static (comparison, left, right) => $"{left} {comparison} {right}"),
            Gen.OneOf("a IN [1, 'b']", "a NOT IN (1)", "a BETWEEN 1 AND 2", "begins_with(a, 'b')", "a IS MISSING"));
        if (depth == 0)
            return leaf;
        Gen<string> inner = Condition(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.Select(static part => $"({part})"),
            inner.Select(static part => $"NOT ({part})"),
            inner.Array[2, 3].Select(static parts => $"({string.Join(" AND ", parts)})"),
            inner.Array[2, 3].Select(static parts => string.Join(" OR ", parts)));
    }

    // The span of each condition is the condition: reading it alone gives the same again.
    [Fact]
    public void Read_RandomCondition_SpansGiveBackTheParts() =>
        Condition(3).Sample(
            static text =>
            {
                var whole = "SELECT * FROM T WHERE " + text;
                var open = new Stack<PartiQlCondition>();
                open.Push(Read(whole).Where!);
                while (open.TryPop(out var condition))
                {
                    Assert.Equal(PartiQlPrint.Of(condition), PartiQlPrint.Of(Read("SELECT * FROM T WHERE " + whole[condition.Start..condition.End]).Where!));
                    foreach (var part in Parts(condition))
                        open.Push(part);
                }
            },
            iter: 2_000);

    private static IEnumerable<PartiQlCondition> Parts(PartiQlCondition condition) => condition switch
    {
        PartiQlCondition.And and => and.Parts,
        PartiQlCondition.Or or => or.Parts,
        PartiQlCondition.Not not => [not.Part],
        _ => [],
    };

    // What any caller may do with an answer, valid or not.
    private static PartiQlStatement Read(string text)
    {
        var statement = PartiQlPrint.Read(text);
        PartiQlPrint.Of(statement);
        statement.ReachesOnly(static (_, _) => null);
        Assert.InRange(statement.InsertAt, 0, text.Length);
        Assert.InRange(statement.ParametersBefore, 0, statement.ParameterCount);
        if (statement.Where is { } where)
            Assert.InRange(where.End, where.Start, text.Length);
        return statement;
    }
}
