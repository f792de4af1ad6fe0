using System.Diagnostics;
using System.Reflection;

namespace TenantAnalyzers.EndToEnd.Tests;

/// <summary>What a command said and how it ended.</summary>
public sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>Fails with the whole output when the command did not end as expected.</summary>
    public CommandResult Expect(bool success)
    {
        Assert.True(success == (ExitCode == 0), $"`{Command}` ended with {ExitCode}:\n{Output}");
        return this;
    }
}

/// <summary>The repository, and the <c>dotnet</c> of the runtime these tests run on.</summary>
public static class Machine
{
    // Set for this process by the test runner, the build or the shell; each changes what a nested dotnet command does.
    private static readonly string[] Inherited = ["MSBUILD", "DOTNET_CLI_", "DOTNET_HOST_PATH", "DOTNET_STARTUP_HOOKS", "TESTINGPLATFORM_", "XUNIT", "VSTEST_", "CORECLR_", "NUGET_PACKAGES"];

    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>Where the restore of this repository put its packages.</summary>
    public static string PackageRoot { get; } = Metadata("PackageRoot");

    /// <summary>Runs <c>dotnet</c>; leaves no process behind.</summary>
    public static async Task<CommandResult> DotNet(string workingDirectory, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(DotNetHost(), arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.ToArray())
        {
            if (Inherited.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
                start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var cancellation = TestContext.Current.CancellationToken;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(10), cancellation);
            return new CommandResult($"dotnet {string.Join(' ', arguments)}", process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string DotNetHost()
    {
        var runtime = new DirectoryInfo(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        return Path.Combine(runtime.Parent!.Parent!.Parent!.FullName, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
    }

    private static string Metadata(string key) =>
        typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == key).Value!;
}
