using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Writes the condition that binds a statement to the tenant's own keys into the policy text.</summary>
/// <remarks>
/// <c>ForAllValues</c> holds for a request without the key; the <c>Null</c> entry refuses that request
/// (IAM user guide, "Single-valued vs. multivalued context keys"). So a Scan is refused afterwards: it can have no leading key.
/// The variable needs version 2012-10-17, which is set where it is not.
/// </remarks>
internal static class LeadingKeysCondition
{
    private const string Key = "dynamodb:LeadingKeys";
    private const string NullOperator = "Null";

    /// <summary>The value that the leading keys of the tenant are compared with.</summary>
    public static string Value(TenancyModel model) =>
        model.KeyFormat.Replace(TenancyModel.TenantPlaceholder, "${aws:PrincipalTag/" + model.PrincipalTag + "}");

    /// <summary>Whether the value has wildcards.</summary>
    public static bool HasWildcard(TenancyModel model) => model.KeyFormat.IndexOfAny(['*', '?']) >= 0;

    /// <summary>Adds the comparison with the tenant's keys, and the demand for a key.</summary>
    public static void Add(List<TextEdit> edits, PolicyDocument document, PolicyStatement statement, TenancyModel model)
    {
        string value = JsonText.Quote(Value(model));
        var comparison = new NewProperty(HasWildcard(model) ? "ForAllValues:StringLike" : "ForAllValues:StringEquals", new NewProperty(Key, $"[{value}]"));
        Add(edits, document, statement, comparison, new NewProperty(NullOperator, new NewProperty(Key, "\"false\"")));
    }

    /// <summary>Adds the demand for a key.</summary>
    public static void AddPresence(List<TextEdit> edits, PolicyDocument document, PolicyStatement statement, string key) =>
        Add(edits, document, statement, new NewProperty(NullOperator, new NewProperty(key, "\"false\"")));

    private static void Add(List<TextEdit> edits, PolicyDocument document, PolicyStatement statement, params NewProperty[] entries)
    {
        if (statement.ConditionNode is not { } condition)
        {
            Append(edits, document, statement.Node, new NewProperty("Condition", entries));
            return;
        }

        if (condition.Properties.IsEmpty)
        {
            Fill(edits, document, statement.Node, condition, entries);
            return;
        }

        var missing = new List<NewProperty>();
        foreach (NewProperty wanted in entries)
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

    /// <summary>Sets the version that has variables; null when it is set.</summary>
    public static TextEdit? SetVersion(PolicyDocument document)
    {
        string version = JsonText.Quote(PolicyDocument.VersionWithVariables);
        if (document.Version is { } old)
            return old.Text == PolicyDocument.VersionWithVariables ? null : new TextEdit(old.Span, version);
        JsonLayout layout = JsonLayout.Of(document.Text, document.Node, document.Node, 0);
        return new TextEdit(new SourceSpan(document.Node.Properties[0].Span.Start, 0), layout.Before(new NewProperty("Version", version)));
    }
}
