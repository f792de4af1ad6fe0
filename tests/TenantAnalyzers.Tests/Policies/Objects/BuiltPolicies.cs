using System.Collections.Immutable;
using Amazon.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using TenantAnalyzers.DynamoDb;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tests.Policies.Objects;

/// <summary>The policies that the objects of a source build, as text, and what the analyzers say of them.</summary>
internal static class BuiltPolicies
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.Linq; using System.Text.Json; using System.Text.Json.Nodes; using System.Text.Json.Serialization;

        """;

    private static readonly ImmutableArray<MetadataReference> Framework = [.. Parts.ReferencePack().Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly MetadataReference Core = MetadataReference.CreateFromFile(typeof(AmazonServiceClient).Assembly.Location);

    private static readonly ImmutableArray<MetadataReference> Libraries =
        [Stub("Amazon.CDK.Lib", Stubs.Cdk), Stub("AWSSDK.SecurityToken", Stubs.SecurityToken), Stub("Newtonsoft.Json", Stubs.Newtonsoft)];

    /// <summary>The texts of the policies in a source, in its order, with `«expression»` for each hole.</summary>
    public static ImmutableArray<string> Texts(string source) => [.. Read(Compile(source)).Select(static policy => Show(policy))];

    /// <summary>The one policy of a source.</summary>
    public static string Text(string source) => Assert.Single(Texts(source));

    /// <summary>The code that the statements of the policies in a source are reported at.</summary>
    public static ImmutableArray<string> Places(string source) =>
        [.. Read(Compile(source)).SelectMany(policy => PolicyReader.Read(policy.Text).Policy!.Statements.Select(statement => policy.SyntaxOf(statement.Span).ToString()))];

    /// <summary>The code that a part of the only policy's text was made of.</summary>
    public static string PlaceOf(string source, string part)
    {
        var policy = Assert.Single(Read(Compile(source)));
        return policy.SyntaxOf(new SourceSpan(policy.Text.IndexOf(part, StringComparison.Ordinal), part.Length)).ToString();
    }

    /// <summary>What the analyzers report: id and code. The source must compile.</summary>
    public static async Task<ImmutableArray<string>> Reports(string source, string? config = null)
    {
        var compilation = Compile(source);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static report => report.Severity == DiagnosticSeverity.Error));
        return [.. (await Diagnostics(compilation, config)).Select(static report => $"{report.Id}: {report.Location.SourceTree!.GetText().ToString(report.Location.SourceSpan)}")];
    }

    /// <summary>The diagnostics of a compilation that need not compile; an exception fails the test.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Diagnostics(CSharpCompilation compilation, string? config = null)
    {
        Exception? thrown = null;
        var options = config is null ? new AnalyzerOptions([]) : new AnalyzerOptions([], new OneConfig(config));
        var reports = await compilation
            .WithAnalyzers([new PoliciesAnalyzer()], new CompilationWithAnalyzersOptions(options, (exception, _, _) => thrown = exception, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Null(thrown);
        return [.. reports.OrderBy(static report => report.Location.SourceSpan)];
    }

    public static CSharpCompilation Compile(string source, params IEnumerable<MetadataReference> libraries)
    {
        var tree = CSharpSyntaxTree.ParseText(Usings + source, new CSharpParseOptions(LanguageVersion.Preview), path: "Policy.cs", cancellationToken: TestContext.Current.CancellationToken);
        var kind = source.Contains("// top-level", StringComparison.Ordinal) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return CSharpCompilation.Create("Policies", [tree], [.. Framework, .. libraries.Any() ? libraries : Libraries.Add(Core)], new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable));
    }

    public static MetadataReference Stub(string assembly, string source)
    {
        var compilation = CSharpCompilation.Create(assembly, [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))], Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static report => report.Severity == DiagnosticSeverity.Error));
        return compilation.ToMetadataReference();
    }

    public static ImmutableArray<ObjectPolicy> Read(CSharpCompilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single();
        var model = compilation.GetSemanticModel(tree);
        var values = new FixedValues(compilation);
        var identity = new TenantSettings(new OneConfig("a = b")).For(tree);
        var policies = ImmutableArray.CreateBuilder<ObjectPolicy>();
        foreach (var node in tree.GetRoot().DescendantNodes().Where(PolicyCreations.IsCandidate))
        {
            if (model.GetOperation(node) is { } made && ObjectSite.Read(made, new(values, TestContext.Current.CancellationToken)) is { } site)
                policies.Add(new(site.Document, values, identity, TestContext.Current.CancellationToken));
        }

        return policies.ToImmutable();
    }

    private static string Show(ObjectPolicy policy)
    {
        var text = policy.Text;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            if (text[i] == PolicyValue.Hole)
                text = text.Remove(i, 1).Insert(i, $"«{policy.HolesAt(i).LastOrDefault()}»");
        }

        return text.Replace('"', '\'');
    }

    private sealed class OneConfig(string text) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(text);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options(string text) : AnalyzerConfigOptions
        {
            private readonly Dictionary<string, string> _values = text.Split('\n').Select(static line => line.Split('=', 2)).ToDictionary(static pair => pair[0].Trim(), static pair => pair[1].Trim(), KeyComparer);

            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
        }
    }
}
