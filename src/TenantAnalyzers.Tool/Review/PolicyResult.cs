using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tool.Review;

/// <summary>A policy that is reported: where its parts stand in the file.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Document">The policy.</param>
/// <param name="PlaceOf">The place of a range of its text.</param>
internal readonly record struct ReportedPolicy(string Name, PolicyDocument Document, Func<SourceSpan, Place> PlaceOf);

/// <summary>What is reported of one policy: one finding a statement, the most specific, in the analyzers' words.</summary>
internal sealed record PolicyResult(Verdict Verdict, string Reason, ImmutableArray<Finding> Findings, ImmutableArray<Note> Notes)
{
    /// <summary>Puts together what was read and what was proved.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="errors">What is wrong with it, each with its place and the statement it is in.</param>
    /// <param name="report">What was proved.</param>
    public static PolicyResult Of(ReportedPolicy policy, ImmutableArray<(PolicyError Error, Place Place, PolicyStatement? Statement)> errors, IsolationReport report)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var notes = ImmutableArray.CreateBuilder<Note>();
        var reported = new HashSet<PolicyStatement>();
        foreach (var finding in report.Findings)
        {
            reported.Add(finding.Statement);
            // That the key is misspelt says more than that the condition does not hold.
            var misspelt = errors.FirstOrDefault(error => error.Statement == finding.Statement && PolicyMalformed.IsLeadingKeysMisspelt(error.Error));
            var (rule, message) = misspelt.Statement is null
                ? PolicyReports.InWords(finding)
                : (PolicyMalformed.Rule, PolicyMalformed.Message(misspelt.Error, finding.Witness));
            findings.Add(policy.Finding(rule.Id, finding.Statement, InWords(rule, message), finding.Witness));
        }
        foreach (var (error, place, statement) in errors)
        {
            if (statement is null || reported.Add(statement))
            {
                findings.Add(new(
                    RuleTable.Malformed, place, policy.Name, statement is null ? "" : NameOf(statement),
                    InWords(PolicyMalformed.Rule, PolicyMalformed.Message(error, witness: null)), null, error.Message));
            }
        }
        foreach (var statement in report.Statements)
        {
            // What is malformed is told already.
            if (statement.Verdict == IsolationVerdict.CannotTell && !errors.Any(error => error.Error.Message == statement.Reason))
                notes.Add(new(policy.PlaceOf(statement.Statement.Span), statement.Reason));
        }

        var verdict = Verdicts.Of(report.Verdict);
        var refused = errors.FirstOrDefault(static error => error.Error.Kind != PolicyErrorKind.Misleading).Error.Message;
        return refused is not null && verdict != Verdict.Leaks
            ? new(Verdict.Invalid, refused, findings.ToImmutable(), notes.ToImmutable())
            : new(verdict, report.Reason, findings.ToImmutable(), notes.ToImmutable());
    }

    private static string InWords(DiagnosticDescriptor rule, object[] message) =>
        string.Format(CultureInfo.InvariantCulture, rule.MessageFormat.ToString(CultureInfo.InvariantCulture), message);

    /// <summary>The name of a statement: its <c>Sid</c>, or its number.</summary>
    public static string NameOf(PolicyStatement statement) =>
        statement.Sid is { Text: { Length: > 0 } sid } ? sid : "Statement[" + statement.Index.ToString(CultureInfo.InvariantCulture) + "]";
}

internal static class ReportedPolicies
{
    /// <summary>A finding on a statement.</summary>
    public static Finding Finding(this ReportedPolicy policy, string rule, PolicyStatement statement, string message, Witness? witness) => new(
        rule, policy.PlaceOf(statement.Span), policy.Name, PolicyResult.NameOf(statement), message, witness,
        policy.Document.Text.Substring(statement.Span.Start, statement.Span.Length));
}
