using CsCheck;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.CodeFixes.Policies;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>What is written into a literal is what is read from it again.</summary>
public sealed class LiteralWriterTests
{
    private static readonly Gen<string> Inserted = Gen.Char["{}\"\\:,a $\t\n\r\u2028\u0001"].Array[0, 12].Select(characters => new string(characters));
    private static readonly Gen<string> InsertedLine = Gen.Char["{}\":,a $"].Array[0, 12].Select(characters => new string(characters));

    public static TheoryData<string> Escaping =>
        ["\"{\\\"a\\\": \\n 1}\"", "@\"{\"\"a\"\":\n 1}\"", "$\"{{\\\"a\\\": {hole}, 1}}\"", "$@\"{{\"\"a\"\":\n {hole}, 1}}\"", "\"{\" + @\"\"\"a\"\"\" + $\": {hole}}}\""];

    public static TheoryData<string> Raw =>
        ["\"\"\"\"{\"a\": 1}\"\"\"\"", "\"\"\"\"\n    {\n      \"a\": 1\n    \n    }\n    \"\"\"\"", "$$$$\"\"\"\"{\"a\": {{{{hole}}}} }\"\"\"\"", "$$$$\"\"\"\"\n\t{\n\t\t\"a\": {{{{hole}}}} }\n\t\"\"\"\""];

    [Theory, MemberData(nameof(Escaping))]
    public void Write_AnyTextIntoEscapingLiteral_IsReadAgain(string expression)
    {
        var map = ReadLiteral.Of(expression).Map!;
        Gen.Select(Gen.Int[0, map.Text.Length], Inserted).Sample((offset, text) => AssertRoundTrip(expression, map, offset, text));
    }

    [Theory, MemberData(nameof(Raw))]
    public void Write_TextWithoutLongRunsIntoRawLiteral_IsReadAgain(string expression)
    {
        var map = ReadLiteral.Of(expression).Map!;
        Gen.Select(Gen.Int[0, map.Text.Length], InsertedLine.Where(text => !HasRun(text))).Sample((offset, text) =>
        {
            // Beside the hole a brace would become part of its delimiter, and beside the literal's own quotes a quote.
            if (offset > 0 && offset < map.Text.Length && map.HoleAt(offset) is null && map.HoleAt(offset - 1) is null && !IsBesideQuote(map, offset))
                AssertRoundTrip(expression, map, offset, text);
        });
    }

    [Fact]
    public void Write_LinesIntoRawLiteral_AreIndented()
    {
        var expression = "\"\"\"\r\n\t\t{\r\n\t\t  \"a\": 1\r\n\t\t}\r\n\t\t\"\"\"";
        var map = ReadLiteral.Of(expression).Map!;
        AssertRoundTrip(expression, map, map.Text.IndexOf('1', StringComparison.Ordinal) + 1, ",\r\n  \"b\": {\r\n    \"c\": 2\r\n  }");
    }

    [Theory]
    [InlineData("\"{\" + Local + \"}\"", 3)]
    [InlineData("$\"{{{Local}}}\"", 4)]
    public void Write_InsideConstant_Refuses(string expression, int offset) =>
        Assert.Null(LiteralWriter.Write(ReadLiteral.Of(expression).Map!, [new(new SourceSpan(offset, 0), "x")]));

    [Fact]
    public void Write_RangeWithHole_Refuses() =>
        Assert.Null(LiteralWriter.Write(ReadLiteral.Of("""$"a{hole}b" """).Map!, [new(new SourceSpan(0, 3), "x")]));

    [Fact]
    public void Write_RangeOverOperands_ReplacesInEach()
    {
        var expression = "\"abc\" + \"def\"";
        var map = ReadLiteral.Of(expression).Map!;
        Assert.Equal("\"abX\" + \"f\"", Apply(expression, map, LiteralWriter.Write(map, [new(new SourceSpan(2, 3), "X")])!));
    }

    [Theory]
    [InlineData("", "{\"a\":{}}", "", 2, "{\"a\":{} }")]
    [InlineData("", "{\"a\":{}}", "", 3, "{\"a\":{}}")]
    [InlineData("", "{\"a\":{}}", "}", 3, "{\"a\":{}} ")]
    [InlineData("{}", ",\"a\":{\"b\":{}}", "}", 2, ",\"a\":{\"b\":{} } ")]
    [InlineData("{}", "}", "", 2, " }")]
    [InlineData("", "{{\"{{\"", "\"", 2, "{ {\"{{\"")]
    [InlineData("", "{\"a\\\"}\":{}}", "", 2, "{\"a\\\"}\":{} }")]
    public void Break_BracesOutsideStrings_AreSpaced(string before, string newText, string after, int dollars, string spaced) =>
        Assert.Equal(spaced, BraceRuns.Break(new(new SourceSpan(before.Length, 0), newText), before + after, dollars).NewText);

    private static void AssertRoundTrip(string expression, LiteralMap map, int offset, string text)
    {
        var edited = ReadLiteral.Of(Apply(expression, map, LiteralWriter.Write(map, [new(new SourceSpan(offset, 0), text)])!));
        Assert.Equal(map.Text.Insert(offset, text), edited.Map?.Text);
    }

    private static string Apply(string expression, LiteralMap map, IReadOnlyList<TextChange> changes)
    {
        var start = map.Expression.FullSpan.Start;
        return SourceText.From(expression).WithChanges(changes.Select(change => new TextChange(new(change.Span.Start - start, change.Span.Length), change.NewText!))).ToString();
    }

    private static bool HasRun(string text) =>
        new[] { "{{", "}}", "\"\"" }.Any(run => text.Contains(run, StringComparison.Ordinal));

    private static bool IsBesideQuote(LiteralMap map, int offset) => "{}\"".Contains(map.Text[offset - 1]) || "{}\"".Contains(map.Text[offset]);
}
