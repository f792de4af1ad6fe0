using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.Tests.Policies.Objects;

namespace TenantAnalyzers.Tests;

/// <summary>Runs all analyzers over many sources quickly, compiling or not: one set of references, no markup, no fixes.</summary>
internal static class Bulk
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly ImmutableArray<MetadataReference> Platform = [.. Parts.ReferencePack().Select(path => MetadataReference.CreateFromFile(path))];

    // The package of the CDK takes some hundred megabytes: what the rules know of it stands in for it.
    private static readonly ImmutableArray<MetadataReference> Sdk =
        [.. Parts.Sdk().Select(path => MetadataReference.CreateFromFile(path)), BuiltPolicies.Stub("Amazon.CDK.Lib", Stubs.Cdk)];

    public static CSharpCompilation Compile(params IEnumerable<string> sources) => Compile(withSdk: true, sources);

    public static CSharpCompilation Compile(bool withSdk, params IEnumerable<string> sources) =>
        CSharpCompilation.Create(
            "Sample",
            sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: $"/src/File{index}.cs")),
            withSdk ? Platform.AddRange(Sdk) : Platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    /// <summary>Replaces the only source of a compilation; the references stay bound.</summary>
    public static CSharpCompilation WithSource(this CSharpCompilation compilation, string source) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(), CSharpSyntaxTree.ParseText(source, ParseOptions, path: "/src/File0.cs"));

    /// <summary>All diagnostics of the rules, in order of place; an exception of an analyzer fails the test with the source that caused it.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, bool concurrent = true)
    {
        var exceptions = new ConcurrentQueue<Exception>();
        var run = Start(compilation, concurrent, exceptions.Enqueue);
        var diagnostics = await run.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.True(exceptions.IsEmpty, $"{exceptions.FirstOrDefault()}\n\nin\n\n{compilation.SyntaxTrees.First()}");
        return [.. diagnostics.OrderBy(report => report.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(report => report.Location.SourceSpan)];
    }

    public static CompilationWithAnalyzers Start(Compilation compilation, bool concurrent = true, Action<Exception>? onException = null) =>
        compilation.WithAnalyzers(
            [.. Parts.Analyzers()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                onAnalyzerException: (exception, _, _) => onException?.Invoke(exception),
                concurrentAnalysis: concurrent,
                logAnalyzerExecutionTime: true,
                reportSuppressedDiagnostics: false));
}
