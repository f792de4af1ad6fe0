using System.Globalization;
using Spectre.Console;
using TenantAnalyzers.Benchmarks.Compilers;

namespace TenantAnalyzers.Benchmarks;

/// <summary>Prints tables that can be read in a terminal and pasted into a page.</summary>
internal static class Report
{
    public static void Heading(string text)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{text}[/]");
        AnsiConsole.WriteLine();
    }

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumns([.. columns.Select(static (column, i) => Column(column, i))]);
        foreach (var row in rows)
            table.AddRow([.. row.Select(static cell => new Text(cell))]);
        AnsiConsole.Write(table);
    }

    /// <summary>What the compiler server needed, against the entry that each is compared with.</summary>
    public static void Race(IEnumerable<(Race.Entry Entry, Race.Entry Against)> entries) => Table(
        ["set", "compilation", "against", "CPU s", "CPU ×", "CPU × (medians)", "wall s", "wall ×"],
        entries.Select(static pair => new[]
        {
            pair.Entry.Label,
            pair.Entry.Subject.Name,
            pair.Against.Set.Name,
            Number(pair.Entry.Cpu.TotalSeconds),
            Number(pair.Entry.CpuOver(pair.Against)),
            Number(pair.Entry.MedianCpuOver(pair.Against)),
            Number(pair.Entry.Wall.TotalSeconds),
            Number(pair.Entry.WallOver(pair.Against)),
        }));

    /// <summary>What is wanted beside what was measured; says nothing about success, as times depend on the machine.</summary>
    public static void Targets(IEnumerable<Target> targets) => Table(
        ["target", "wanted", "measured", ""],
        targets.Select(static target => new[] { target.Name, target.Wanted, target.Measured, target.IsMet ? "ok" : "not met" }));

    public static string Number(double number) => number.ToString("N2", CultureInfo.InvariantCulture);

    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Megabytes(double bytes) => (bytes / 1_000_000).ToString("N1", CultureInfo.InvariantCulture);

    /// <summary>A line that is written over by the next in a terminal, and left out of a file.</summary>
    public static void Progress(string text)
    {
        if (!Console.IsOutputRedirected)
            Console.Write($"\r{text,-78}\r");
    }

    private static TableColumn Column(string heading, int index) => index == 0 ? new(heading) : new TableColumn(heading).RightAligned();
}

/// <summary>A target of the project and what was measured.</summary>
internal readonly record struct Target(string Name, string Wanted, string Measured, bool IsMet)
{
    public static Target AtMost(string name, double most, double measured, string unit = "") =>
        new(name, $"<= {most.ToString(CultureInfo.InvariantCulture)}{unit}", Report.Number(measured) + unit, measured <= most);
}
