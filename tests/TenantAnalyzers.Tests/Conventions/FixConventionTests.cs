using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace TenantAnalyzers.Tests.Conventions;

public sealed class FixConventionTests
{
    public static TheoryData<string> FixNames => [.. Parts.Fixes().Select(fix => fix.GetType().Name)];

    public static TheoryData<string> FixableIds => [.. Parts.Fixes().SelectMany(fix => fix.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Rules without a fix, each with the reason.</summary>
    private static readonly Dictionary<string, string> NoFix = new(StringComparer.Ordinal)
    {
        ["TNT1006"] = "No condition on the query separates the tenants in an index that is keyed by something else.",
        ["TNT1007"] = "Only a person can say why the access crosses tenants.",
        ["TNT2001"] = "The key of a table cannot be changed; a table of another key needs its items moved.",
        ["TNT2002"] = "An index of another key serves other queries; whether any is left that needs this one, code does not tell.",
        ["TNT3006"] = "What the tenant's own tables, users and prefixes are called, the policy does not tell.",
        ["TNT3008"] = "Whether the grantee acts for one tenant or for all, the call does not tell.",
    };

    [Fact]
    public void Rule_WithoutFix_HasAReason() => Assert.Equal(
        Repository.RuleTable.Select(row => row.Rule.Id).Except(Parts.Fixes().SelectMany(fix => fix.FixableDiagnosticIds), StringComparer.Ordinal).Order(StringComparer.Ordinal),
        NoFix.Where(pair => pair.Value.Length > 0).Select(pair => pair.Key).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(FixNames))]
    public void Fix_FixAll_IsExplicit(string name)
    {
        var fix = Parts.Fixes().Single(part => part.GetType().Name == name);
        var declared = fix.GetType().GetMethod(nameof(CodeFixProvider.GetFixAllProvider))!;

        Assert.Equal(fix.GetType().Assembly, declared.DeclaringType!.Assembly);
        var provider = fix.GetFixAllProvider();
        Assert.NotNull(provider);
        Assert.Superset(
            new HashSet<FixAllScope> { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution },
            provider.GetSupportedFixAllScopes().ToHashSet());
    }

    [Theory, MemberData(nameof(FixNames))]
    public void Fix_Ids_AreRulesOfThisPackage(string name) =>
        Assert.Subset(
            Repository.RuleTable.Select(row => row.Rule.Id).ToHashSet(StringComparer.Ordinal),
            Parts.Fixes().Single(part => part.GetType().Name == name).FixableDiagnosticIds.ToHashSet(StringComparer.Ordinal));

    [Theory, MemberData(nameof(FixableIds))]
    public async Task Fix_EquivalenceKey_IsAConstant(string id)
    {
        // Fix-all groups by the key: one that depends on the code would fix one place at a time.
        var constants = typeof(CodeFixes.FixTitles).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);

        var actions = await Actions(id);

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.Contains(action.EquivalenceKey, constants!));
        Assert.All(actions, action => Assert.NotEmpty(action.Title));
    }

    private static async Task<List<CodeAction>> Actions(string id)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var actions = new List<CodeAction>();
        // As in a project that references the package, with the rule switched on.
        var attributes = Repository.Read("src", "TenantAnalyzers.Package", "buildTransitive", "TenantAnalyzers.Attributes.cs");
        foreach (var sample in new RulePage(id).Samples("Bad"))
        {
            using var workspace = new AdhocWorkspace();
            var compilation = Bulk.Compile(withSdk: true, sample);
            var project = workspace.AddProject("Sample", LanguageNames.CSharp)
                .WithCompilationOptions(compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Warn)]))
                .WithParseOptions(compilation.SyntaxTrees[0].Options)
                .WithMetadataReferences(compilation.References)
                .AddDocument("Attributes.cs", attributes, filePath: "/src/Attributes.cs").Project;
            var document = project.AddDocument("Sample.cs", sample, filePath: "/src/Sample.cs");
            var diagnostics = await Bulk.Analyze((await document.Project.GetCompilationAsync(cancellation))!);
            foreach (var diagnostic in diagnostics.Where(found => found.Id == id))
            {
                foreach (var fix in Parts.Fixes().Where(part => part.FixableDiagnosticIds.Contains(id)))
                    await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), cancellation));
            }
        }

        return actions;
    }
}
