using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>A string expression in a small compilation, read by <see cref="LiteralMap"/>.</summary>
internal sealed class ReadLiteral
{
    private static readonly MetadataReference[] References =
        [.. Parts.ReferencePack().Where(path => Path.GetFileName(path) == "System.Runtime.dll").Select(path => MetadataReference.CreateFromFile(path))];

    private readonly string _source;

    private ReadLiteral(string source, LiteralMap? map, object? constant, bool compiles) =>
        (_source, Map, Constant, Compiles) = (source, map, constant, compiles);

    public LiteralMap? Map { get; }

    /// <summary>The compiler's own value of the expression.</summary>
    public object? Constant { get; }

    public bool Compiles { get; }

    /// <summary>What is written for each character, in order.</summary>
    public IEnumerable<string> Slices => Enumerable.Range(0, Map!.Text.Length).Select(i => Slice(Map.SpanAt(i)));

    public string Slice(Microsoft.CodeAnalysis.Text.TextSpan span) => _source.Substring(span.Start, span.Length);

    public static ReadLiteral Of(string expression)
    {
        var source = $$"""
            enum Color { Red }
            static class Other { public const string Field = "field"; }
            struct Sum { public static string operator +(string left, Sum right) => left; }
            class C { void M(string hole, string table, Sum sum) { const string Local = "local"; const char Comma = ','; string s =
            """ + expression + "; } }";
        var tree = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview));
        var elsewhere = CSharpSyntaxTree.ParseText("""static class Elsewhere { public const string Text = "else\twhere"; }""", new CSharpParseOptions(LanguageVersion.Preview));
        var compilation = CSharpCompilation.Create("Literals", [tree, elsewhere], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var model = compilation.GetSemanticModel(tree);
        var node = tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().Last(declarator => declarator.Identifier.Text == "s").Initializer!.Value;
        var map = LiteralMap.Create(node, model, TestContext.Current.CancellationToken);
        return new(source, map, model.GetConstantValue(node).Value, !compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
