using System.Collections.Immutable;
using Amazon.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>The policy analyzer alone over many small sources, which need not compile: faster than the standard harness.</summary>
internal static class PolicyAnalysis
{
    private static readonly ImmutableArray<MetadataReference> Framework =
        [.. Parts.ReferencePack().Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Linq.dll").Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly MetadataReference Aws = MetadataReference.CreateFromFile(typeof(AmazonServiceClient).Assembly.Location);

    /// <summary>What the analyzer gives; an exception in it is an AD0001 among them.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnostics(string source, bool withAws = true) =>
        (await Run(source, withAws)).GetAllDiagnostics();

    /// <summary>How many actions of every kind the analyzer registered, beside the one at the compilation's start.</summary>
    public static async Task<int> RegisteredActions(string source, bool withAws)
    {
        var actions = (await Run(source, withAws)).AnalyzerTelemetryInfo.Values.Single();
        return actions.SyntaxNodeActionsCount + actions.SyntaxTreeActionsCount + actions.OperationActionsCount + actions.OperationBlockActionsCount
            + actions.SymbolActionsCount + actions.SemanticModelActionsCount + actions.CodeBlockActionsCount + actions.CompilationActionsCount + actions.CompilationEndActionsCount;
    }

    private static Task<AnalysisResult> Run(string source, bool withAws)
    {
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview), path: "Policy.cs", cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("Policies", [tree], withAws ? [.. Framework, Aws] : Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return compilation.WithAnalyzers([new PoliciesAnalyzer()]).GetAnalysisResultAsync(TestContext.Current.CancellationToken);
    }
}
