using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tests.DataAccess;

/// <summary>
/// All three verdicts of a source, quickly: what is marked is reported there, as unscoped or as undecided (TNT1009), and what
/// bears no mark is proved to be scoped.
/// </summary>
internal static partial class Verdicts
{
    private static readonly Dictionary<string, ReportDiagnostic> WithUndecided = new() { ["TNT1009"] = ReportDiagnostic.Warn };

    public static async Task Match(string marked)
    {
        var expected = new List<string>();
        var source = Mark().Replace(marked, mark =>
        {
            expected.Add($"{mark.Groups["id"].Value} {mark.Groups["text"].Value}");
            return mark.Groups["text"].Value;
        });
        var reports = await Of(source);

        Assert.Equal(expected, reports.Select(report => $"{report.Id} {TextOf(report)}"));
    }

    /// <summary>The messages of a source's reports, in order of place.</summary>
    public static async Task<IEnumerable<string>> Messages(string source) =>
        (await Of(source)).Select(report => report.GetMessage(CultureInfo.InvariantCulture));

    private static async Task<IEnumerable<Diagnostic>> Of(string source)
    {
        var compilation = Bulk.Compile(source);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), problem => problem.Severity == DiagnosticSeverity.Error);
        var reports = await Bulk.Analyze(compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(WithUndecided)));
        // The rules on declarations have tests of their own.
        return reports.Where(report => report.Id.StartsWith("TNT1", StringComparison.Ordinal));
    }

    private static string TextOf(Diagnostic report) =>
        report.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(report.Location.SourceSpan);

    [GeneratedRegex(@"\{\|(?<id>TNT\d{4}):(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
