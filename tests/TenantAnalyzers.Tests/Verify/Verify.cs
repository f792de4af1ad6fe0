using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace TenantAnalyzers.Tests;

/// <summary>
/// Runs every analyzer and fix of the package over a source that compiles against the real SDK.
/// Expected diagnostics stand in the source as markup: <c>{|TNT1001:client.QueryAsync|}(…)</c>.
/// </summary>
public static class Verify
{
    /// <summary>The source gives exactly the diagnostics that its markup says.</summary>
    public static Task Reports(string source, string? config = null, LanguageVersion language = LanguageVersion.Latest) =>
        Run(new Test { TestCode = source }, config, language);

    /// <summary>The source gives no diagnostic at all.</summary>
    public static Task Silent(string source, string? config = null, LanguageVersion language = LanguageVersion.Latest)
    {
        Assert.DoesNotContain("{|TNT", source, StringComparison.Ordinal);
        return Reports(source, config, language);
    }

    /// <summary>
    /// The fix turns <paramref name="source"/> into <paramref name="expected"/>, one by one and by fix-all in document,
    /// project and solution. The result compiles and is clean unless its own markup says otherwise.
    /// </summary>
    public static Task Fixes(string source, string expected, string? config = null, LanguageVersion language = LanguageVersion.Latest) =>
        Run(new Test { TestCode = source, FixedCode = expected }, config, language);

    /// <summary>The source is reported as its markup says, and no fix is offered for it.</summary>
    public static Task OffersNoFix(string source, string? config = null) => Fixes(source, source, config);

    internal static async Task Run(Test test, string? config, LanguageVersion language)
    {
        test.CSharpVersion = language;
        // The harness switches every rule on; this one is off until it is asked for.
        if (!test.TestState.Sources.Any(source => source.content.ToString().Contains("{|TNT1009:", StringComparison.Ordinal)))
            test.DisabledDiagnostics.Add("TNT1009");
        if (config is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", $"root = true\n[*.cs]\n{config}\n"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>One test of the field's standard harness, with all our analyzers and fixes in it.</summary>
    public sealed class Test : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
    {
        private static readonly ImmutableArray<MetadataReference> References = FindReferences();

        public Test()
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(References);
            // `$$` is C# here (raw interpolated strings), never a cursor.
            MarkupOptions = MarkupOptions.TreatPositionIndicatorsAsCode;
        }

        public LanguageVersion CSharpVersion { get; set; } = LanguageVersion.Latest;

        protected override ParseOptions CreateParseOptions() =>
            ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(CSharpVersion);

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions())
                .WithNullableContextOptions(CSharpVersion < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : NullableContextOptions.Enable);

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Parts.Analyzers();

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => Parts.Fixes();

        private static ImmutableArray<MetadataReference> FindReferences() =>
            Parts.ReferencePack().Concat(Parts.Sdk())
                .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
                .ToImmutableArray();
    }
}
