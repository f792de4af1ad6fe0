using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TenantAnalyzers.Tests.Conventions;

/// <summary>Half-typed and strange code: no analyzer throws, whatever it is given (an exception would be AD0001).</summary>
public sealed class RobustnessTests
{
    private static readonly string[] Strays =
        [";", "}", "{", "(", ")", "]", "[", ",", ".", "=", "\"", "\"\"\"", "$\"", "await", "new", "=>", "with", "?", "is", "#if X\n", "@", "'", "/*", "..", "ref", "\0", "\ud800"];

    // Every fourth token is tried here, the ones between on the other Roslyn; all of them with TENANT_ANALYZERS_EXHAUSTIVE=1.
    private static readonly int Stride = Environment.GetEnvironmentVariable("TENANT_ANALYZERS_EXHAUSTIVE") == "1" ? 1 : 4;

#if ROSLYN_FLOOR
    private const int First = 2;
#else
    private const int First = 0;
#endif

    public static TheoryData<string> SampleNames => [.. Samples.All().Select(sample => sample.Name).Distinct()];

    [Theory, MemberData(nameof(SampleNames))]
    public Task Source_EachTokenDeleted_DoesNotThrow(string name) =>
        Vary(name, (source, token, _) => source.Remove(token.SpanStart, token.Span.Length));

    [Theory, MemberData(nameof(SampleNames))]
    public Task Source_CutOffAtEachToken_DoesNotThrow(string name) =>
        Vary(name, (source, token, _) => source[..(token.SpanStart + (token.Span.Length / 2))]);

    [Theory, MemberData(nameof(SampleNames))]
    public Task Source_StrayTokenInserted_DoesNotThrow(string name) =>
        Vary(name, (source, token, index) => source.Insert(token.SpanStart, Strays[index % Strays.Length] + " "));

    [Theory]
    [InlineData("src")]
    [InlineData("samples")]
    public async Task Analyzers_OverOurOwnSources_DoNotThrow(string folder)
    {
        const string ImplicitUsings = """
            global using System;
            global using System.Collections.Generic;
            global using System.IO;
            global using System.Linq;
            global using System.Threading;
            global using System.Threading.Tasks;
            """;
        var sources = Repository.Sources(folder).Select(File.ReadAllText).Append(ImplicitUsings).ToArray();
        var compilation = Bulk.Compile(withSdk: true, sources)
            .AddReferences(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) || Path.GetFileName(path).StartsWith("System.Composition", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)));

        var found = await Bulk.Analyze(compilation);

        // The shipped code reaches no table; the samples leak on purpose.
        if (folder == "src")
            Assert.Empty(found);
    }

    [Fact]
    public async Task Source_LongConcatenationAsKeyCondition_NeedsNoStack() =>
        await Ends(Query($"\"tenantId = :t\" + {string.Join(" + ", Enumerable.Repeat("\" \"", 5000))}"));

    [Fact]
    public async Task Source_LongConcatenationInPolicy_NeedsNoStack() =>
        await Ends($$"""
            class C { const string Policy = "{ \"Statement\": [ { \"Effect\": \"Allow\", \"Action\": \"dynamodb:*\", \"Resource\": \"" + {{string.Join(" + ", Enumerable.Repeat("\"x\"", 5000))}} + "\" } ] }"; }
            """);

    [Fact]
    public async Task Source_DeepJsonInPolicy_NeedsNoStack() =>
        await Ends($$""""
            class C { const string Policy = """{ "Version": "2012-10-17", "Statement": {{new string('[', 10_000)}} """; }
            """");

    [Fact]
    public async Task Source_DeeplyNestedInitializer_NeedsNoStack() =>
        await Ends(Query(string.Concat(Enumerable.Repeat("(true ? ", 200)) + "\"tenantId = :t\"" + string.Concat(Enumerable.Repeat(" : \"status = :s\")", 200))));

    [Fact]
    public async Task Source_UnfinishedLoopInALoop_ReachesItsFixedPoint()
    {
        // It took 46 s: joined states that said nothing new were walked again until the budget was used up.
        var source = Samples.All().Single(sample => sample.Name == "Shapes").Source;
        var start = source.IndexOf("count += page.Count", StringComparison.Ordinal);
        await Ends(source.Remove(start, "count".Length));
    }

    [Fact]
    public async Task Source_CyclicCode_Ends() =>
        await Ends("""
            using Amazon.DynamoDBv2;
            using Amazon.DynamoDBv2.Model;
            class A : B { public A() : this(1) { } public A(int i) : this() { } }
            class B : A { const string X = Y; const string Y = X; string P => P; }
            class C
            {
                string key = key;
                void M(IAmazonDynamoDB dynamo)
                {
                    var a = b; var b = a;
                    QueryRequest request = request;
                    while (true) { request.KeyConditionExpression = request.KeyConditionExpression + a; dynamo.QueryAsync(request); }
                }
            }
            """);

    private static string Query(string keyCondition) => $$"""
        using Amazon.DynamoDBv2;
        using Amazon.DynamoDBv2.Model;
        class C { object M(IAmazonDynamoDB dynamo) => dynamo.QueryAsync(new QueryRequest("Orders") { KeyConditionExpression = {{keyCondition}} }); }
        """;

    // What these guard against is quadratic or worse and takes minutes: it needs no clock to be noticed.
    private static async Task Ends(string source) => await Bulk.Analyze(Bulk.Compile(source));

    private static async Task Vary(string name, Func<string, SyntaxToken, int, string> vary)
    {
        foreach (var (_, source) in Samples.All().Where(sample => sample.Name == name))
        {
            var compilation = Bulk.Compile(withSdk: true, source);
            var tokens = compilation.SyntaxTrees.Single().GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.Span.Length > 0).ToArray();
            await Parallel.ForEachAsync(
                Enumerable.Range(0, tokens.Length).Where(index => index % Stride == First % Stride), TestContext.Current.CancellationToken,
                async (index, _) => await Bulk.Analyze(compilation.WithSource(vary(source, tokens[index], index)), concurrent: false));
        }
    }
}
