using System.Security;

namespace Demo;

/// <summary>
/// A copy of LeakyShop in the temporary folder, with the repository's build settings. What is built and mended here touches no file of the
/// repository, not even its obj folders.
/// </summary>
internal sealed class LeakyCopy : IDisposable
{
    // TNT1009 has a fix too; but what it marks as the tenant's, a person must have looked at.
    private static readonly string[] Rules = ["TNT1001", "TNT1002", "TNT1003", "TNT1004", "TNT1005", "TNT2003", "TNT3001", "TNT3002", "TNT3003", "TNT3004", "TNT3005", "TNT3007"];

    private readonly string _root = Directory.CreateTempSubdirectory("tenant-analyzers-demo-").FullName;
    private int _builds;

    public LeakyCopy(string repository)
    {
        Original = Path.Combine(repository, "samples", "LeakyShop");
        Folder = Path.Combine(_root, "LeakyShop");
        foreach (var name in new[] { ".editorconfig", "global.json" })
            File.Copy(Path.Combine(repository, name), Path.Combine(_root, name));
        foreach (var name in new[] { "Directory.Build.props", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(_root, name), $"<Project><Import Project=\"{SecurityElement.Escape(Path.Combine(repository, name))}\" /></Project>\n");
        foreach (var file in SourceFiles(Original))
        {
            var target = Path.Combine(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Original, file), target);
        }
    }

    /// <summary>LeakyShop itself.</summary>
    public string Original { get; }

    /// <summary>Its copy.</summary>
    public string Folder { get; }

    /// <summary>The files a person writes, relative to the project's folder.</summary>
    public static IEnumerable<string> SourceFiles(string project) =>
        Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(project, file))
            .Where(static file => file.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>Builds the copy from scratch and reads what the build says.</summary>
    public async Task<IReadOnlyList<Finding>> BuildAsync()
    {
        var log = Path.Combine(_root, $"build{++_builds}.sarif");
        // The analyzers are built already, with this demo: asking for them again could only collide with another build.
        var result = await DotnetTool.RunAsync(
            Folder, "build", "LeakyShop.csproj", "--no-incremental", "-nodeReuse:false", "-m:1",
            "-p:BuildProjectReferences=false", $"-p:ErrorLog={log}%2Cversion=2.1");
        if (result.ExitCode != 0)
            throw new DemoFailedException($"dotnet build of the copy of LeakyShop in {Folder} failed:\n{result.Output}");
        return Finding.Read(log, Folder);
    }

    /// <summary>Lets <c>dotnet format</c> apply the fixes to the copy.</summary>
    public async Task ApplyFixesAsync()
    {
        string[] arguments = ["format", "analyzers", "LeakyShop.csproj", "--no-restore", "--severity", "warn", "--diagnostics", .. Rules];
        var result = await DotnetTool.RunAsync(Folder, arguments);
        if (result.ExitCode != 0)
            throw new DemoFailedException($"dotnet format of the copy of LeakyShop in {Folder} failed:\n{result.Output}");
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in the temporary folder; the system will tidy up.
        }
    }
}
