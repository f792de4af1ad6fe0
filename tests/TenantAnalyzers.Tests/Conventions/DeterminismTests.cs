using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Flow;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tests.Conventions;

public sealed class DeterminismTests
{
    // The attribute counts by its full name, which a namespace around a sample changes.
    private const string Attribute = """
        namespace TenantAnalyzers { class CrossTenantAttribute(string justification) : System.Attribute { public string Justification => justification; } }
        namespace Attributed { [TenantAnalyzers.CrossTenant("")] class C; }
        """;

    private static string[] Sources => [.. Samples.All().Select((sample, index) => $"namespace N{index}\n{{\n{sample.Source}\n}}\n"), Attribute];

    [Fact]
    public async Task Analysis_FiftyRunsAtATime_GivesTheSameDiagnostics()
    {
        var compilation = Bulk.Compile(withSdk: true, Sources);
        // One rule is off until it is asked for.
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("TNT1009", ReportDiagnostic.Info)]));
        var runs = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
            string.Join('\n', (await Bulk.Analyze(compilation.Clone())).Select(Describe).Order(StringComparer.Ordinal)))));

        Assert.All(Repository.RuleTable, row => Assert.Contains(row.Rule.Id, runs[0], StringComparison.Ordinal));
        Assert.Single(runs.Distinct());
    }

    [Fact]
    public async Task Analysis_OneAfterTheOther_GivesWhatAllAtOnceGive()
    {
        var compilation = Bulk.Compile(withSdk: true, Sources);

        var concurrent = await Bulk.Analyze(compilation, concurrent: true);
        var sequential = await Bulk.Analyze(compilation, concurrent: false);

        Assert.Equal(sequential.Select(Describe).Order(StringComparer.Ordinal), concurrent.Select(Describe).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Analysis_CancelledWithinABody_StopsAtTheNextBlock()
    {
        // The compiler looks at the token between methods; we must look at it within one.
        var compilation = Bulk.Compile($$"""
            using Amazon.DynamoDBv2;
            using Amazon.DynamoDBv2.Model;
            class C
            {
                async System.Threading.Tasks.Task M(IAmazonDynamoDB dynamo, bool b, QueryRequest request)
                {
                    {{string.Join("\n        ", Enumerable.Range(0, 300).Select(i => $"if (b) request.KeyConditionExpression += \" AND a{i} = :a\"; await dynamo.QueryAsync(request);"))}}
                }
            }
            """);
        using var source = new CancellationTokenSource();
        var tree = compilation.SyntaxTrees.Single();
        var method = tree.GetRoot(CancellationToken.None).DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        var body = (IMethodBodyOperation)compilation.GetSemanticModel(tree).GetOperation(method, CancellationToken.None)!;
        var identity = new TenantIdentity(TenantOptions.Read(new AnalyzerOptions([]).AnalyzerConfigOptionsProvider.GlobalOptions));
        var accesses = 0;
        var sdk = Sdk.TryCreate(compilation)!;
        var interpreter = new Interpreter(sdk, identity, new OtherCode(compilation, sdk), body, _ => Cancel(), source.Token);

        Assert.Throws<OperationCanceledException>(() => interpreter.Run(ControlFlowGraph.Create(body, CancellationToken.None)));

        Assert.Equal(1, accesses);

        void Cancel()
        {
            accesses++;
            source.Cancel();
        }
    }

    [Fact]
    public async Task Analysis_Done_LetsTheCompilationGo()
    {
        var analyzers = Parts.Analyzers().ToArray();
        var compilation = await AnalyzeAndForget(analyzers);
        for (var i = 0; i < 20 && compilation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(compilation.IsAlive, "something holds the compilation after its analysis");
        GC.KeepAlive(analyzers);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> AnalyzeAndForget(Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzer[] analyzers)
    {
        var compilation = Bulk.Compile(withSdk: true, Sources);
        var diagnostics = await Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation, [.. analyzers])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(diagnostics);
        return new WeakReference(compilation);
    }

    private static string Describe(Diagnostic diagnostic) =>
        $"{diagnostic} | {string.Join(", ", diagnostic.AdditionalLocations)} | {string.Join(", ", diagnostic.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal))}";
}
