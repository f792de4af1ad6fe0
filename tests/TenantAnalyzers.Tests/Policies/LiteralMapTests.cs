using System.Text;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tests.Policies;

public sealed class LiteralMapTests
{
    // Expression, and what is written for each character of its value, separated by ¦.
    public static TheoryData<string, string> SpanTable => new()
    {
        { """
          "a{b}"
          """, "a¦{¦b¦}" },
        { """
          "\'\"\\\0\a\b\f\n\r\t\v"
          """, """\'¦\"¦\\¦\0¦\a¦\b¦\f¦\n¦\r¦\t¦\v""" },
        { """
          "\u0041\u00e9\x9Z\x41g\x0041B\U00000041"
          """, """\u0041¦\u00e9¦\x9¦Z¦\x41¦g¦\x0041¦B¦\U00000041""" },
        { """
          "\U0001F600😀\ud83d\ude00"
          """, """\U0001F600¦\U0001F600¦😀¦\ud83d¦\ude00""" },
        { """
          @"{""a"": ""\n""}"
          """, """{¦""¦a¦""¦:¦ ¦""¦\¦n¦""¦}""" },
        { "@\"{\n  1\n}\"", "{¦\n¦ ¦ ¦1¦\n¦}" },
        { "\"\"\"{\"a\": \"\\n\"}\"\"\"", """{¦"¦a¦"¦:¦ ¦"¦\¦n¦"¦}""" },
        { "\"\"\"\"{\"\"\"}\"\"\"\"", "{¦\"¦\"¦\"¦}" },
        { "\"\"\"\n    {\n      \"a\"\n\n  \n    }\n    \"\"\"", "{¦\n¦ ¦ ¦\"¦a¦\"¦\n¦\n¦\n¦}" },
        { "\"\"\"   \n\t\t{\n\t\t\t1}\n\t\t\"\"\"", "{¦\n¦\t¦1¦}" },
        { "\"\"\"\n\n    \"\"\"", "" },
        { """
          $"{{a}}"
          """, "{{¦a¦}}" },
        { """
          $"{{{hole}\t}}{{{{"
          """, """{{¦{hole}¦\t¦}}¦{{¦{{""" },
        { """
          $"{hole,3}{hole:x}{Local}{nameof(hole)}"
          """, "{hole,3}¦{hole:x}¦" + Repeat("{Local}", 5) + "¦" + Repeat("{nameof(hole)}", 4) },
        { """
          $@"{{""{hole}""}}\"
          """, """{{¦""¦{hole}¦""¦}}¦\""" },
        { "@$\"{{\n}}\"", "{{¦\n¦}}" },
        { "$\"\"\"a{hole}\"b\"\"\"", "a¦{hole}¦\"¦b" },
        { "$$\"\"\"{\"a\":{{hole}}}\"\"\"", "{¦\"¦a¦\"¦:¦{{hole}}¦}" },
        { "$$$\"\"\"{{{{{hole}}}}}\"\"\"", "{¦{¦{{{hole}}}¦}¦}" },
        { "$$\"\"\"\n    {\n      {{hole}}\n    {{hole}}x\n\n    }\n    \"\"\"", "{¦\n¦ ¦ ¦{{hole}}¦\n¦{{hole}}¦x¦\n¦\n¦}" },
        { "$\"\"\"\n    {hole}\n    \"\"\"", "{hole}" },
        { "\"a\" + \"b\" + @\"c\"\"\" + \"d\"", "a¦b¦c¦\"\"¦d" },
        { """
          ("{" + "a") + ("b" + ("c"))
          """, "{¦a¦b¦c" },
        { """
          "a" + hole + $"{hole}b" + (hole)
          """, "a¦hole¦{hole}¦b¦hole" },
        { """
          "a" + Local + Other.Field + Elsewhere.Text
          """, "a¦" + Repeat("Local", 5) + "¦" + Repeat("Other.Field", 5) + "¦" + Repeat("Elsewhere.Text", 10) },
        { """
          Local + "a" + nameof(hole) + Comma + 12 + null
          """, Repeat("Local", 5) + "¦a¦" + Repeat("nameof(hole)", 4) + "¦Comma¦12¦12" },
        { """
          1 + 2 + "x"
          """, "1 + 2¦x" },
        { """
          "x" + (1 + 2) + -1 + 1.5 + Color.Red
          """, "x¦1 + 2¦-1¦1.5¦Color.Red" },
        { """
          "x" + sum + "y"
          """, "\"x\" + sum¦y" },
    };

    [Theory, MemberData(nameof(SpanTable))]
    public void Spans_EveryKind_AreTheSlicesOfTheSource(string expression, string slices) => AssertSlices(expression, slices);

    [Theory, MemberData(nameof(SpanTable))]
    public void Spans_EveryKindWithCarriageReturns_AreTheSlicesOfTheSource(string expression, string slices) =>
        AssertSlices(Crlf(expression), slices.Replace("\n", "\r¦\n", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"\"\"\n    {\u2028    a\u0085    b\r    c}\n    \"\"\"", "{¦\u2028¦a¦\u0085¦b¦\r¦c¦}")]
    public void Spans_ExoticLineBreaks_AreTheSlicesOfTheSource(string expression, string slices) => AssertSlices(expression, slices);

#if !ROSLYN_FLOOR
    [Fact]
    public void Spans_EscapeCharacterOfCSharp13_IsOneCharacter() => AssertSlices("""
        "\ea"
        """, """\e¦a""");
#endif

    [Theory]
    [InlineData("\"x\"u8")]
    [InlineData("default")]
    [InlineData("hole")]
    [InlineData("'x'")]
    [InlineData("\"unclosed")]
    [InlineData("\"bad \\q escape\"")]
    [InlineData("$\"{\"")]
    [InlineData("\"a\" + ")]
    [InlineData("\"\"\"\n  a\n    \"\"\"")]
    public void Create_NoStringOrBroken_GivesNothing(string expression) => Assert.Null(ReadLiteral.Of(expression).Map);

    [Theory]
    [InlineData("Local + \"a\" + nameof(hole) + Comma + 12 + null", "localahole,12")]
    [InlineData("$\"{Local}{{{12}}}\" + (hole + 1)", "local{12}\uFFFC1")]
    [InlineData("\"x\" + (1 + 2) + -1 + 1.5 + Color.Red", "x3\uFFFC\uFFFC\uFFFC")]
    public void Text_OperandsThatAreNoLiterals_AreTheirTextOrHoles(string expression, string text) =>
        Assert.Equal(text, ReadLiteral.Of(expression).Map!.Text);

    [Fact]
    public void AddToken_ReadOtherwiseThanTheCompiler_IsCoarse()
    {
        var (text, read, token) = (new LiteralText(), new LiteralText(), new TextSpan(5, 7));
        read.Add('x', new TextSpan(6, 1));
        Assert.False(text.AddToken(read, "{{y", token, doublesBraces: true));
        Assert.Equal("{y", text.ToString());
        Assert.Equal([token, token], text.Spans());
    }

    [Fact]
    public void HoleAt_TellsTheExpression()
    {
        var map = ReadLiteral.Of("""$"a{hole}" + table""").Map!;
        Assert.Equal("a\uFFFC\uFFFC", map.Text);
        Assert.Null(map.HoleAt(0));
        Assert.Equal("hole", map.HoleAt(1)!.ToString());
        Assert.Equal("table", map.HoleAt(2)!.ToString());
    }

    [Fact]
    public void Places_RangeOverOperands_OneForEach()
    {
        var read = ReadLiteral.Of("""
            "abc" + $"d{hole}e" +
               "f"
            """);
        Assert.True(read.Map!.IsContiguous(3, 3));
        Assert.Equal(["d{hole}e"], read.Map.Places(3, 3).Select(read.Slice));
        Assert.False(read.Map.IsContiguous(2, 5));
        Assert.Equal(["c", "d{hole}e", "f"], read.Map.Places(2, 5).Select(read.Slice));
    }

    [Fact]
    public void Create_FiveThousandOperands_NeedsNoStack()
    {
        var read = ReadLiteral.Of(string.Join(" +\n", Enumerable.Repeat("\"x\"", 5_000)));
        Assert.Equal(5_000, read.Map!.Text.Length);
    }

    private static void AssertSlices(string expression, string slices)
    {
        var read = ReadLiteral.Of(expression);
        Assert.True(read.Compiles, expression);
        Assert.True(read.Map!.IsExact, expression);
        Assert.Equal(slices, string.Join("¦", read.Slices.Aggregate(new List<string>(), MergeSurrogates)));
        if (read.Constant is string constant)
            Assert.Equal(constant, read.Map.Text);
    }

    // A character outside the BMP that is written as itself has two slices that are no text each: shown as one.
    private static List<string> MergeSurrogates(List<string> slices, string slice)
    {
        if (slice.Length == 1 && char.IsLowSurrogate(slice[0]))
            slices[^1] += slice;
        else
            slices.Add(slice);
        return slices;
    }

    private static string Repeat(string slice, int count) => string.Join("¦", Enumerable.Repeat(slice, count));

    private static string Crlf(string text) => new StringBuilder(text).Replace("\n", "\r\n").ToString();
}
