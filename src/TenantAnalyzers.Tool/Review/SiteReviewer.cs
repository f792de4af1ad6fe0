using System.Collections.Immutable;
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

    private static FileResult Review(string path, PolicySite site, PolicySource source, TenancyModel model, CancellationToken cancellationToken)
    {
        var policy = new ReportedPolicy(site.Name, site.Policy, span => source.Place(site.SpanOf(span)));
        var report = SiteProof.Prove(site, model, TenantWords.Denotes, cancellationToken);
        var result = PolicyResult.Of(policy, [.. site.Errors.Select(error => (error, source.Place(error.Span), site.StatementAt(error.Span)))], report);
        var (verdict, findings, notes) = (result.Verdict, result.Findings, result.Notes);
        if (site.Kind == PolicySiteKind.Trust)
        {
            foreach (var trust in TrustPolicyCheck.Find(site.Policy, site.Sets, model))
            {
                if (trust.Problem == TrustProblem.UntaggedSession)
                {
                    notes = notes.Add(new(policy.PlaceOf(trust.Statement.Span), trust.Reason));
                    continue;
                }
                findings = findings.Add(policy.Finding(RuleTable.TagChosen, trust.Statement, trust.Reason, null));
                verdict = Verdict.Leaks;
            }
        }
        return new(path, verdict) { Findings = findings, Notes = notes, Reason = result.Reason };
    }
}
