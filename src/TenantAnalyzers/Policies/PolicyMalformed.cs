using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Policies;

/// <summary>TNT3007: a text that is meant as a policy, and that IAM refuses or takes for something else.</summary>
internal static class PolicyMalformed
{
    /// <summary>What begins a placeholder of a text that is filled in before it is a policy: <c>%TABLE%</c>, <c>{0}</c>, <c>__TABLE__</c>.</summary>
    private static readonly string[] Placeholders = ["%", "{", "<", "[[", "__", "#", "@", "$("];

    public static DiagnosticDescriptor Rule => Rules.PolicyMalformed;

    /// <summary>The first error of each statement that is certainly one, where the statement is not reported for what it opens.</summary>
    public static IEnumerable<PolicyError> Certain(IPolicySource source, PolicyReading reading, IsolationReport report)
    {
        // Of policies for other services nothing is asked here.
        if (reading.Errors.IsEmpty || reading.Policy is null || source.Text.IndexOf("dynamodb", StringComparison.OrdinalIgnoreCase) < 0)
            yield break;

        var text = source.Text;
        var json = JsonReader.Read(text);
        if (!json.IsValid)
        {
            // What follows the first error may follow from it.
            if (!json.Errors.Any(error => MayBecomeJson(text, error.Span)))
                yield return reading.Errors[0];
            yield break;
        }

        var seen = new HashSet<int>();
        foreach (var finding in report.Findings)
            seen.Add(finding.Statement.Index);
        foreach (var error in reading.Errors)
        {
            if (!IsFilledIn(text, error.Span) && seen.Add(StatementAt(reading.Policy, error.Span)?.Index ?? -1))
                yield return error;
        }
    }

    /// <summary>The statement that a range belongs to; null for what belongs to the policy as a whole.</summary>
    public static PolicyStatement? StatementAt(PolicyDocument policy, SourceSpan span)
    {
        foreach (var statement in policy.Statements)
        {
            if (statement.Span.Start <= span.Start && span.End <= statement.Span.End)
                return statement;
        }

        return null;
    }

    // Unfinished JSON is put together elsewhere, or being typed; and with holes or placeholders nobody knows what it becomes.
    private static bool MayBecomeJson(string text, SourceSpan error) =>
        text.IndexOf(PolicyValue.Hole) >= 0 || string.IsNullOrWhiteSpace(text.Substring(error.End)) || HasPlaceholder(text.Substring(error.Start, error.Length));

    private static bool IsFilledIn(string text, SourceSpan error)
    {
        var concerned = text.Substring(error.Start, error.Length);
        if (concerned.IndexOf(PolicyValue.Hole) >= 0)
            return true;
        // In what is itself JSON the braces say nothing.
        return concerned is not ['{' or '[', ..] && HasPlaceholder(concerned);
    }

    private static bool HasPlaceholder(string text)
    {
        text = text.Replace("${aws:", "");
        foreach (var placeholder in Placeholders)
        {
            if (text.IndexOf(placeholder, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
