using System.Collections.Immutable;
using System.Globalization;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Review;

/// <summary>Reviews the policies of a file.</summary>
internal sealed class SiteReviewer(ReviewOptions options)
{
    private const int ParallelFrom = 16;

    /// <summary>Reviews all policies of a file.</summary>
    public FileResult Review(string path, PolicySource source, CancellationToken cancellationToken)
    {
        if (source.File is not { } file)
        {
            var problem = source.Problem!;
            return FileResult.Unreadable(path, problem.Reason) with
            {
                Findings = [new(RuleTable.Malformed, problem.Place, "", "", problem.Reason, null, problem.Reason)],
            };
        }

        var model = options.ModelFor(file.Tables);
        var parts = new FileResult[file.Sites.Length];
        // An account has thousands of policies in one file.
        if (parts.Length < ParallelFrom)
        {
            for (var i = 0; i < parts.Length; i++)
                parts[i] = Review(path, file.Sites[i], source, model, cancellationToken);
        }
        else
        {
            Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancellationToken },
                i => parts[i] = Review(path, file.Sites[i], source, model, cancellationToken));
        }

        var verdict = parts.Select(static part => part.Verdict).DefaultIfEmpty(Verdict.NotDynamoDb).Max();
        return new(path, verdict)
        {
            Findings = [.. parts.SelectMany(static part => part.Findings).OrderBy(static finding => finding.Place.Line).ThenBy(static finding => finding.Place.Column)],
            Notes = [.. file.Skipped.Select(skipped => new Note(source.Place(skipped.Span), skipped.Message)).Concat(parts.SelectMany(static part => part.Notes))
                .OrderBy(static note => note.Place.Line).ThenBy(static note => note.Place.Column)],
            Reason = file.Reason ?? parts.FirstOrDefault(part => part.Verdict == verdict)?.Reason,
        };
    }

    /// <summary>The name of a statement: its <c>Sid</c>, or its number.</summary>
    public static string NameOf(PolicyStatement statement) =>
        statement.Sid is { Text: { Length: > 0 } sid } ? sid : "Statement[" + statement.Index.ToString(CultureInfo.InvariantCulture) + "]";

    /// <summary>What is wrong with a statement, in words, with the request that shows it.</summary>
    public static string MessageOf(IsolationFinding finding) => finding.Witness is { } witness ? $"{finding.Reason}: {witness}" : finding.Reason;

    private static FileResult Review(string path, PolicySite site, PolicySource source, TenancyModel model, CancellationToken cancellationToken)
    {
        var report = SiteProof.Prove(site, model, TenantWords.Denotes, cancellationToken);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var notes = ImmutableArray.CreateBuilder<Note>();
        foreach (var error in site.Errors)
            findings.Add(Malformed(error, source, site.Name, ""));
        foreach (var finding in report.Findings)
            findings.Add(Of($"TNT{(int)finding.Rule}", finding.Statement, MessageOf(finding), finding.Witness));
        foreach (var statement in report.Statements)
        {
            // What is malformed is told already.
            if (statement.Verdict == IsolationVerdict.CannotTell && !site.Errors.Any(error => error.Message == statement.Reason))
                notes.Add(new(source.Place(site.SpanOf(statement.Statement.Span)), statement.Reason));
        }

        var verdict = Verdicts.Of(report.Verdict);
        if (site.Kind == PolicySiteKind.Trust)
        {
            foreach (var trust in TrustPolicyCheck.Find(site.Policy, site.Sets, model))
            {
                if (trust.Problem == TrustProblem.TagCanBeChosen)
                    findings.Add(Of(RuleTable.TagChosen, trust.Statement, trust.Reason, null));
                else
                    notes.Add(new(source.Place(site.SpanOf(trust.Statement.Span)), trust.Reason));
                verdict = trust.Problem == TrustProblem.TagCanBeChosen ? Verdict.Leaks : verdict;
            }
        }

        if (!site.Errors.IsEmpty && verdict != Verdict.Leaks)
            verdict = Verdict.Invalid;
        return new(path, verdict)
        {
            Findings = findings.ToImmutable(),
            Notes = notes.ToImmutable(),
            Reason = verdict == Verdict.Invalid ? site.Errors[0].Message : report.Reason,
        };

        Finding Of(string rule, PolicyStatement statement, string message, Witness? witness) => new(
            rule, source.Place(site.SpanOf(statement.Span)), site.Name, NameOf(statement), message, witness,
            site.Policy.Text.Substring(statement.Span.Start, statement.Span.Length));
    }

    private static Finding Malformed(PolicyError error, PolicySource source, string policy, string statement) =>
        new(RuleTable.Malformed, source.Place(error.Span), policy, statement, error.Message, null, error.Message);
}
