using System.Diagnostics;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Samples.Tests;

/// <summary>The demo as its user runs it: what it prints into a pipe, and how it ends.</summary>
public sealed class DemoTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    [Fact]
    public async Task Demo_WholeRun_EndsWithZeroAndShowsEveryStepInPlainText()
    {
        await Needs.InstallationAsync();
        var (exitCode, output) = await RunAsync();
        Assert.True(exitCode == 0, output);
        string[] parts =
        [
            "TNT1001 Query", "TNT1002 Item read", "TNT1003 Scan", "TNT1004 Write", "TNT1005 PartiQL", "TNT1006 Index",
            "TNT1007 CrossTenant", "TNT1009 Binding", "TNT2001 Table", "TNT2002 Index", "TNT2003 Entity", "TNT3001 Policy",
            "TNT3002 Leading-keys", "TNT3003 Key pattern", "TNT3004 Key names", "TNT3005 Policy variable", "TNT3006 Resource", "TNT3007 Policy",
            "+             KeyConditionExpression = \"tenantId = :tenant\",", "BREACH", "REFUSED", "AccessDeniedException", "InvalidSignatureException",
            "three layers, three storage models", "shared-table", "table-per-tenant", "database-per-tenant", "The audit trail has", "checks hold",
        ];
        Assert.All(parts, part => Assert.Contains(part, output, StringComparison.Ordinal));
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
        Assert.DoesNotContain("UNCLEAR", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_WithoutGuard_EndsWithOneAndNamesWhatFailed()
    {
        await Needs.InstallationAsync();
        var (exitCode, output) = await RunAsync("--attacks-only", "--without-guard");
        Assert.Equal(1, exitCode);
        Assert.Contains("FAILED Run time: the guard refuses every attack", output, StringComparison.Ordinal);
        Assert.DoesNotContain("REFUSED", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_UnknownArgument_EndsWithTwo() => Assert.Equal(2, (await RunAsync("--guardless")).ExitCode);

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var demo = Path.Combine(RepositoryRoot(), "samples", "Demo", "bin", Configuration, "net10.0", "Demo.dll");
        var start = new ProcessStartInfo("dotnet", [demo, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TenantAnalyzers.sln")))
            folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))!;
        return folder;
    }
}
