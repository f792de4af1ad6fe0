using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Spectre.Console;

namespace Demo;

/// <summary>The build-time half: what the analyzers say about LeakyShop, and what their fixes make of it.</summary>
internal static class BuildSteps
{
    private const int Context = 2;
    private const string Warnings = "Build time: the analyzers see the leaks";
    private const string Fixes = "Build time: the fixes close them";

    private static readonly string[] Expected =
    [
        "TNT1001", "TNT1002", "TNT1003", "TNT1004", "TNT1005", "TNT1006", "TNT1007", "TNT1009", "TNT2001", "TNT2002", "TNT2003", "TNT3001",
        "TNT3002", "TNT3003", "TNT3004", "TNT3005", "TNT3006", "TNT3007",
    ];

    public static async Task RunAsync(string repository, Checklist checks)
    {
        using var copy = new LeakyCopy(repository);
        Heading("dotnet build samples/LeakyShop");
        var findings = await copy.BuildAsync();
        Print(findings, copy.Folder);
        foreach (var rule in Expected)
        {
            var count = findings.Count(finding => finding.Rule == rule);
            checks.Add(Warnings, $"the build of LeakyShop shows {rule}", count > 0, $"{count} times");
        }

        var others = findings.Where(static finding => !Expected.Contains(finding.Rule)).Select(static finding => finding.Rule).Distinct().ToArray();
        checks.Add(Warnings, "the build of LeakyShop shows nothing else", others.Length == 0, others.Length == 0 ? "nothing" : string.Join(", ", others));

        Heading("dotnet format analyzers, on a copy");
        await copy.ApplyFixesAsync();
        var changed = PrintDiff(copy);
        checks.Add(Fixes, "the fixes change the code", changed > 0, $"{changed} files");

        var left = await copy.BuildAsync();
        var missed = left.Count(static finding => !finding.NeedsAPerson);
        var known = findings.Where(static finding => finding.NeedsAPerson).Select(static finding => (finding.Rule, finding.File, finding.Message)).ToHashSet();
        var added = left.Count(finding => finding.NeedsAPerson && !known.Contains((finding.Rule, finding.File, finding.Message)));
        checks.Add(Fixes, "the mended copy builds, with no warning that has a fix", missed == 0, $"{missed} warnings");
        checks.Add(Fixes, "the fixes make no new warning", added == 0, $"{added} warnings");
        AnsiConsole.MarkupLineInterpolated($"The mended copy builds. {findings.Count - left.Count} of {findings.Count} warnings are gone.");
        if (left.Count > 0)
        {
            AnsiConsole.MarkupLine("Left for a person, for no fix can mend it: tables and indexes that are not keyed by the tenant, with the calls that depend on their keys, policies in files, and what only a person can decide. TenantShop shows the keys they need.");
            AnsiConsole.WriteLine();
            Print(left, copy.Folder);
        }
    }

    internal static void Heading(string text)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]== {text} ==[/]");
        AnsiConsole.WriteLine();
    }

    private static void Print(IReadOnlyList<Finding> findings, string project)
    {
        foreach (var rule in findings.GroupBy(static finding => (finding.Rule, finding.Title)))
        {
            AnsiConsole.MarkupLineInterpolated($"[yellow bold]{rule.Key.Rule}[/] [bold]{rule.Key.Title}[/] ({rule.Count()})");
            foreach (var file in rule.GroupBy(static finding => finding.File))
            {
                AnsiConsole.MarkupLineInterpolated($"  [blue]{file.Key}[/]");
                var path = Path.Combine(project, file.Key);
                var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
                foreach (var finding in file)
                {
                    AnsiConsole.MarkupLineInterpolated($"    {finding.Line}: {finding.Message}");
                    if (finding.Line >= 1 && finding.Line <= lines.Length)
                        PrintSource(lines[finding.Line - 1], finding);
                }
            }

            AnsiConsole.WriteLine();
        }
    }

    // The source line without its indentation, underlined where the squiggle stands in an editor; long lines are cut around it.
    private static void PrintSource(string line, Finding finding)
    {
        const int most = 120;
        var start = Math.Clamp(finding.Column - 1, 0, line.Length);
        var end = Math.Clamp(finding.EndColumn - 1, start, line.Length);
        var first = Math.Min(line.Length - line.TrimStart().Length, start);
        if (start - first > most / 2)
            first = start - (most / 2);
        var shown = line[first..Math.Min(line.Length, first + most)];
        var squiggle = Math.Max(1, Math.Min(end, first + shown.Length) - start);
        AnsiConsole.MarkupLineInterpolated($"      [grey]{shown}[/]");
        AnsiConsole.MarkupLineInterpolated($"      {new string(' ', start - first)}[red]{new string('~', squiggle)}[/]");
    }

    private static int PrintDiff(LeakyCopy copy)
    {
        var changed = 0;
        foreach (var file in LeakyCopy.SourceFiles(copy.Folder))
        {
            var original = Path.Combine(copy.Original, file);
            var before = File.Exists(original) ? File.ReadAllText(original) : "";
            var after = File.ReadAllText(Path.Combine(copy.Folder, file));
            if (before == after)
                continue;
            changed++;
            AnsiConsole.MarkupLineInterpolated($"[bold]--- samples/LeakyShop/{file.Replace('\\', '/')}[/]");
            PrintHunks(InlineDiffBuilder.Diff(before, after).Lines);
            AnsiConsole.WriteLine();
        }

        return changed;
    }

    private static void PrintHunks(List<DiffPiece> lines)
    {
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = false;
            for (var j = Math.Max(0, i - Context); j <= Math.Min(lines.Count - 1, i + Context); j++)
                near |= lines[j].Type is ChangeType.Inserted or ChangeType.Deleted;
            if (!near)
                continue;
            if (i != last + 1)
                AnsiConsole.MarkupLine("[grey]  ...[/]");
            last = i;
            switch (lines[i].Type)
            {
                case ChangeType.Inserted: AnsiConsole.MarkupLineInterpolated($"[green]+ {lines[i].Text}[/]"); break;
                case ChangeType.Deleted: AnsiConsole.MarkupLineInterpolated($"[red]- {lines[i].Text}[/]"); break;
                default: AnsiConsole.MarkupLineInterpolated($"  {lines[i].Text}"); break;
            }
        }
    }
}
