using System.Diagnostics;

namespace TenantAnalyzers.Benchmarks.Compilers;

/// <summary>One compilation by the compiler server.</summary>
internal readonly record struct CompilerRun(TimeSpan Wall, TimeSpan Cpu);

/// <summary>The SDK's own compiler server, one for this process alone, so that its processor time is that of our compilations.</summary>
internal sealed class CompilerServer : IDisposable
{
    private readonly string _pipe = $"tenant-analyzers-{Environment.ProcessId}";
    private readonly string _output;
    private readonly Process _server;

    public CompilerServer(string scratch)
    {
        _output = Path.Combine(scratch, "measured.dll");
        _server = Process.Start(Command("VBCSCompiler.dll", scratch, "-pipename:" + _pipe))!;
        _server.OutputDataReceived += static (_, _) => { };
        _server.BeginOutputReadLine();
    }

    public async Task<CompilerRun> CompileAsync(Subject subject, AnalyzerSet set)
    {
        // The server tidies up and recompiles itself after a compilation: that is not the next one's.
        await Task.Delay(200);
        var before = Cpu();
        var watch = Stopwatch.StartNew();
        using var client = Process.Start(Command(
            "csc.dll", subject.Folder, ["/shared:" + _pipe, "/noconfig", "@" + subject.ResponseFile, .. set.Lines.Select(static line => line.Replace("\"", "")), "/out:" + _output]))!;
        var errors = new List<string>();
        while (await client.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(": error ", StringComparison.Ordinal) || line.StartsWith("error ", StringComparison.Ordinal))
                errors.Add(line);
        }

        await client.WaitForExitAsync();
        var run = new CompilerRun(watch.Elapsed, Cpu() - before);
        if (client.ExitCode != 0)
            throw new BenchmarkFailedException($"{subject.Name} does not compile with {set.Name}: {errors.FirstOrDefault() ?? $"csc ended with {client.ExitCode}"}");
        if (run.Cpu == TimeSpan.Zero)
            throw new BenchmarkFailedException("the compiler server does not answer, so the compilation was not its own");
        return run;
    }

    public void Dispose()
    {
        if (!_server.HasExited)
            _server.Kill();
        _server.Dispose();
        // A server that is killed leaves the socket behind its pipe.
        File.Delete(Path.Combine(Path.GetTempPath(), _pipe));
    }

    private TimeSpan Cpu()
    {
        _server.Refresh();
        return _server.TotalProcessorTime;
    }

    private static ProcessStartInfo Command(string program, string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Toolset.Dotnet, ["exec", Path.Combine(Toolset.CompilerFolder, program), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return start;
    }
}
