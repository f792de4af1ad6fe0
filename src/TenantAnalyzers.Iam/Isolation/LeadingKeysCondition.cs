using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Writes the condition that binds a statement to the tenant's own keys into the policy text.</summary>
/// <remarks>
/// <c>ForAllValues</c> holds for a request without the key; the <c>Null</c> entry refuses that request
/// (IAM user guide, "Single-valued vs. multivalued context keys"). So a Scan is refused afterwards: it can have no leading key.
/// The variable needs version 2012-10-17, which is set where it is not.
/// </remarks>
public static class LeadingKeysCondition
{
    private const string Key = "dynamodb:LeadingKeys";
    private const string NullOperator = "Null";

    /// <summary>The edits for one statement; none when it cannot be done: see the other overload.</summary>
    public static ImmutableArray<TextEdit> Insert(PolicyDocument document, PolicyStatement statement, LeadingKeysOptions options) =>
        Insert(document, [statement], options);

    /// <summary>
    /// The edits for some statements of a document, ordered by place and without overlap. A statement that is ambiguous, denies, or has
    /// a condition on the leading keys is left alone; the result is empty when that leaves none, or when the version is not known.
    /// </summary>
    public static ImmutableArray<TextEdit> Insert(PolicyDocument document, IEnumerable<PolicyStatement> statements, LeadingKeysOptions options)
    {
        if (document.Ambiguity is not null || document.Version is { HasHole: true })
            return ImmutableArray<TextEdit>.Empty;
        var edits = new List<TextEdit>();
        foreach (PolicyStatement statement in statements.Distinct())
        {
            if (CanTake(statement))
                AddCondition(edits, document, statement, options);
        }

        if (edits.Count > 0 && SetVersion(document) is { } version)
            edits.Add(version);
        return ImmutableArray.CreateRange(edits.OrderBy(static edit => edit.Span.Start));
    }

    private static bool CanTake(PolicyStatement statement) =>
        statement.Ambiguity is null
        && statement.Effect == PolicyEffect.Allow
        && !statement.Conditions.Any(static entry => ConditionKey.IsLeadingKeys(entry.Key.Text));

    private static void AddCondition(List<TextEdit> edits, PolicyDocument document, PolicyStatement statement, LeadingKeysOptions options)
    {
        bool wildcard = options.KeyFormat.IndexOfAny(['*', '?']) >= 0;
        string tag = "${aws:PrincipalTag/" + options.PrincipalTag + "}";
        string value = JsonText.Quote(options.KeyFormat.Replace(LeadingKeysOptions.TenantPlaceholder, tag));
        var comparison = new NewProperty(wildcard ? "ForAllValues:StringLike" : "ForAllValues:StringEquals", new NewProperty(Key, $"[{value}]"));
        var presence = new NewProperty(NullOperator, new NewProperty(Key, "\"false\""));

        if (statement.ConditionNode is not { } condition)
        {
            Append(edits, document, statement.Node, new NewProperty("Condition", comparison, presence));
            return;
        }

        if (condition.Properties.IsEmpty)
        {
            Fill(edits, document, statement.Node, condition, comparison, presence);
            return;
        }

        var missing = new List<NewProperty>();
        foreach (NewProperty wanted in new[] { comparison, presence })
        {
            if (condition.Properties.FirstOrDefault(entry => string.Equals(entry.Name.Value, wanted.Name, StringComparison.OrdinalIgnoreCase)) is not { } known)
                missing.Add(wanted);
            else if (known.Value is JsonObject { Properties.IsEmpty: true } empty)
                Fill(edits, document, condition, empty, wanted.Children!);
            else if (known.Value is JsonObject keys)
                Append(edits, document, keys, wanted.Children!);
        }

        if (missing.Count > 0)
            Append(edits, document, condition, [.. missing]);
    }

    private static void Append(List<TextEdit> edits, PolicyDocument document, JsonObject node, params NewProperty[] properties)
    {
        int last = node.Properties.Length - 1;
        JsonLayout layout = JsonLayout.Of(document.Text, document.Node, node, last);
        edits.Add(new TextEdit(new SourceSpan(node.Properties[last].Span.End, 0), layout.After(properties)));
    }

    /// <summary>Replaces an empty object that is the value of one of the parent's properties.</summary>
    private static void Fill(List<TextEdit> edits, PolicyDocument document, JsonObject parent, JsonObject empty, params NewProperty[] properties)
    {
        int index = 0;
        while (parent.Properties[index].Value != empty)
            index++;
        edits.Add(new TextEdit(empty.Span, JsonLayout.Of(document.Text, document.Node, parent, index).Object(properties)));
    }

    private static TextEdit? SetVersion(PolicyDocument document)
    {
        string version = JsonText.Quote(PolicyDocument.VersionWithVariables);
        if (document.Version is { } old)
            return old.Text == PolicyDocument.VersionWithVariables ? null : new TextEdit(old.Span, version);
        JsonLayout layout = JsonLayout.Of(document.Text, document.Node, document.Node, 0);
        return new TextEdit(new SourceSpan(document.Node.Properties[0].Span.Start, 0), layout.Before(new NewProperty("Version", version)));
    }
}
