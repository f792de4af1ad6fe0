using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Writes the edits for one statement; whether they are enough is proved afterwards.</summary>
internal static class StatementRepair
{
    private const string Usual = "#";

    /// <summary>Adds the edits; false when the statement is of no kind that a condition can mend.</summary>
    public static bool Mend(List<TextEdit> edits, PolicyDocument document, PolicyStatement statement, TenancyModel model)
    {
        if (statement.Ambiguity is not null || statement.Effect != PolicyEffect.Allow || !NamesKeyedAction(statement))
            return false;
        // As the text will be read: with variables.
        PolicyDocument read = WithVersion(document);
        LeadingKeysGuard guard = LeadingKeysGuard.Of(read, statement, new Keyspace([read], model));
        if (guard.IsEmpty)
        {
            LeadingKeysCondition.Add(edits, document, statement, model);
            return true;
        }

        bool compared = false;
        bool demanded = false;
        foreach (KeyComparison comparison in guard.Comparisons)
        {
            if (comparison.Operator is { IsNull: true })
                demanded |= MendPresence(edits, comparison);
            else if (MendComparison(edits, comparison, model))
                compared = true;
            else
                return false;
        }

        if (!compared)
            LeadingKeysCondition.Add(edits, document, statement, model);
        else if (!demanded)
            LeadingKeysCondition.AddPresence(edits, document, statement, guard.Comparisons[0].Entry.Key.Text);
        return true;
    }

    private static bool NamesKeyedAction(PolicyStatement statement) =>
        DynamoDbActions.ItemActions.Any(action => (action.CarriesLeadingKeys || action.Name == "dynamodb:Scan") && StatementMatcher.MustMatchAction(statement, action.Name));

    private static PolicyDocument WithVersion(PolicyDocument document) => document.HasVariables ? document : new PolicyDocument(document.Text, document.Node)
    {
        Version = new PolicyValue(PolicyDocument.VersionWithVariables, document.Node),
        Statements = document.Statements,
    };

    /// <summary>`Null` with anything but "false" is set to it.</summary>
    private static bool MendPresence(List<TextEdit> edits, KeyComparison comparison)
    {
        if (comparison.Operator is not { Set: SetOperator.None })
            edits.Add(new TextEdit(comparison.Entry.Operator.Span, "\"Null\""));
        bool right = comparison.Entry.Values.Length == 1 && string.Equals(comparison.Entry.Values[0].Text, "false", StringComparison.OrdinalIgnoreCase);
        if (!right && comparison.Entry.Values.Length > 0)
            edits.Add(new TextEdit(comparison.Entry.ValueNode.Span, "\"false\""));
        return comparison.Entry.Values.Length > 0;
    }

    private static bool MendComparison(List<TextEdit> edits, KeyComparison comparison, TenancyModel model)
    {
        if (comparison.Operator is not { } @operator || comparison.Values.Count == 0)
            return false;
        bool negated = comparison.IsNegatedText;
        if (!negated && !comparison.IsPositiveText)
            return false;

        bool wildcards = false;
        var kept = new List<string?>();
        bool anyOwn = !negated && comparison.Values.Any(static value => value is { IsOwn: true, Pattern.HasTenant: true });
        foreach (KeyValue value in comparison.Values)
        {
            string? text = value.IsOwn ? value.Value.Text : Mended(value, anyOwn, model);
            // A key's own tenant in another case, or a default, is mended by the operator or by a person.
            kept.Add(text is not null && kept.Contains(text) ? null : text);
            wildcards |= text is not null && text.IndexOfAny(['*', '?']) >= 0 && (value.Pattern.HasWildcard || text != value.Value.Text);
        }

        if (kept.TrueForAll(static text => text is null))
            return false;
        var wanted = new ConditionOperator(SetOperator.ForAllValues, wildcards || @operator.IsLike ? "StringLike" : "StringEquals", IfExists: false);
        if (@operator != wanted)
            edits.Add(new TextEdit(comparison.Entry.Operator.Span, JsonText.Quote("ForAllValues:" + wanted.Name)));
        Write(edits, comparison, kept);
        return true;
    }

    /// <summary>The value as it should be; null to leave it out.</summary>
    private static string? Mended(KeyValue value, bool anyOwn, TenancyModel model)
    {
        string variable = "${aws:PrincipalTag/" + model.PrincipalTag + "}";
        string text = value.Value.Text;
        if (value.Value.HasHole || value.Pattern.HasUnknown)
            return text;
        if (!value.Pattern.HasTenant)
        {
            if (anyOwn)
                return null;
            if (model.KeyFormat != TenancyModel.TenantPlaceholder || value.Collision is not { } collision)
                return LeadingKeysCondition.Value(model);
            // "TENANT#acme" is "TENANT#" and the tenant.
            int at = collision.Text.IndexOf(collision.Other, StringComparison.Ordinal);
            string prefix = at > 0 ? collision.Text.Substring(0, at) : "";
            return text.StartsWith(prefix, StringComparison.Ordinal) ? prefix + variable : LeadingKeysCondition.Value(model);
        }

        if (value.Pattern.Default is not null || !value.Pattern.HasWildcard)
            return text;
        return Delimited(text, model);
    }

    // The wildcards behind the variable stay, behind a character that no id holds; what stands between becomes part of the rest.
    private static string Delimited(string text, TenancyModel model)
    {
        int end = text.IndexOf('}');
        int start = text.IndexOf("${", StringComparison.Ordinal);
        if (end < 0 || start < 0)
            return text;
        string before = text.Substring(0, end + 1);
        string rest = text.Substring(end + 1);
        int free = before.IndexOfAny(['*', '?']);
        if (free >= 0 && free < start)
            before = before.Substring(start);
        var alphabet = new TenantAlphabet(model.TenantIdChars);
        if (rest.Length == 0)
            return before;
        if (!alphabet.Contains(rest[0]) && rest[0] is not ('*' or '?'))
            return before + rest;
        return before + (alphabet.Contains(Usual[0]) ? "|" : Usual) + rest.Substring(rest[0] is '*' or '?' ? 0 : 1);
    }

    private static void Write(List<TextEdit> edits, KeyComparison comparison, List<string?> kept)
    {
        ImmutableArray<PolicyValue> values = comparison.Entry.Values;
        bool found = false;
        for (int i = 0; i < values.Length; i++)
        {
            if (kept[i] is { } text)
            {
                found = true;
                if (text != values[i].Text)
                    edits.Add(new TextEdit(values[i].Span, JsonText.Quote(text)));
            }
            else
            {
                // With the comma before it; of those at the start, with the comma behind.
                edits.Add(found
                    ? new TextEdit(SourceSpan.FromBounds(values[i - 1].Span.End, values[i].Span.End), "")
                    : new TextEdit(SourceSpan.FromBounds(values[i].Span.Start, values[i + 1].Span.Start), ""));
            }
        }
    }
}
