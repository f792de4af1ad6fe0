using TenantAnalyzers.Gateway.Configuration;

namespace TenantAnalyzers.Gateway.Tests.Identity;

/// <summary>A folder with a configuration, gone at the end.</summary>
internal sealed class ConfigFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-config-");

    public ConfigFolder(string config) => Write("gateway.json", config);

    public string File => Path("gateway.json");

    public StringWriter Notices { get; } = new();

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Write(string name, string text)
    {
        System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        System.IO.File.WriteAllText(Path(name), text);
    }

    public ConfigSource Load() => ConfigSource.LoadOnce(File, Notices);

    public void Dispose() => _folder.Delete(recursive: true);
}
