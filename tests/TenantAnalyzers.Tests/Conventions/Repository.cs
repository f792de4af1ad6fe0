using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tests.Conventions;

/// <summary>The project's own files and rules, for the tests about the project itself.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "RepositoryRoot").Value!;

    /// <summary>The assemblies that load into the user's compiler.</summary>
    public static ImmutableArray<Assembly> Shipped { get; } =
        [typeof(Rules).Assembly, typeof(CodeFixes.FixTitles).Assembly, Assembly.Load("TenantAnalyzers.Iam")];

    /// <summary>Each rule with the name of its row in <see cref="Rules"/>.</summary>
    public static ImmutableArray<(string Name, DiagnosticDescriptor Rule)> RuleTable { get; } =
        [.. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (field.Name, (DiagnosticDescriptor)field.GetValue(null)!))];

    public static TheoryData<string> RuleIds => [.. RuleTable.Select(row => row.Rule.Id)];

    public static DiagnosticDescriptor Rule(string id) => RuleTable.Single(row => row.Rule.Id == id).Rule;

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    /// <summary>The C# files below a folder, without what a build left there.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.Exists(Path.Combine(Root, folder))
            ? Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
                .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Order(StringComparer.Ordinal)
            : [];
}
