using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Benchmarks.Compilers;

/// <summary>Loads analyzers beside each other, each folder apart, all on the Roslyn of this process.</summary>
internal sealed class AnalyzerLoader : IAnalyzerAssemblyLoader
{
    private readonly Dictionary<string, FolderContext> _folders = new(StringComparer.Ordinal);

    public void AddDependencyLocation(string fullPath)
    {
        // A folder has all that its assemblies need.
    }

    public Assembly LoadFromPath(string fullPath)
    {
        var folder = Path.GetDirectoryName(fullPath)!;
        lock (_folders)
        {
            if (!_folders.TryGetValue(folder, out var context))
                _folders.Add(folder, context = new(folder));
            return context.LoadFromAssemblyPath(fullPath);
        }
    }

    private sealed class FolderContext(string folder) : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            // A second Roslyn would have other types of the same names.
            if (assemblyName.Name is null || IsHere(assemblyName.Name))
                return null;
            var path = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }

        private static bool IsHere(string name) =>
            name.StartsWith("System.", StringComparison.Ordinal) || name is "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp";
    }
}
