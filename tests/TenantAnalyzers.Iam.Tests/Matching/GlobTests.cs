using System.Text.RegularExpressions;
using CsCheck;

namespace TenantAnalyzers.Iam.Tests.Matching;

public sealed class GlobTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("**", "", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("a*", "a", true)]
    [InlineData("a*b*c", "aXbYc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("*a?", "aab", true)]
    [InlineData("*ab", "aab", true)]
    [InlineData("A", "a", false)]
    public void IsMatch_Pattern_Decides(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, text, ignoreCase: false));

    [Fact]
    public void IsMatch_IgnoringCase_DoesSo() => Assert.True(Glob.IsMatch("DYNAMODB:get*", "dynamodb:GetItem", ignoreCase: true));

    [Fact]
    public void IsMatch_RandomPattern_AgreesWithARegex() =>
        Gen.Select(Gen.Char["ab*?"].Array[0, 8], Gen.Char["ab"].Array[0, 10]).Sample(
            static (pattern, text) =>
            {
                string regex = "^" + string.Concat(pattern.Select(static c => c switch { '*' => ".*", '?' => ".", _ => c.ToString() })) + "$";
                return Glob.IsMatch(new string(pattern), new string(text), ignoreCase: false) == Regex.IsMatch(new string(text), regex);
            },
            iter: 20_000);

    [Fact]
    public void IsMatch_ManyStars_DoesNotExplode()
    {
        string pattern = string.Concat(Enumerable.Repeat("*a", 200)) + "b";

        // A matcher that backtracks over all stars would not come back.
        bool match = Glob.IsMatch(pattern, new string('a', 5_000), ignoreCase: false);

        Assert.False(match);
    }
}
