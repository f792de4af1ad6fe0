namespace TenantAnalyzers.Benchmarks.Compilers;

/// <summary>A compilation that is measured: a response file without the analyzers that are measured on it.</summary>
/// <param name="Name">What it is called in the tables.</param>
/// <param name="Folder">The folder that paths in it are relative to.</param>
/// <param name="ResponseFile">The file.</param>
internal sealed record Subject(string Name, string Folder, string ResponseFile)
{
    private static readonly string[] Options =
        ["/target:library", "/langversion:latest", "/nullable:enable", "/optimize+", "/debug:portable", "/deterministic+", "/warn:10", "/nowarn:1701,1702", "/utf8output"];

    private static readonly string[] Usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];

    /// <summary>Writes a compilation of generated files; with the references of the AWS SDK or without.</summary>
    public static Subject Write(string name, string folder, IEnumerable<string> sources, bool withAws)
    {
        var usings = Path.Combine(folder, "GlobalUsings.g.cs");
        File.WriteAllLines(usings, Usings.Select(static space => $"global using {space};"));
        var file = Path.Combine(folder, name + ".rsp");
        File.WriteAllLines(file, [.. Options, .. Toolset.SdkReferences, .. withAws ? Toolset.AwsReferences : [], .. sources.Append(usings).Select(static path => $"\"{path}\"")]);
        return new(name, folder, file);
    }

    /// <summary>
    /// A real compilation, as a build hands it to <c>csc</c>. Its analyzers are split off: they are its own set. Paths in it are
    /// relative to the folder that it lies in.
    /// </summary>
    public static (Subject Subject, AnalyzerSet AsBuilt) Read(string file, string scratch)
    {
        var lines = File.ReadAllLines(file).Select(static line => line.Trim()).Where(static line => line.Length > 0).ToList();
        var rest = lines.Where(static line => !Is(line, "analyzer", "a", "out", "refout", "doc", "errorlog", "noconfig", "warnaserror", "warnaserror+", "generatedfilesout"));
        var copy = Path.Combine(scratch, "real.rsp");
        File.WriteAllLines(copy, rest);
        var asBuilt = lines.Where(static line => Is(line, "analyzer", "a") && !line.Contains("TenantAnalyzers", StringComparison.Ordinal));
        return (new("real", Path.GetDirectoryName(Path.GetFullPath(file))!, copy), new("as built", [.. asBuilt]));
    }

    private static bool Is(string line, params ReadOnlySpan<string> options)
    {
        foreach (var option in options)
        {
            if (line[0] is '/' or '-' && line[1..].Split(':')[0].Equals(option, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
