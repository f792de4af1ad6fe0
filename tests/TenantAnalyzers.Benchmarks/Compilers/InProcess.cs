using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using Microsoft.CodeAnalysis.Text;

namespace TenantAnalyzers.Benchmarks.Compilers;

/// <summary>One analysis on one thread.</summary>
/// <param name="Analyzers">The time spent in the analyzers' own actions; the compiler's work for them is left out.</param>
/// <param name="Allocated">Bytes allocated by the whole analysis, the compiler's work included.</param>
/// <param name="Actions">Actions registered, beside those of the start of the compilation.</param>
/// <param name="Reports">Diagnostics reported.</param>
/// <param name="Slowest">The analyzers by time.</param>
internal sealed record Detail(TimeSpan Analyzers, long Allocated, int Actions, int Reports, IReadOnlyList<(string Name, TimeSpan Time)> Slowest)
{
    /// <summary>The less disturbed one of two measurements of the same.</summary>
    public Detail Least(Detail? other) => other is null ? this : (other.Analyzers < Analyzers ? other : this) with { Allocated = Math.Min(Allocated, other.Allocated) };
}

/// <summary>A compilation loaded into this process, for figures by analyzer and for allocations.</summary>
internal sealed class InProcess
{
    private static readonly AnalyzerLoader Loader = new();

    private static readonly PropertyInfo[] ActionCounts =
        [.. typeof(AnalyzerTelemetryInfo).GetProperties().Where(static property => property.PropertyType == typeof(int) && property.Name != "CompilationStartActionsCount")];

    private readonly CSharpCompilation _compilation;
    private readonly AnalyzerOptions _options;

    private InProcess(Subject subject, CSharpCompilation compilation, AnalyzerOptions options)
    {
        (Subject, _compilation, _options) = (subject, compilation, options);
        foreach (var tree in compilation.SyntaxTrees)
            Lines += tree.GetText().Lines.Count;
    }

    public Subject Subject { get; }

    public int Files => _compilation.SyntaxTrees.Length;

    public int Lines { get; }

    /// <summary>Loads a compilation; <paramref name="generators"/> are run once.</summary>
    public static InProcess Load(Subject subject, AnalyzerSet generators)
    {
        var arguments = CSharpCommandLineParser.Default.Parse(["@" + subject.ResponseFile], subject.Folder, sdkDirectory: null);
        if (arguments.Errors.FirstOrDefault(static error => error.Severity == DiagnosticSeverity.Error) is { } fault)
            throw new BenchmarkFailedException($"{subject.ResponseFile}: {fault.GetMessage()}");
        var configs = AnalyzerConfigSet.Create(arguments.AnalyzerConfigPaths.Select(static path => AnalyzerConfig.Parse(SourceText.From(File.ReadAllText(path)), path)).ToList());
        var trees = arguments.SourceFiles.AsParallel().AsOrdered().Select(file =>
        {
            using var stream = File.OpenRead(file.Path);
            return CSharpSyntaxTree.ParseText(SourceText.From(stream, canBeEmbedded: false), arguments.ParseOptions, file.Path);
        });
        Compilation compilation = CSharpCompilation.Create(
            "Measured",
            trees,
            arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(Path.Combine(subject.Folder, reference.Reference), reference.Properties)),
            arguments.CompilationOptions.WithConcurrentBuild(false).WithSyntaxTreeOptionsProvider(new ConfigSeverities(configs)));
        var config = new ConfigOptions(configs);
        if (generators.Lines.Length > 0)
        {
            var all = References(subject, generators).SelectMany(static reference => reference.GetGenerators(LanguageNames.CSharp));
            CSharpGeneratorDriver.Create(all, optionsProvider: config, parseOptions: arguments.ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _);
        }

        return new(subject, (CSharpCompilation)compilation, new AnalyzerOptions([], config));
    }

    /// <summary>Fails when there is an error: then the compiler stops early, and every figure is wrong.</summary>
    public void CheckCompiles()
    {
        if (_compilation.Clone().GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new BenchmarkFailedException($"{Subject.Name} does not compile: {error}");
    }

    /// <summary>Analyses once; what the compiler has bound before is not used again.</summary>
    public async Task<Detail> AnalyseAsync(AnalyzerSet set)
    {
        var compilation = _compilation.Clone();
        // The compiler binds its references and merges its declarations in any case; whoever asked first would be charged for it.
        _ = compilation.ReferencedAssemblyNames.Count();
        var analyzers = References(Subject, set).SelectMany(static reference => reference.GetAnalyzers(LanguageNames.CSharp)).Where(Runs).ToList();
        if (analyzers.Count == 0)
            throw new BenchmarkFailedException($"{set.Name} has no analyzers: are they built?");
        Exception? failure = null;
        var run = compilation.WithAnalyzers([.. analyzers], new CompilationWithAnalyzersOptions(
            _options,
            (exception, _, _) => failure = exception,
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: true,
            reportSuppressedDiagnostics: false));
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var result = await run.GetAnalysisResultAsync(CancellationToken.None);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        if (failure is not null)
            throw new BenchmarkFailedException($"{set.Name} failed on {Subject.Name}: {failure}");

        var telemetry = result.AnalyzerTelemetryInfo;
        return new(
            telemetry.Values.Aggregate(TimeSpan.Zero, static (sum, info) => sum + info.ExecutionTime),
            allocated,
            telemetry.Values.Sum(static info => ActionCounts.Sum(count => (int)count.GetValue(info)!)),
            result.GetAllDiagnostics().Length,
            [.. telemetry.Select(static item => (item.Key.GetType().Name, item.Value.ExecutionTime)).OrderByDescending(static item => item.ExecutionTime)]);
    }

    /// <summary>How long binding and emitting take on one thread, with no analyzers.</summary>
    public TimeSpan Compile()
    {
        var compilation = _compilation.Clone();
        GC.Collect();
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var time = watch.Elapsed;
        return result.Success ? time : throw new BenchmarkFailedException($"{Subject.Name} is not emitted: {result.Diagnostics[0]}");
    }

    // The compiler leaves out an analyzer that has nothing to say above `info`; here that is to be done by hand.
    private bool Runs(DiagnosticAnalyzer analyzer) => analyzer is not DiagnosticSuppressor && analyzer.SupportedDiagnostics.Any(rule =>
    {
        if (!_compilation.Options.SpecificDiagnosticOptions.TryGetValue(rule.Id, out var severity)
            && !_compilation.Options.SyntaxTreeOptionsProvider!.TryGetGlobalDiagnosticValue(rule.Id, CancellationToken.None, out severity))
        {
            severity = rule.IsEnabledByDefault ? ReportDiagnostic.Default : ReportDiagnostic.Suppress;
        }

        return severity is ReportDiagnostic.Warn or ReportDiagnostic.Error
            || (severity == ReportDiagnostic.Default && rule.DefaultSeverity >= DiagnosticSeverity.Warning);
    });

    private static IEnumerable<AnalyzerFileReference> References(Subject subject, AnalyzerSet set) =>
        CSharpCommandLineParser.Default.Parse(set.Lines, subject.Folder, sdkDirectory: null).AnalyzerReferences
            .Select(reference => new AnalyzerFileReference(Path.GetFullPath(reference.FilePath, subject.Folder), Loader));
}
