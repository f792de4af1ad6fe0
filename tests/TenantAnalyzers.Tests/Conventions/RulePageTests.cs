using Microsoft.CodeAnalysis;

namespace TenantAnalyzers.Tests.Conventions;

/// <summary>The help pages: their form, and that their samples say the truth.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => Repository.RuleIds;

    [Theory, MemberData(nameof(Ids))]
    public void Page_Form_IsTheSameForAllRules(string id)
    {
        var page = new RulePage(id);
        var rule = Repository.Rule(id);

        string[] facts =
        [
            $"# {id}: {rule.Title}", "",
            "| | |", "|---|---|",
            $"| Category | {rule.Category} |",
            $"| Default severity | {rule.DefaultSeverity.ToString().ToLowerInvariant()} |",
            $"| Enabled by default | {(rule.IsEnabledByDefault ? "yes" : "no")} |",
        ];
        var lines = page.Text.Split('\n');
        Assert.Equal(facts, lines[..facts.Length]);
        Assert.StartsWith(HasFix(id) ? "| Code fix | yes: " : "| Code fix | no |", lines[facts.Length], StringComparison.Ordinal);
        Assert.Equal(["Cause", "Why it matters", "Bad", "Good", "How to fix", "When to suppress", "Options", "What it cannot see"], page.Headings);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Page_WhenToSuppress_ShowsTheFourWays(string id)
    {
        var section = new RulePage(id).Section("When to suppress");

        Assert.Contains($"#pragma warning disable {id}", section, StringComparison.Ordinal);
        Assert.Contains($"[SuppressMessage(\"{Rules.Category}\", \"{id}\"", section, StringComparison.Ordinal);
        Assert.Contains($"dotnet_diagnostic.{id}.severity = none", section, StringComparison.Ordinal);
        Assert.Contains("[CrossTenant(\"", section, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task Page_BadSample_IsReported(string id)
    {
        var samples = new RulePage(id).Samples("Bad");
        Assert.NotEmpty(samples);
        foreach (var sample in samples)
            Assert.Equal([id], (await Analyze(sample, id)).Select(diagnostic => diagnostic.Id).Distinct());
    }

    [Theory, MemberData(nameof(Ids))]
    public async Task Page_GoodSample_IsSilent(string id)
    {
        var samples = new RulePage(id).Samples("Good");
        Assert.NotEmpty(samples);
        foreach (var sample in samples)
            Assert.Empty(await Analyze(sample, id));
    }

    // With the attributes of the package, as in a project that references it, and with the page's rule switched on.
    private static async Task<IReadOnlyList<Diagnostic>> Analyze(string sample, string id)
    {
        var attributes = Repository.Read("src", "TenantAnalyzers.Package", "buildTransitive", "TenantAnalyzers.Attributes.cs");
        var compilation = Bulk.Compile(withSdk: true, sample, attributes);
        if (!Repository.Rule(id).IsEnabledByDefault)
            compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(id, ReportDiagnostic.Warn)]));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return await Bulk.Analyze(compilation);
    }

    private static bool HasFix(string id) => Parts.Fixes().Any(fix => fix.FixableDiagnosticIds.Contains(id));
}
