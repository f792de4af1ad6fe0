using System.Diagnostics;
using System.Text.Json;

namespace TenantAnalyzers.Tool.Tests;

/// <summary>The tool as its users run it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Process_Review_IsPlainWhenPiped()
    {
        var path = _folder.Write("x.json", Policies.Leaky);
        var start = new ProcessStartInfo("dotnet", [typeof(ToolCommand).Assembly.Location, "review", path, "--format", "json"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, ""), (process.ExitCode, await error));
        Assert.Single(JsonSerializer.Deserialize<JsonElement>(output).GetProperty("files").EnumerateArray());
    }
}
