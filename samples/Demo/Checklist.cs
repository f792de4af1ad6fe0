using Spectre.Console;

namespace Demo;

/// <summary>What must be true for the demo to have shown what it says; decides the exit code.</summary>
internal sealed class Checklist
{
    private readonly List<(string Step, string Claim, bool Holds, string Seen)> _checks = [];

    public void Add(string step, string claim, bool holds, string seen) => _checks.Add((step, claim, holds, seen));

    /// <summary>0 when every claim holds.</summary>
    public int ExitCode => _checks.Count > 0 && _checks.TrueForAll(static check => check.Holds) ? 0 : 1;

    /// <summary>Prints the summary and answers with the <see cref="ExitCode"/>.</summary>
    public int PrintSummary()
    {
        BuildSteps.Heading("summary");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("What must hold", "", "Checks");
        foreach (var step in _checks.GroupBy(static check => check.Step))
        {
            var held = step.Count(static check => check.Holds);
            table.AddRow(Markup.Escape(step.Key), held == step.Count() ? "[green]ok[/]" : "[red]FAILED[/]", $"{held} of {step.Count()}");
        }

        AnsiConsole.Write(table);
        var failed = _checks.FindAll(static check => !check.Holds);
        foreach (var (step, claim, _, seen) in failed)
            AnsiConsole.MarkupLineInterpolated($"[red]FAILED[/] {step}: {claim}; seen: {seen}");
        if (_checks.Count == 0 || failed.Count > 0)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{failed.Count} of {_checks.Count} checks failed.[/]");
        }
        else
        {
            AnsiConsole.MarkupLineInterpolated($"[green]All {_checks.Count} checks hold.[/]");
        }

        return ExitCode;
    }
}
