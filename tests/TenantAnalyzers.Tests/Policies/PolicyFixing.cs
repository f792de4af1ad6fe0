using Amazon.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TenantAnalyzers.CodeFixes.Policies;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>The policy fix over all findings of a document, without the standard harness: fast, and with any line end.</summary>
internal static class PolicyFixing
{
    /// <summary>The source after the fix, and how many findings remain in it.</summary>
    public static async Task<(string Source, int Findings)> Fix(string source)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Policies", LanguageNames.CSharp)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Preview))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReferences(Parts.ReferencePack().Append(typeof(AmazonServiceClient).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path)));
        var document = project.AddDocument("Policy.cs", SourceText.From(source));
        var token = TestContext.Current.CancellationToken;
        var mended = await PolicyRepair.ApplyAsync(document, await Findings(document), token) ?? document;
        return ((await mended.GetTextAsync(token)).ToString(), (await Findings(mended)).Count);
    }

    private static async Task<IReadOnlyList<Diagnostic>> Findings(Document document)
    {
        var compilation = await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(compilation!.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return await compilation.WithAnalyzers([new PoliciesAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
