using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Tests.Conventions;

/// <summary>A rule is a row in four tables and has its files; see docs/architecture.md.</summary>
public sealed partial class RuleFilesTests
{
    public static TheoryData<string> Ids => Repository.RuleIds;

    [Fact]
    public void Rules_Ids_AreUniqueWellFormedAndInOrder()
    {
        var ids = Repository.RuleTable.Select(row => row.Rule.Id).ToArray();

        Assert.All(ids, id => Assert.Matches("^TNT[0-9]{4}$", id));
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Rules_EachRow_IsSupportedByExactlyOneAnalyzer() =>
        Assert.Equal(
            Repository.RuleTable.Select(row => row.Rule.Id),
            Parts.Analyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Ids))]
    public void Rule_Descriptor_IsComplete(string id)
    {
        var rule = Repository.Rule(id);

        Assert.Equal(Rules.Category, rule.Category);
        Assert.InRange(rule.Title.ToString().Length, 1, 60);
        Assert.NotEmpty(rule.Description.ToString());
        Assert.False(rule.MessageFormat.ToString().EndsWith('.'), "a message has no final period");
        Assert.EndsWith($"/docs/rules/{id}.md", rule.HelpLinkUri, StringComparison.Ordinal);
        Assert.Single(Repository.RuleTable.Select(row => row.Rule.HelpLinkUri.Replace(row.Rule.Id, "", StringComparison.Ordinal)).Distinct());
    }

    [Theory, MemberData(nameof(Ids))]
    public void Rule_ReleaseFile_HasItsRow(string id)
    {
        var releases = Repository.Read("src", "TenantAnalyzers", "AnalyzerReleases.Shipped.md") + Repository.Read("src", "TenantAnalyzers", "AnalyzerReleases.Unshipped.md");
        var rule = Repository.Rule(id);

        var severity = rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString() : "Disabled";
        Assert.Matches($@"(?m)^{id} *\| *{rule.Category} *\| *{severity} *\| *{Regex.Escape(rule.Title.ToString())}$", releases);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Rule_ReadmeAndChangelog_MentionIt(string id)
    {
        Assert.Matches($@"(?m)^\| *\[{id}\]\([^)]*docs/rules/{id}\.md\) *\| *\S", Repository.Read("README.md"));
        Assert.Contains(id, Repository.Read("CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Rule_Tests_HaveAFileOfItsName(string id)
    {
        var name = Repository.RuleTable.Single(row => row.Rule.Id == id).Name;

        var file = Assert.Single(Repository.Sources("tests/TenantAnalyzers.Tests"), path => Path.GetFileName(path) == $"{name}Tests.cs");
        Assert.Contains($"{{|{id}:", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigurationPage_EachKey_IsListedWithItsDefault()
    {
        var page = Repository.Read("docs", "configuration.md");
        Assert.NotEmpty(TenantOptions.Keys);
        Assert.All(TenantOptions.Keys, key =>
        {
            var value = key.Default.Length == 0 ? " " : $" `{key.Default}` ";
            Assert.Contains($"\n| `{key.Name}` |{value}| ", page, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Pages_EachKeyTheyName_Exists()
    {
        var known = TenantOptions.Keys.Select(key => key.Name).ToHashSet(StringComparer.Ordinal);
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md"));

        Assert.All(pages, page => Assert.All(Key().Matches(File.ReadAllText(page)), match => Assert.Contains(match.Value, known)));
    }

    [Fact]
    public void Pages_EachRule_HasOneAndNoOther() =>
        Assert.Equal(
            Repository.RuleTable.Select(row => row.Rule.Id),
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"tenant_analyzers\.\w+")]
    private static partial Regex Key();
}
