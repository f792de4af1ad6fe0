using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>Half-typed code and odd shapes: never an exception, never a report that nobody can follow.</summary>
public sealed class PolicyRobustnessTests
{
    private const string Good = """
        class C { string P = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"dynamodb:GetItem\",\"Resource\":\"*\"}]}"; }
        """;

    public static TheoryData<string> Samples =>
        [.. PolicyWithoutLeadingKeysTests.EveryKind.Select(row => row.Data.Replace("{|TNT3001:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Samples))]
    public Task Source_WithoutOneToken_DoesNotThrow(string source) =>
        AssertNoExceptions(Tokens(source).Select(token => source.Remove(token.Start, token.Length)));

    [Theory, MemberData(nameof(Samples))]
    public Task Source_CutOffAtEachToken_DoesNotThrow(string source) =>
        AssertNoExceptions(Tokens(source).Select(token => source[..token.Start]));

    [Theory, MemberData(nameof(Samples))]
    public Task Source_WithStrayToken_DoesNotThrow(string source) =>
        AssertNoExceptions(Tokens(source).SelectMany(token => new[] { "+", "{", "\"", ")", "$" }.Select(stray => source.Insert(token.Start, stray))));

    [Fact]
    public async Task Policy_CutOffAtEachCharacter_IsSilentUntilWhole()
    {
        var (start, end) = (Good.IndexOf('"', StringComparison.Ordinal), Good.LastIndexOf('"'));
        for (var cut = start + 1; cut < end; cut++)
        {
            if (Good[cut - 1] == '\\')
                continue;
            Assert.Empty(await PolicyAnalysis.Diagnostics(Good[..cut] + "\"; }"));
        }
        Assert.Single(await PolicyAnalysis.Diagnostics(Good));
    }

    [Fact]
    public async Task Policy_WithoutOneCharacter_IsReportedAsWhatItSaysOrAsMalformed()
    {
        var (start, end) = (Good.IndexOf('"', StringComparison.Ordinal), Good.LastIndexOf('"'));
        for (var at = start; at <= end; at++)
            Assert.All(await PolicyAnalysis.Diagnostics(Good.Remove(at, 1)), diagnostic => Assert.Contains(diagnostic.Id, new[] { "TNT3001", "TNT3007" }));
    }

    [Fact]
    public async Task Concatenation_OfFiveThousandOperands_IsReportedOnce()
    {
        var padding = string.Join(" +\n", Enumerable.Repeat("\" \"", 5_000));
        var diagnostics = await PolicyAnalysis.Diagnostics(Good.Replace("= \"", $"= {padding} + \"", StringComparison.Ordinal));
        Assert.Equal("TNT3001", Assert.Single(diagnostics).Id);
    }

    [Fact]
    public async Task Policy_OfTenThousandBrackets_DoesNotThrow()
    {
        var nested = Good.Replace("\\\"*\\\"", new string('[', 10_000) + new string(']', 10_000), StringComparison.Ordinal);
        Assert.Equal("TNT3007", Assert.Single(await PolicyAnalysis.Diagnostics(nested)).Id);
    }

    [Fact]
    public async Task Project_WithoutAws_RegistersNothing()
    {
        Assert.Equal(0, await PolicyAnalysis.RegisteredActions(Good, withAws: false));
        Assert.Empty(await PolicyAnalysis.Diagnostics(Good, withAws: false));
        Assert.NotEqual(0, await PolicyAnalysis.RegisteredActions(Good, withAws: true));
    }

    [Fact]
    public async Task Analysis_FiftyTimes_GivesTheSame()
    {
        var source = string.Concat(Enumerable.Range(0, 20).Select(i => Good.Replace("class C", $"class C{i}", StringComparison.Ordinal)));
        var runs = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PolicyAnalysis.Diagnostics(source)));
        Assert.Single(runs.Select(run => string.Join("\n", run.Select(diagnostic => diagnostic.ToString()).Order())).Distinct());
    }

    private static async Task AssertNoExceptions(IEnumerable<string> sources)
    {
        foreach (var source in sources)
            Assert.DoesNotContain(await PolicyAnalysis.Diagnostics(source), diagnostic => diagnostic.Id == "AD0001");
    }

    private static List<TextSpan> Tokens(string source) =>
        [.. CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken).GetRoot().DescendantTokens().Where(token => token.Span.Length > 0).Select(token => token.Span)];
}
