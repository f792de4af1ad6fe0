using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>What is wrong with the texts of a statement. A text with a hole is never wrong: nobody knows it.</summary>
internal sealed class StatementGrammar(PolicyStatement statement, ImmutableArray<PolicyError>.Builder errors)
{
    private static readonly string[] Operators = ConditionOperator.Names
        .SelectMany(static name => name == "Null" ? new[] { name } : [name, name + "IfExists"])
        .SelectMany(static name => new[] { name, "ForAllValues:" + name, "ForAnyValue:" + name })
        .ToArray();

    public void Check()
    {
        if (statement.Sid is { HasHole: false } sid)
            CheckSid(sid);
        foreach (PolicyValue resource in statement.Resources)
        {
            if (!resource.HasHole)
                CheckResource(resource);
        }

        PolicyValue? last = null;
        foreach (ConditionEntry entry in statement.Conditions)
        {
            if (entry.Operator != last && !entry.Operator.HasHole)
                CheckOperator(entry.Operator);
            last = entry.Operator;
            if (!entry.Key.HasHole)
                CheckKey(entry.Key);
        }
    }

    /// <summary>Letters and digits ("IAM JSON policy elements: Sid"). Where there is a principal, the resource's service has its own rules.</summary>
    private void CheckSid(PolicyValue sid)
    {
        if (statement.Principal is not null)
            return;
        int first = 0;
        while (first < sid.Text.Length && IsLetterOrDigit(sid.Text[first]))
            first++;
        if (first == sid.Text.Length)
            return;
        int end = first + 1;
        while (end < sid.Text.Length && !IsLetterOrDigit(sid.Text[end]))
            end++;
        string kept = string.Concat(sid.Text.Where(IsLetterOrDigit));
        Add("`Sid` may hold letters and digits only", sid.SpanOf(first, end - first), PolicyErrorKind.Refused, sid, kept.Length == 0 ? null : kept);
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');

    /// <summary>"Missing ARN field", "Invalid ARN prefix" (IAM Access Analyzer, "policy validation check reference").</summary>
    private void CheckResource(PolicyValue resource)
    {
        string text = resource.Text;
        if (text.Length > 0 && text.Trim('*').Length == 0)
            return;
        string[] parts = text.Split([':'], 6);
        bool isArn = parts[0] == "arn";
        if (isArn && parts.Length == 6)
            return;
        // A template that somebody fills in before IAM sees it: `${TableArn}`, `{{arn}}`, `<arn>`, `%s`.
        if (text.IndexOfAny(['{', '<', '%']) >= 0)
            return;
        string what = isArn ? $"has {parts.Length} of the six parts of an ARN" : "is neither `*` nor an ARN";
        Add($"the resource `{text}` {what}: `arn:partition:service:region:account:resource`", resource.Span, PolicyErrorKind.Refused);
    }

    private void CheckOperator(PolicyValue @operator)
    {
        if (ConditionOperator.TryParse(@operator.Text, out _))
            return;
        string text = @operator.Text;
        const string IfExists = "NullIfExists";
        // "Null with if exists" (IAM Access Analyzer); no mend: what the author thinks it does is not known.
        if (text.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase))
        {
            Add("`IfExists` may not be added to `Null`", @operator.Span, PolicyErrorKind.Refused);
            return;
        }

        string? meant = NearName.Find(text, Operators);
        Add($"`{text}` is no condition operator{Question(meant)}", @operator.Span, PolicyErrorKind.Refused, @operator, meant);
    }

    /// <summary>A request never carries a misspelt key: <c>ForAllValues</c> and negated operators then always hold.</summary>
    private void CheckKey(PolicyValue key)
    {
        if (ConditionKeyNames.Meant(key.Text) is { } meant)
            Add($"no request carries the condition key `{key.Text}`{Question(meant)}", key.Span, PolicyErrorKind.Misleading, key, meant);
    }

    private static string Question(string? meant) => meant is null ? "" : $": is `{meant}` meant?";

    private void Add(string message, SourceSpan span, PolicyErrorKind kind, PolicyValue? value = null, string? mended = null)
    {
        TextEdit? mend = value is null || mended is null ? null : new TextEdit(value.Span, JsonText.Quote(mended));
        errors.Add(new PolicyError(message, span, kind, mend));
    }
}
