using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Benchmarks.Compilers;

/// <summary>
/// The least that a rule about calls can do: what it costs is the compiler's own work for any such rule. Compiled against the
/// compiler that is measured, as a compiler refuses a rule that is made for a newer one.
/// </summary>
internal static class TrivialRule
{
    private const string Source = """
        using System.Collections.Immutable;
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.Diagnostics;
        using Microsoft.CodeAnalysis.Operations;

        [DiagnosticAnalyzer(LanguageNames.CSharp)]
        public sealed class TrivialRule : DiagnosticAnalyzer
        {
            private static readonly DiagnosticDescriptor Rule = new("TRIVIAL", "Nameless", "Nameless", "Benchmark", DiagnosticSeverity.Warning, true);

            public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

            public override void Initialize(AnalysisContext context)
            {
                context.EnableConcurrentExecution();
                context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
                context.RegisterOperationAction(Check, OperationKind.Invocation);
            }

            private static void Check(OperationAnalysisContext context)
            {
                if (((IInvocationOperation)context.Operation).TargetMethod.Name.Length == 0)
                    context.ReportDiagnostic(Diagnostic.Create(Rule, context.Operation.Syntax.GetLocation()));
            }
        }
        """;

    /// <summary>Compiles the rule into the folder.</summary>
    public static AnalyzerSet Build(string folder)
    {
        var path = Path.Combine(folder, "TrivialRule.dll");
        var sdk = CSharpCommandLineParser.Default.Parse(Toolset.SdkReferences, folder, sdkDirectory: null);
        var compilation = CSharpCompilation.Create(
            "TrivialRule",
            [CSharpSyntaxTree.ParseText(Source)],
            [
                .. sdk.MetadataReferences.Select(static reference => MetadataReference.CreateFromFile(reference.Reference)),
                MetadataReference.CreateFromFile(Path.Combine(Toolset.CompilerFolder, "Microsoft.CodeAnalysis.dll")),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var result = compilation.Emit(path);
        if (!result.Success)
            throw new BenchmarkFailedException($"the trivial rule does not compile: {result.Diagnostics[0]}");
        return new("trivial rule", [$"/analyzer:\"{path}\""]);
    }
}
