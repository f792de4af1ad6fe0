using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TenantAnalyzers.Tests;

/// <summary>
/// The same promise as <see cref="Verify"/>, for tables with hundreds of rows: the sources compile, and give exactly the
/// diagnostics of their markup. No fix is run.
/// </summary>
internal static class Marked
{
    /// <summary>One source, or several files of one compilation.</summary>
    public static Task Reports(params string[] sources) => Run(config: null, LanguageVersion.Preview, sources);

    public static Task ReportsWith(string config, params string[] sources) => Run(config, LanguageVersion.Preview, sources);

    public static Task ReportsIn(LanguageVersion language, params string[] sources) => Run(config: null, language, sources);

    /// <summary>The sources give no diagnostic at all.</summary>
    public static Task Silent(params string[] sources)
    {
        Assert.All(sources, source => Assert.DoesNotContain("{|TNT", source, StringComparison.Ordinal));
        return Reports(sources);
    }

    /// <summary>The messages of all diagnostics, with TNT1009 switched on when asked for.</summary>
    public static async Task<ImmutableArray<string>> Messages(bool undecided, params string[] sources) =>
        [.. (await Find(Compile(LanguageVersion.Preview, undecided, sources), config: null)).Select(report => report.Id + ": " + report.GetMessage(CultureInfo.InvariantCulture))];

    private static async Task Run(string? config, LanguageVersion language, string[] marked)
    {
        var sources = new string[marked.Length];
        var expected = new List<string>();
        for (var i = 0; i < marked.Length; i++)
            sources[i] = Unmark(marked[i], i, expected);
        var found = await Find(Compile(language, expected.Exists(static mark => mark.StartsWith("TNT1009", StringComparison.Ordinal)), sources), config);
        var actual = found.Select(report => $"{report.Id} at {report.Location.SourceTree?.FilePath}:{report.Location.SourceSpan} `{report.Location.SourceTree?.GetText().ToString(report.Location.SourceSpan)}`").ToList();

        var (missing, surplus) = (expected.Except(actual).ToList(), actual.Except(expected).ToList());
        Assert.True(missing.Count == 0 && surplus.Count == 0, $"missing: {string.Join(", ", missing)}; surplus: {string.Join(", ", surplus)}; in\n{string.Join("\n", sources)}");
    }

    private static CSharpCompilation Compile(LanguageVersion language, bool undecided, string[] sources)
    {
        var compilation = Bulk.Compile(sources);
        var isExecutable = sources.Any(static source => source.Contains("// top-level", StringComparison.Ordinal));
        compilation = compilation.WithOptions(compilation.Options
            .WithOutputKind(isExecutable ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)
            .WithNullableContextOptions(language < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions(undecided ? [new("TNT1009", ReportDiagnostic.Info)] : []));
        if (language != LanguageVersion.Preview)
        {
            foreach (var tree in compilation.SyntaxTrees)
                compilation = compilation.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(CSharpSyntaxTree.ParseText(tree.ToString(), new CSharpParseOptions(language)).GetRoot(), new CSharpParseOptions(language)));
        }

        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static report => report.Severity == DiagnosticSeverity.Error));
        return compilation;
    }

    private static async Task<ImmutableArray<Diagnostic>> Find(CSharpCompilation compilation, string? config)
    {
        Exception? thrown = null;
        var options = config is null ? new AnalyzerOptions([]) : new AnalyzerOptions([], new OneConfig(config));
        var found = await compilation
            .WithAnalyzers([.. Parts.Analyzers()], new CompilationWithAnalyzersOptions(options, (exception, _, _) => thrown = exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Null(thrown);
        return [.. found.OrderBy(static report => report.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(static report => report.Location.SourceSpan)];
    }

    // `{|TNT1001:client.QueryAsync|}` stands for the text between the colon and the bar.
    private static string Unmark(string marked, int file, List<string> expected)
    {
        var text = new StringBuilder();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (string.CompareOrdinal(marked, i, "{|TNT", 0, 5) == 0)
            {
                var colon = marked.IndexOf(':', i);
                open.Push((marked[(i + 2)..colon], text.Length));
                i = colon;
            }
            else if (open.Count > 0 && string.CompareOrdinal(marked, i, "|}", 0, 2) == 0)
            {
                var (id, start) = open.Pop();
                expected.Add($"{id} at /src/File{file}.cs:[{start}..{text.Length}) `{text.ToString(start, text.Length - start)}`");
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return text.ToString();
    }

    private sealed class OneConfig(string text) : AnalyzerConfigOptionsProvider
    {
        private readonly AnalyzerConfigOptions _options = new Options(text);

        public override AnalyzerConfigOptions GlobalOptions => _options;

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _options;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _options;

        private sealed class Options(string text) : AnalyzerConfigOptions
        {
            private readonly Dictionary<string, string> _values = text.Split('\n').Select(static line => line.Split('=', 2)).ToDictionary(static pair => pair[0].Trim(), static pair => pair[1].Trim(), KeyComparer);

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
        }
    }
}
