using System.CommandLine;
using TenantAnalyzers.Tool.Review;
using TenantAnalyzers.Tool.Runtime;
using TenantAnalyzers.Tool.Simulate;

namespace TenantAnalyzers.Tool;

/// <summary>The command line.</summary>
internal static class ToolCommand
{
    /// <summary>The root command; it writes to the invocation's output and error.</summary>
    public static RootCommand Create() => new("Finds what lets one tenant reach another one's data, in IAM policies, templates and accounts, and refuses it at run time.")
    {
        ReviewCommand.Create(),
        SimulateCommand.Create(),
        GatewayCommand.Create(),
        AuditCommand.Create(),
    };

    /// <summary>Runs a command's work; what ends it early is said in a line, with <see cref="ExitCodes.Unreadable"/>.</summary>
    public static async Task<int> RunAsync(TextWriter error, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("cancelled");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(exception.Message);
        }
        return ExitCodes.Unreadable;
    }
}

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    /// <summary>Nothing to report.</summary>
    public const int Clean = 0;

    /// <summary>Findings.</summary>
    public const int Findings = 1;

    /// <summary>Something could not be read.</summary>
    public const int Unreadable = 2;
}
