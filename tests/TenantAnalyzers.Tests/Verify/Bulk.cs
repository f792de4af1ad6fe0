using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TenantAnalyzers.Tests;

/// <summary>Analyses a source that need not compile, fast: for the many cases where only the outcome counts.</summary>
internal static class Bulk
{
    private static readonly ImmutableArray<MetadataReference> References =
        new Verify.Test().TestState.AdditionalReferences.ToImmutableArray();

    public static Compilation Compile(string source, LanguageVersion language = LanguageVersion.Preview) => CSharpCompilation.Create(
        "Case",
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(language), path: "Case.cs")],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>What our analyzers report, in order of place.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Reports(Compilation compilation)
    {
        var (reports, crashes) = await Run(compilation);
        Assert.Empty(crashes);
        return reports;
    }

    /// <summary>The exceptions that our analyzers threw.</summary>
    public static async Task<ImmutableArray<string>> Crashes(string source) => (await Run(Compile(source))).Crashes;

    private static async Task<(ImmutableArray<Diagnostic> Reports, ImmutableArray<string> Crashes)> Run(Compilation compilation)
    {
        var crashes = new ConcurrentQueue<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(ImmutableArray<AdditionalText>.Empty),
            (exception, analyzer, _) => crashes.Enqueue($"{analyzer.GetType().Name}: {exception}"),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        var reports = await compilation.WithAnalyzers(Parts.Analyzers().ToImmutableArray(), options)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return (reports.Sort((a, b) => a.Location.SourceSpan.CompareTo(b.Location.SourceSpan)), crashes.ToImmutableArray());
    }
}
