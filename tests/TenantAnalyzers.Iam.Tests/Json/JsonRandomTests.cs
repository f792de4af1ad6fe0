using CsCheck;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam.Tests.Json;

/// <summary>Texts nobody thought of, each compared with System.Text.Json.</summary>
public sealed class JsonRandomTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\"a\"", "\"\\u0041\"", "\\u", "\\n", "1", "-", "0", ".", "e", "true", "null", "fals", " ", "\n", "\r\n", "\t",
        "/", "//", "/*", "*/", "\uFFFC", "é", "\u0001", "'", "\"Statement\":", "\"Effect\":\"Allow\"",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(Pieces).Array[0, 40].Select(string.Concat);

    private static readonly Gen<string> AnyCharacters = Gen.Char['\0', '\u2FFF'].Array[0, 60].Select(static chars => new string(chars));

    // The reference cannot give back half a surrogate pair, so none is made.
    private static readonly Gen<string> StringContent =
        Gen.OneOf(Gen.Char[' ', '~'].Where(static c => c is not ('"' or '\\')).Select(static c => c.ToString()), Gen.OneOf("\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\uD83D\\uDE00", "é", "\uFFFC"))
            .Array[0, 8].Select(string.Concat);

    private static readonly Gen<string> Space = Gen.OneOf("", "", "", " ", "\n  ", "\t");

    private static Gen<string> Value(int depth)
    {
        Gen<string> leaf = Gen.OneOf(
            Gen.OneOf("null", "true", "false", "0", "-1.5e+3", "{}", "[]"),
            StringContent.Select(static content => $"\"{content}\""),
            Gen.Double.Where(double.IsFinite).Select(static number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        if (depth == 0)
            return leaf;
        Gen<string> inner = Gen.Select(Space, Value(depth - 1), Space, static (before, value, after) => before + value + after);
        Gen<string> property = Gen.Select(Space, StringContent, Space, inner, static (before, name, after, value) => $"{before}\"{name}\"{after}:{value}");
        return Gen.OneOf(
            leaf,
            inner.Array[0, 4].Select(static items => "[" + string.Join(",", items) + "]"),
            property.Array[1, 4].Select(static properties => "{" + string.Join(",", properties) + "}"));
    }

    [Fact]
    public void Read_RandomPieces_AgreesWithTheReference() => Text.Sample(static text => { JsonOracle.ReadChecked(text); }, iter: 20_000);

    [Fact]
    public void Read_RandomCharacters_AgreesWithTheReference() => AnyCharacters.Sample(static text => { JsonOracle.ReadChecked(text); }, iter: 5_000);

    [Fact]
    public void Read_RandomValidText_GivesTheReferenceTree() =>
        Value(4).Sample(static text => Assert.True(JsonOracle.ReadChecked(text).IsValid), iter: 3_000);

    [Fact]
    public void Read_ValidTextWithOneDamage_AgreesWithTheReference() =>
        Gen.Select(Value(3), Gen.Int[0, 10_000], Gen.OneOf(Pieces)).Sample(
            static (text, place, piece) =>
            {
                // Half a pair of escapes is valid, but the reference cannot give it back.
                text = text.Replace("\\uD83D\\uDE00", "\\u00e9");
                int at = place % (text.Length + 1);
                JsonOracle.ReadChecked(text.Insert(at, piece));
                JsonOracle.ReadChecked(text[..at]);
                if (at < text.Length)
                    JsonOracle.ReadChecked(text.Remove(at, 1));
            },
            iter: 3_000);

    [Fact]
    public void Read_SamplePolicyCutAnywhere_AgreesWithTheReference()
    {
        string text = Samples.Isolated;
        for (int i = 0; i <= text.Length; i++)
        {
            JsonOracle.ReadChecked(text[..i]);
            JsonOracle.ReadChecked(text[i..]);
            if (i < text.Length)
                JsonOracle.ReadChecked(text.Remove(i, 1));
        }
    }
}
