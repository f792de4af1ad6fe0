using System.Globalization;
using Spectre.Console;
using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Reports;

/// <summary>For people: one line a finding, in colours on a terminal and plain elsewhere.</summary>
internal sealed class TextReport(IAnsiConsole console) : IReport
{
    private int _beside;

    public void Write(FileResult result)
    {
        if (result.IsBeside)
        {
            _beside++;
            return;
        }

        var colour = result.Verdict switch
        {
            Verdict.Leaks or Verdict.Invalid => "red",
            Verdict.CannotTell => "yellow",
            Verdict.Isolated => "green",
            _ => "grey",
        };
        console.Markup($"{Markup.Escape(result.Path)}: [{colour}]{result.Verdict.Name()}[/]");
        console.WriteLine(result.Findings.IsEmpty && result.Reason is { } reason ? $" ({reason})" : "");
        foreach (var finding in result.Findings)
        {
            console.Markup($"{Markup.Escape(result.Path)}{At(finding.Place)}: [{colour}]{finding.Rule}[/]: ");
            var subject = string.Join(", ", new[] { finding.Policy, finding.Statement }.Where(static part => part.Length > 0));
            console.WriteLine(subject.Length > 0 ? $"{subject}: {finding.Message}" : finding.Message);
        }
        foreach (var note in result.Notes)
        {
            console.Markup($"{Markup.Escape(result.Path)}{At(note.Place)}: [grey]note[/]: ");
            console.WriteLine(note.Reason);
        }
        if (result.Mended > 0)
            console.WriteLine($"{result.Path}: mended {Count(result.Mended, "place")}");
    }

    public void Complete(ReviewTotals totals)
    {
        var parts = Enum.GetValues<Verdict>().Where(verdict => totals.Of(verdict) > 0).Reverse().Select(verdict => $"{Number(totals.Of(verdict))} {verdict.Name()}");
        console.WriteLine($"{Count(totals.Files, "file")}: {string.Join(", ", parts.DefaultIfEmpty("nothing to review"))}; {Count(totals.Findings, "finding")}");
        if (_beside > 0)
            console.WriteLine($"{Count(_beside, "file")} of these {(_beside == 1 ? "holds" : "hold")} no policy: `--format json` lists them");
    }

    private static string At(Place place) => string.Create(CultureInfo.InvariantCulture, $":{place.Line}:{place.Column}");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Count(int number, string noun) => $"{Number(number)} {noun}{(number == 1 ? "" : "s")}";
}
