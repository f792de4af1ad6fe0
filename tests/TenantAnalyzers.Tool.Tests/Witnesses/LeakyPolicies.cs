using System.Reflection;
using System.Text.RegularExpressions;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tool.Review;

namespace TenantAnalyzers.Tool.Tests.Witnesses;

/// <summary>A policy of the leaky shop, one finding on it, and the policy as the repair leaves it.</summary>
/// <param name="Name">The member, resource or file that holds the policy, and the statement.</param>
/// <param name="Rule">The id of the rule, as it is reported.</param>
/// <param name="Document">The policy.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Witness">The request that should not be allowed and is; null where there is none.</param>
/// <param name="Mended">The text after the repair; null where there is none.</param>
internal sealed record LeakyPolicy(string Name, string Rule, PolicyDocument Document, PolicyStatement Statement, Witness? Witness, string? Mended);

/// <summary>Reads the policies of the leaky shop as <c>review</c> does.</summary>
internal static class LeakyPolicies
{
    private static readonly ReviewOptions Options = new() { Paths = [] };

    public static IReadOnlyList<LeakyPolicy> All { get; } = [.. Read().OrderBy(static policy => policy.Name, StringComparer.Ordinal)];

    private static IEnumerable<LeakyPolicy> Read()
    {
        var root = typeof(LeakyPolicies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepositoryRoot").Value!;
        var shop = Path.Combine(root, "samples", "LeakyShop");
        foreach (var file in Directory.EnumerateFiles(shop, "*", SearchOption.AllDirectories))
        {
            if (Regex.IsMatch(Path.GetRelativePath(shop, file), @"^(bin|obj)\W"))
                continue;
            var text = File.ReadAllText(file);
            if (file.EndsWith(".cs", StringComparison.Ordinal))
            {
                var reviewer = new CSharpReviewer(Options);
                foreach (var policy in reviewer.Read(text, CancellationToken.None))
                {
                    var model = reviewer.ModelFor(policy);
                    foreach (var leaky in Of(policy.Name, policy.Document, policy.Errors, model, IsolationProver.Prove(policy.Document, model)))
                        yield return leaky;
                }
            }
            else if (file.EndsWith(".policy.json", StringComparison.Ordinal) || file.EndsWith(".template", StringComparison.Ordinal))
            {
                var read = PolicyFiles.Read(text);
                foreach (var site in read.Sites)
                {
                    var name = site.Name.Length > 0 ? site.Name : Path.GetFileName(file);
                    var model = Options.ModelFor(read.Tables) with { IsTenantHole = offset => site.HoleAt(offset) is { } hole && TenantWords.Denotes(hole) };
                    foreach (var leaky in Of(name, site.Policy, site.Errors, model, SiteProof.Prove(site, model)))
                        yield return leaky;
                }
            }
        }
    }

    private static IEnumerable<LeakyPolicy> Of(string name, PolicyDocument document, IEnumerable<PolicyError> errors, TenancyModel model, IsolationReport report)
    {
        var mended = Mend(document, errors, model, report);
        foreach (var finding in report.Findings)
            yield return new(NameOf(finding.Statement), $"TNT{(int)finding.Rule}", document, finding.Statement, finding.Witness, mended);
        foreach (var statement in document.Statements)
        {
            // Only of a statement that is no finding already: one is reported of each.
            var isMalformed = errors.Any(error => statement.Span.Start <= error.Span.Start && error.Span.End <= statement.Span.End);
            if (isMalformed && !report.Findings.Any(finding => finding.Statement == statement))
                yield return new(NameOf(statement), "TNT3007", document, statement, null, null);
        }

        string NameOf(PolicyStatement statement) => $"{name}, {PolicyResult.NameOf(statement)}";
    }

    // As `review --fix`: spelling first, then what the proof asks for.
    private static string? Mend(PolicyDocument document, IEnumerable<PolicyError> errors, TenancyModel model, IsolationReport report)
    {
        var spelling = errors.Select(static error => error.Mend).OfType<TextEdit>().ToArray();
        var text = spelling.Length > 0 ? TextEdit.Apply(document.Text, TextEdit.InOrder(spelling)!.Value) : document.Text;
        var spelt = PolicyReader.Read(text).Policy!;
        var findings = spelling.Length > 0 ? IsolationProver.Prove(spelt, model).Findings : report.Findings;
        var edits = IsolationRepair.Mend(spelt, [.. findings.Select(static finding => finding.Statement.Index)], model);
        return edits.IsEmpty && spelling.Length == 0 ? null : TextEdit.Apply(spelt.Text, edits);
    }
}
