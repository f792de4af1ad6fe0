using Spectre.Console;

namespace TenantAnalyzers.Tool.Reports;

/// <summary>Makes consoles: with colours on a terminal, and elsewhere plain text whose lines are never broken.</summary>
internal static class Consoles
{
    public static IAnsiConsole For(TextWriter output, bool isFile)
    {
        var isTerminal = !isFile && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        // A message is to be found by its text, so the terminal breaks lines, not we.
        console.Profile.Width = 1_000_000;
        return console;
    }
}
