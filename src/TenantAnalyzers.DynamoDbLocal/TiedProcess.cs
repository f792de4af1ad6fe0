using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace TenantAnalyzers.DynamoDbLocal;

/// <summary>
/// A child process that ends with this one however this one ends, even by SIGKILL: it holds the reading end of a pipe from us.
/// When we go, the system closes our end, and the watcher beside the child kills it. On Windows a job object does the same.
/// </summary>
internal sealed class TiedProcess : IAsyncDisposable
{
    // The shell becomes the server (exec), so its id is the server's. The watcher in the background waits for a line, which says
    // "it has ended by itself, kill nobody", or for the end of the pipe. Background jobs of a shell ignore Ctrl-C: it stays to watch.
    private const string Script = """
        exec 3<&0 </dev/null
        ( read -r _ <&3 || kill -9 $$ ) >/dev/null 2>&1 &
        exec 3<&-
        exec "$@"
        """;

    private const int KeptLines = 40;

    private readonly Process _process;
    private readonly Queue<string> _output = new();
    private readonly IDisposable? _job;

    private TiedProcess(ProcessStartInfo start, bool tieByJob)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Exited += (_, _) => TellWatcher();
        try
        {
            _process.Start();
        }
        catch (Win32Exception exception)
        {
            throw new DynamoDbLocalException($"Cannot run {start.FileName}: {exception.Message}", exception);
        }

        if (tieByJob && OperatingSystem.IsWindows())
            _job = WindowsJob.Hold(_process);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The last lines it printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return string.Join(Environment.NewLine, _output);
        }
    }

    public bool SaidAddressInUse => Output.Contains("in use", StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts the server; it writes a small file of its own into <paramref name="workingFolder"/>.</summary>
    public static TiedProcess Start(Location location, int port, string workingFolder)
    {
        string[] Server(string java, string folder, string serverPort) =>
        [
            java, $"-Djava.library.path={Path.Combine(folder, "DynamoDBLocal_lib")}", "-jar", Path.Combine(folder, Locator.JarName),
            "-inMemory", "-sharedDb", "-disableTelemetry", "-port", serverPort,
        ];

        var portText = port.ToString(CultureInfo.InvariantCulture);
        if (location is Location.Container container)
        {
            // The watcher runs inside the container: when the docker command goes, the container's input ends.
            // --init, because the first process of a container cannot be killed from within it.
            string[] run = ["run", "--rm", "-i", "--init", "-p", $"127.0.0.1:{portText}:8000", "--entrypoint", "sh", Location.Container.Image, "-c", Script, "sh"];
            return new TiedProcess(StartInfo(container.Docker, [.. run, .. Server("java", ".", "8000")]), tieByJob: false);
        }

        var folder = (Location.Folder)location;
        var server = Server(folder.Java, folder.Path, portText);
        var start = OperatingSystem.IsWindows() ? StartInfo(server[0], server[1..]) : StartInfo("/bin/sh", ["-c", Script, "sh", .. server]);
        start.WorkingDirectory = Directory.Exists(workingFolder) ? workingFolder : Path.GetTempPath();
        return new TiedProcess(start, tieByJob: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // In memory: there is nothing it could save, so it is killed and not asked. For Docker the end of the pipe does it.
            _process.StandardInput.Close();
            if (_job is not null)
                _process.Kill();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            try
            {
                await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        _job?.Dispose();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
        CreateNoWindow = true,
    };

    private void TellWatcher()
    {
        try
        {
            _process.StandardInput.WriteLine();
            _process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The watcher has gone too, or we closed the pipe ourselves.
        }
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        lock (_output)
        {
            _output.Enqueue(line);
            if (_output.Count > KeptLines)
                _output.Dequeue();
        }
    }
}
