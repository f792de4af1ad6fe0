using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace TenantAnalyzers.Samples.Tests.Postgres;

/// <summary>A PostgreSQL of the test's own: a fresh cluster in the temporary folder, on a free port of loopback, gone when disposed.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Password = "postgres-of-a-test";

    private readonly string _folder;
    private readonly string _programs;

    private PostgresServer(string folder, string programs, int port)
    {
        _folder = folder;
        _programs = programs;
        AdminConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Password={Password};Database=postgres";
    }

    /// <summary>The administrator's connection.</summary>
    public string AdminConnectionString { get; }

    /// <summary>Starts it, or says what the machine lacks: the test is skipped then, and fails in CI.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        if (FindPrograms() is not { } programs)
        {
            const string Lacks = "PostgreSQL's server is not on this machine; Debian: apt-get install postgresql";
            if (DynamoDbLocal.Needs.MustRun)
                Assert.Fail(Lacks);
            Assert.Skip(Lacks);
            throw new UnreachableException();
        }

        var folder = Directory.CreateTempSubdirectory("postgres-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var server = new PostgresServer(folder, programs, port);
        var password = Path.Combine(folder, "password");
        await File.WriteAllTextAsync(password, Password);
        // PostgreSQL refuses to run as root.
        if (Environment.UserName == "root")
            await RunAsync("chown", "-R", "postgres", folder);
        var data = Path.Combine(folder, "data");
        await server.RunProgramAsync("initdb", "--pgdata", data, "--username=postgres", "--auth=scram-sha-256", $"--pwfile={password}", "--encoding=UTF8", "--no-sync");
        await server.RunProgramAsync("pg_ctl", "start", "--wait", "--timeout=60", "--pgdata", data, "--log", Path.Combine(folder, "log"),
            "--options", $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c fsync=off -c max_connections=40");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await RunProgramAsync("pg_ctl", "stop", "--mode=immediate", "--pgdata", Path.Combine(_folder, "data"));
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindPrograms()
    {
        const string Debian = "/usr/lib/postgresql";
        IEnumerable<string> folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            .. Directory.Exists(Debian) ? Directory.EnumerateDirectories(Debian).Order().Reverse().Select(static version => Path.Combine(version, "bin")) : []];
        return folders.FirstOrDefault(static folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private Task RunProgramAsync(string name, params string[] arguments)
    {
        var program = Path.Combine(_programs, name);
        return Environment.UserName == "root" ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunAsync(program, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // The server inherits what it is started with: a pipe would never end, so the output goes nowhere.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
