using System.IO.Compression;

[assembly: AssemblyFixture(typeof(TenantAnalyzers.EndToEnd.Tests.PackedPackage))]

namespace TenantAnalyzers.EndToEnd.Tests;

/// <summary>
/// The package, packed once, in a folder feed outside the repository. Consumers restore it into a packages folder of their
/// own, so that the machine's cache never holds it; what else they need comes from the machine's packages.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime
{
    public const string Version = "0.1.0-e2e";

    private readonly Dictionary<string, string> _environment = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("tenant-analyzers-e2e-").FullName;

    public string File => Path.Combine(Root, "feed", $"TenantAnalyzers.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        // Only the package's version is another: the dlls are those that a release would hold.
        var pack = await Machine.DotNet(
            Machine.RepositoryRoot, _environment, "pack", Path.Combine("src", "TenantAnalyzers.Package"), "-c", "Release", "--no-restore",
            "-o", Path.Combine(Root, "feed"), $"-p:PackageVersion={Version}");
        pack.Expect(success: true);

        _environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Path.Combine(Root, "feed")}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
                <add key="machine" value="{Machine.PackageRoot}" />
              </fallbackPackageFolders>
            </configuration>
            """);
        // Whatever stands above the temporary folder ends here.
        foreach (var file in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            Write(file, "<Project />");
        Write(".editorconfig", "root = true\n");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }

    public ZipArchive Open() => ZipFile.OpenRead(File);

    /// <summary>A fresh copy of consumer projects, in a folder of its own.</summary>
    public Consumers Consumers(string name) => new(this, Path.Combine(Root, name));

    internal Task<CommandResult> DotNet(string workingDirectory, params string[] arguments) =>
        Machine.DotNet(workingDirectory, _environment, arguments);

    private void Write(string name, string text) => System.IO.File.WriteAllText(Path.Combine(Root, name), text);
}
