using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tests.Conventions;

public sealed class DeterminismTests
{
    private static string[] Sources => [.. Samples.All().Select((sample, index) => $"namespace N{index}\n{{\n{sample.Source}\n}}\n")];

    [Fact]
    public async Task Analysis_FiftyRunsAtATime_GivesTheSameDiagnostics()
    {
        var compilation = Bulk.Compile(withSdk: true, Sources);
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
    public async Task Analysis_Cancelled_StopsSoon()
    {
        // One method, long to walk: the compiler looks at the token between methods, we must look at it within.
        var compilation = Bulk.Compile(withSdk: true, $$"""
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
        compilation.GetDiagnostics(TestContext.Current.CancellationToken);
        var waits = new List<TimeSpan>();
        foreach (var delay in (int[])[1, 10, 20, 50, 100, 150, 200])
        {
            using var source = new CancellationTokenSource();
            var run = Task.Run(() => Bulk.Analyze(compilation, cancellation: source.Token), TestContext.Current.CancellationToken);
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            var clock = Stopwatch.StartNew();
            await source.CancelAsync();
            try
            {
                await run;
            }
            catch (OperationCanceledException)
            {
            }

            waits.Add(clock.Elapsed);
        }

        // 100 ms on a quiet machine; here other tests run beside it, and one wait may be theirs.
        Assert.InRange(waits.Order().ElementAt(waits.Count / 2), TimeSpan.Zero, TimeSpan.FromSeconds(1));
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
