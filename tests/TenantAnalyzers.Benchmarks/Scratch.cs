using TenantAnalyzers.Benchmarks.Compilers;
using TenantAnalyzers.Benchmarks.Corpus;

namespace TenantAnalyzers.Benchmarks;

/// <summary>A folder for the generated code, gone at the end.</summary>
internal sealed class Scratch : IDisposable
{
    private const int BusinessFiles = 1_000;

    private readonly List<string> _business;
    private readonly List<string> _blocks;

    public Scratch()
    {
        _business = Write(BusinessCode.Generate(BusinessFiles));
        _blocks = Write(DataLayer.Generate(Blocks));
    }

    /// <summary>The blocks of accesses in the whole.</summary>
    public const int Blocks = 4;

    public string Folder { get; } = Directory.CreateTempSubdirectory("tenant-analyzers-").FullName;

    /// <summary>The business code alone.</summary>
    public Subject Business(bool withAws) => Subject.Write(withAws ? "business + SDK reference" : "business", Folder, _business, withAws);

    /// <summary>The business code with all accesses.</summary>
    public Subject Whole() => Subject.Write("business + 2,000 accesses", Folder, [.. _business, .. _blocks], withAws: true);

    /// <summary>So many blocks of accesses alone.</summary>
    public Subject Accesses(int blocks)
    {
        var files = 1 + ((_blocks.Count - 1) * blocks / Blocks);
        return Subject.Write($"{Report.Count(blocks * DataLayer.BlockSize)} accesses", Folder, _blocks.Take(files), withAws: true);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private List<string> Write(IEnumerable<SourceFile> files)
    {
        var paths = new List<string>();
        foreach (var file in files)
        {
            var path = Path.Combine(Folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
            paths.Add(path);
        }

        return paths;
    }
}
