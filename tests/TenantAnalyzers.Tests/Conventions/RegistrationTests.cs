using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace TenantAnalyzers.Tests.Conventions;

/// <summary>What the analyzers ask the compiler for: nothing where there is no AWS SDK.</summary>
public sealed class RegistrationTests
{
    private const string Access = """
        public class Client { public void QueryAsync(string text) { } }
        public class C
        {
            const string Policy = "{ \"Statement\": [ { \"Effect\": \"Allow\", \"Action\": \"dynamodb:*\", \"Resource\": \"*\" } ] }";
            public void M(Client client) => client.QueryAsync(Policy);
        }
        """;

    public static TheoryData<string> Names => [.. Parts.Analyzers().Select(analyzer => analyzer.GetType().Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Analyzer_WithoutTheSdk_RegistersNoAction(string name) =>
        Assert.Equal(0, await CountActions(name, withSdk: false));

    // The control: the same count sees the actions when the SDK is there.
    [Theory, MemberData(nameof(Names))]
    public async Task Analyzer_WithTheSdk_RegistersActions(string name) =>
        Assert.NotEqual(0, await CountActions(name, withSdk: true));

    [Fact]
    public void Analyzers_All_RunConcurrently() =>
        Assert.All(Parts.Analyzers(), analyzer =>
        {
            var context = new InitializeOnly();
            analyzer.Initialize(context);
            Assert.True(context.IsConcurrent, $"{analyzer} does not run concurrently");
            Assert.NotNull(context.GeneratedCode);
        });

    private static async Task<int> CountActions(string name, bool withSdk)
    {
        var compilation = Bulk.Compile(withSdk, Access);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var result = await Bulk.Start(compilation).GetAnalysisResultAsync(TestContext.Current.CancellationToken);
        var counts = result.AnalyzerTelemetryInfo.Single(pair => pair.Key.GetType().Name == name).Value;
        return typeof(AnalyzerTelemetryInfo).GetProperties()
            .Where(property => property.Name.EndsWith("ActionsCount", StringComparison.Ordinal) && property.Name != nameof(AnalyzerTelemetryInfo.CompilationStartActionsCount))
            .Sum(property => (int)property.GetValue(counts)!);
    }

    private sealed class InitializeOnly : AnalysisContext
    {
        public bool IsConcurrent { get; private set; }

        public GeneratedCodeAnalysisFlags? GeneratedCode { get; private set; }

        public override void EnableConcurrentExecution() => IsConcurrent = true;

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode) => GeneratedCode = analysisMode;

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) { }

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => Unconditional();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => Unconditional();

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => Unconditional();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => Unconditional();

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, System.Collections.Immutable.ImmutableArray<SymbolKind> symbolKinds) => Unconditional();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, System.Collections.Immutable.ImmutableArray<TLanguageKindEnum> syntaxKinds) => Unconditional();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => Unconditional();

        private static void Unconditional() => Assert.Fail("an action is registered before it is known whether the SDK is referenced");
    }
}
