using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>Turns what was proved about a policy into diagnostics at its places: one a statement, the most specific.</summary>
internal static class PolicyReports
{
    /// <summary>The property that tells the fix which statement of the policy it is, counted from 0.</summary>
    public const string StatementProperty = "Statement";

    /// <summary>The property that tells the fix of TNT3007 where in the text the error begins.</summary>
    public const string ErrorProperty = "Error";

    /// <summary>Reads and proves a text in code; empty when it is no policy or nothing is wrong with it.</summary>
    public static ImmutableArray<Diagnostic> Of(IPolicySource source, TenantOptions options, CancellationToken cancellationToken)
    {
        var reading = PolicyReader.Read(source.Text, cancellationToken);
        if (reading.Policy is not { } policy)
            return ImmutableArray<Diagnostic>.Empty;
        var report = IsolationProver.Prove(policy, PolicyModel.For(source, options), cancellationToken);
        return Of(source, policy, PolicyMalformed.InCode(source.Text, reading.Errors), report);
    }

    /// <summary>The diagnostics for what was found, however it came about.</summary>
    /// <param name="source">The policy's text.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="errors">What is certainly wrong with the text; where a statement leaks, that says more.</param>
    /// <param name="report">What was proved.</param>
    public static ImmutableArray<Diagnostic> Of(IPolicySource source, PolicyDocument policy, ImmutableArray<PolicyError> errors, IsolationReport report)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var reported = new HashSet<int>();
        foreach (var finding in report.Findings)
        {
            reported.Add(finding.Statement.Index);
            // That the key is misspelt says more than that the condition does not hold.
            var misspelt = errors.FirstOrDefault(error => PolicyMalformed.IsLeadingKeysMisspelt(error) && policy.StatementAt(error.Span) == finding.Statement);
            diagnostics.Add(misspelt.Message is null ? ToDiagnostic(source, finding) : ToDiagnostic(source, misspelt, finding.Statement, finding.Witness));
        }

        foreach (var error in errors)
        {
            var statement = policy.StatementAt(error.Span);
            if (reported.Add(statement?.Index ?? -1))
                diagnostics.Add(ToDiagnostic(source, error, statement, witness: null));
        }

        return diagnostics.ToImmutable();
    }

    /// <summary>The diagnostic for one finding.</summary>
    public static Diagnostic ToDiagnostic(IPolicySource source, IsolationFinding finding)
    {
        var (rule, message) = InWords(finding);
        return ToDiagnostic(source, rule, finding.Statement.Span, OfStatement(finding.Statement.Index), message);
    }

    /// <summary>The rule of a finding, and what its message says.</summary>
    public static (DiagnosticDescriptor Rule, object[] Message) InWords(IsolationFinding finding) => finding.Rule switch
    {
        PolicyRule.NoLeadingKeys => (PolicyWithoutLeadingKeys.Rule, PolicyWithoutLeadingKeys.Message(finding)),
        PolicyRule.Slipped => (LeadingKeysSlippedPast.Rule, LeadingKeysSlippedPast.Message(finding)),
        PolicyRule.PatternMatchesOthers => (KeyPatternMatchesOtherTenants.Rule, KeyPatternMatchesOtherTenants.Message(finding)),
        PolicyRule.FixedTenant => (KeyNamesFixedTenant.Rule, KeyNamesFixedTenant.Message(finding)),
        PolicyRule.VariablesWithoutVersion => (PolicyVariableWithoutVersion.Rule, PolicyVariableWithoutVersion.Message(finding)),
        _ => (ResourceNotBoundToTenant.Rule, ResourceNotBoundToTenant.Message(finding)),
    };

    private static Diagnostic ToDiagnostic(IPolicySource source, PolicyError error, PolicyStatement? statement, Witness? witness) => ToDiagnostic(
        source,
        PolicyMalformed.Rule,
        statement?.Span ?? error.Span,
        OfStatement(statement?.Index ?? -1).Add(ErrorProperty, error.Span.Start.ToString(CultureInfo.InvariantCulture)),
        PolicyMalformed.Message(error, witness));

    private static Diagnostic ToDiagnostic(IPolicySource source, DiagnosticDescriptor rule, SourceSpan span, ImmutableDictionary<string, string?> properties, object[] message)
    {
        var places = source.Places(span);
        return Diagnostic.Create(rule, places[0], places.Skip(1), properties, Array.ConvertAll(message, InWords));
    }

    // What is not known has no character that people could read.
    private static object InWords(object part) => part.ToString()!.Replace(PolicyValue.Hole, '…');

    private static ImmutableDictionary<string, string?> OfStatement(int index) =>
        ImmutableDictionary<string, string?>.Empty.Add(StatementProperty, index.ToString(CultureInfo.InvariantCulture));
}
