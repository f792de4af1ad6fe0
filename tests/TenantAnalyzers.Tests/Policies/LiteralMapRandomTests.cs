using CsCheck;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>Literals built from characters whose way of writing is known: the spans must give it back.</summary>
public sealed class LiteralMapRandomTests
{
    private static readonly Gen<char> Character = Gen.Frequency(
        (6, Gen.Char["{}\"\\'abcdef09AF \t"]),
        (2, Gen.Char["\n\r\u0085\u2028\u2029"]),
        (2, Gen.Char['\u0001', '\u00ff']),
        (1, Gen.Char['\u3040', '\u30ff']),
        (1, Gen.Char["\ud83d\ude00\uFFFC\uFEFF"]));

    private static readonly Gen<(char Value, int Form)[]> Characters = Gen.Select(Character, Gen.Int[0, 4]).Array[0, 24];

    [Fact]
    public void Regular_Random_SpansGiveBackWhatWasWritten() =>
        Characters.Sample(characters => Check("\"", characters.Select(c => Escape(c.Value, c.Form)), "\""));

    [Fact]
    public void Verbatim_Random_SpansGiveBackWhatWasWritten() =>
        Characters.Sample(characters => Check("@\"", characters.Select(c => c.Value == '"' ? "\"\"" : c.Value.ToString()), "\""));

    [Fact]
    public void Interpolated_Random_SpansGiveBackWhatWasWritten() =>
        Characters.Sample(characters => Check("$\"{Local}", characters.Select(c => c.Value is '{' or '}' ? $"{c.Value}{c.Value}" : Escape(c.Value, c.Form)), "\""));

    [Fact]
    public void InterpolatedVerbatim_Random_SpansGiveBackWhatWasWritten() =>
        Characters.Sample(characters => Check("$@\"{Local}", characters.Select(c => c.Value is '{' or '}' or '"' ? $"{c.Value}{c.Value}" : c.Value.ToString()), "\""));

    [Fact]
    public void Raw_Random_IsTheCompilersValue() =>
        Characters.Sample(characters => CheckLines("\"\"\"\"\"\"\"\"", characters, "\"\"\"\"\"\"\"\""));

    [Fact]
    public void InterpolatedRaw_Random_IsTheCompilersValue() =>
        Characters.Sample(characters => CheckLines("$$$$$$$$\"\"\"\"\"\"\"\"", characters, "\"\"\"\"\"\"\"\""));

    private static void Check(string open, IEnumerable<string> written, string close)
    {
        var expected = written.ToList();
        var read = ReadLiteral.Of(open + string.Concat(expected) + close);
        if (!read.Compiles)
            return;
        Assert.True(read.Map!.IsExact);
        Assert.Equal(read.Constant, read.Map.Text);
        Assert.Equal(expected, read.Slices.Skip(open.Contains("{Local}", StringComparison.Ordinal) ? "local".Length : 0));
    }

    private static void CheckLines(string open, (char Value, int Form)[] characters, string close)
    {
        var content = string.Concat(characters.Select(c => c.Value.ToString()));
        var indented = string.Concat(content.Select((c, i) => c is '\n' or '\u0085' or '\u2028' or '\u2029' || (c == '\r' && (i + 1 == content.Length || content[i + 1] != '\n')) ? c + "  " : c.ToString()));
        var read = ReadLiteral.Of(open + "\n  " + indented + "\n  " + close);
        if (!read.Compiles)
            return;
        Assert.True(read.Map!.IsExact);
        Assert.Equal(read.Constant, read.Map.Text);
        Assert.Equal(read.Map.Text.Select(c => c.ToString()), read.Slices);
    }

    // The longest form of \x, so that no digit after it is taken along.
    private static string Escape(char value, int form) => (value, form) switch
    {
        (_, 0) => $"\\u{(int)value:x4}",
        (_, 1) => $"\\x{(int)value:X4}",
        ( < '\ud800' or > '\udfff', 2) => $"\\U{(int)value:x8}",
        ('"' or '\\', _) => "\\" + value,
        ('\n', _) => "\\n",
        ('\r', _) => "\\r",
        ('\u0085' or '\u2028' or '\u2029', _) => $"\\u{(int)value:x4}",
        _ => value.ToString(),
    };
}
