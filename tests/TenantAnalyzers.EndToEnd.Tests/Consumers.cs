using System.Text.RegularExpressions;

namespace TenantAnalyzers.EndToEnd.Tests;

/// <summary>A warning or error as <c>dotnet build</c> prints it.</summary>
public sealed record BuildMessage(string Project, string File, int Line, string Severity, string Id, string Text);

/// <summary>Projects that use the package, and the commands a user gives.</summary>
public sealed partial class Consumers(PackedPackage package, string directory)
{
    public string Directory => directory;

    /// <summary>Copies a consumer project next to this test assembly into the folder.</summary>
    public Consumers Add(string name, string? copy = null)
    {
        var from = System.IO.Path.Combine(AppContext.BaseDirectory, "Consumers", name);
        foreach (var file in System.IO.Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(directory, copy ?? name, System.IO.Path.GetRelativePath(from, file));
            if (System.IO.Path.GetExtension(file) == ".csproj")
                target = Path(copy ?? name, $"{copy ?? name}.csproj");
            System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.WriteAllText(target, File.ReadAllText(file).Replace("$(PackageUnderTest)", PackedPackage.Version, StringComparison.Ordinal));
        }

        return this;
    }

    public string Path(params string[] parts) => System.IO.Path.Combine([directory, .. parts]);

    public string Read(params string[] parts) => File.ReadAllText(Path(parts));

    /// <summary>Builds one project, or with no name all of them in one command.</summary>
    public async Task<(CommandResult Command, BuildMessage[] Messages)> Build(string? project, params string[] options)
    {
        if (project is null)
        {
            var projects = System.IO.Directory.GetFiles(directory, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
            File.WriteAllText(
                System.IO.Path.Combine(directory, "all.slnx"),
                $"<Solution>\n{string.Concat(projects.Select(path => $"  <Project Path=\"{System.IO.Path.GetRelativePath(directory, path)}\" />\n"))}</Solution>\n");
        }

        var result = await package.DotNet(
            directory, ["build", project ?? "all.slnx", "--no-incremental", "-nodeReuse:false", "-tl:off", "-clp:NoSummary", .. options]);
        return (result, Parse(result.Output));
    }

    /// <summary>What MSBuild makes of a project, without building it.</summary>
    public Task<CommandResult> Evaluate(string project, params string[] options) =>
        package.DotNet(directory, ["msbuild", $"{project}/{project}.csproj", "-nodeReuse:false", .. options]);

    public Task<CommandResult> Format(string project, params string[] options) =>
        package.DotNet(directory, ["format", "analyzers", project, "--no-restore", .. options]);

    // The same message can be printed more than once.
    private static BuildMessage[] Parse(string output) =>
        [.. MessageLine().Matches(output).Select(match => new BuildMessage(
            System.IO.Path.GetFileNameWithoutExtension(match.Groups["project"].Value), System.IO.Path.GetFileName(match.Groups["file"].Value.Trim()),
            match.Groups["line"].Success ? int.Parse(match.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture) : 0,
            match.Groups["severity"].Value, match.Groups["id"].Value, match.Groups["text"].Value)).Distinct()];

    [GeneratedRegex(@"^(?<file>[^\r\n(]*?)(\((?<line>\d+),\d+\))?\s*: (?<severity>warning|error) (?<id>[A-Z]+\d+): (?<text>.*?)( \[(?<project>[^\]]*)\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex MessageLine();
}
