using TenantAnalyzers.DynamoDbLocal;

namespace TenantAnalyzers.Samples.Tests.DynamoDbLocal;

/// <summary>A machine of one temporary folder: its own HOME, PATH and cache, and programs that are shell scripts.</summary>
internal sealed class FakeMachine : IDisposable
{
    private readonly Dictionary<string, string?> _environment;

    public FakeMachine()
    {
        Home = Directory.CreateTempSubdirectory("dynamodb-local-tests-").FullName;
        Cache = Directory.CreateDirectory(Path.Combine(Home, "cache")).FullName;
        Bin = Directory.CreateDirectory(Path.Combine(Home, "bin")).FullName;
        _environment = new()
        {
            ["HOME"] = Home,
            ["PATH"] = Bin,
            ["JAVA_HOME"] = null,
            ["DYNAMODB_LOCAL_URL"] = null,
            ["DYNAMODB_LOCAL_HOME"] = null,
        };
    }

    public string Home { get; }

    public string Cache { get; }

    private string Bin { get; }

    public DynamoDbLocalOptions Options => new() { Environment = _environment, CacheFolder = Cache, Notices = TextWriter.Null };

    public void Set(string variable, string value) => _environment[variable] = value;

    public string AddJava(int version, string? folder = null) =>
        AddProgram("java", $"echo 'openjdk version \"{version}.0.1\"' >&2", folder);

    public string AddProgram(string name, string script, string? folder = null)
    {
        var file = Path.Combine(Directory.CreateDirectory(folder ?? Bin).FullName, name);
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    public string AddHome() => AddJar(Path.Combine(Home, "own"));

    public string AddCached() => AddJar(Path.Combine(Cache, "amplify-dynamodb-simulator-2.9.30"));

    public void Dispose() => Directory.Delete(Home, recursive: true);

    private static string AddJar(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "DynamoDBLocal.jar"), "");
        return folder;
    }
}
