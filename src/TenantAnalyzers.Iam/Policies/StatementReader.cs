using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Reads one statement object (IAM user guide, "Grammar of the IAM JSON policy language").</summary>
internal sealed class StatementReader(JsonObject node, int index, ImmutableArray<PolicyError>.Builder errors)
{
    private static readonly string[] Elements =
        ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"];

    private readonly PolicyStatement _statement = new(node, index);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public PolicyStatement Read()
    {
        foreach (JsonProperty property in node.Properties)
        {
            if (_names.Add(property.Name.Value))
                ReadElement(property);
            else
                Doubt($"`{property.Name.Value}` is given more than once", property.Name.Span, PolicyErrorKind.Misleading);
        }

        CheckPresence();
        new StatementGrammar(_statement, errors).Check();
        return _statement;
    }

    private void ReadElement(JsonProperty property)
    {
        switch (property.Name.Value)
        {
            case "Sid":
                _statement.Sid = Text(property.Value, property.Name.Value);
                break;
            case "Effect":
                ReadEffect(property);
                break;
            case "Action" or "NotAction":
                _statement.Actions = Texts(property);
                _statement.ActionsNegated = property.Name.Value[0] == 'N';
                break;
            case "Resource" or "NotResource":
                _statement.Resources = Texts(property);
                _statement.ResourcesNegated = property.Name.Value[0] == 'N';
                break;
            case "Principal" or "NotPrincipal":
                _statement.Principal = property.Value;
                _statement.PrincipalNegated = property.Name.Value[0] == 'N';
                break;
            case "Condition":
                ReadCondition(property);
                break;
            default:
                Doubt($"`{property.Name.Value}` is no element of a statement", property.Name.Span, mend: MendElement(property.Name));
                break;
        }
    }

    private void ReadEffect(JsonProperty property)
    {
        PolicyValue? effect = Text(property.Value, property.Name.Value);
        _statement.Effect = effect?.Text switch
        {
            "Allow" => PolicyEffect.Allow,
            "Deny" => PolicyEffect.Deny,
            _ => PolicyEffect.Unknown,
        };
        if (_statement.Effect != PolicyEffect.Unknown)
            return;
        const string Message = "`Effect` must be `Allow` or `Deny`";
        if (effect is { HasHole: true })
            _statement.Ambiguity ??= Message;
        else
            Doubt(Message, property.Value.Span, mend: effect?.Text.Trim().ToUpperInvariant() switch { "ALLOW" => Mend(effect.Node, "Allow"), "DENY" => Mend(effect.Node, "Deny"), _ => null });
    }

    /// <summary>The element that is meant, unless the statement has it too.</summary>
    private TextEdit? MendElement(JsonString name) =>
        NearName.Find(name.Value, Elements) is { } meant && node.Find(meant) is null ? Mend(name, meant) : null;

    private static TextEdit Mend(JsonNode node, string text) => new(node.Span, JsonText.Quote(text));

    private void CheckPresence()
    {
        if (node.Properties.IsEmpty)
        {
            Doubt("the statement is empty", node.Span);
            return;
        }

        ExactlyOne("Action", "NotAction");
        ExactlyOne("Resource", "NotResource");
        if (!_names.Contains("Effect"))
            Doubt("the statement has no `Effect`", node.Span);
        if (_names.Contains("Principal") && _names.Contains("NotPrincipal"))
            Doubt("`Principal` and `NotPrincipal` exclude each other", node.Span);
    }

    private void ExactlyOne(string name, string other)
    {
        if (_names.Contains(name) && _names.Contains(other))
            Doubt($"`{name}` and `{other}` exclude each other", node.Span);
        // A trust policy has a principal and no resource.
        else if (!_names.Contains(name) && !_names.Contains(other) && (name == "Action" || _statement.Principal is null))
            Doubt($"the statement has neither `{name}` nor `{other}`", node.Span);
    }

    private void ReadCondition(JsonProperty property)
    {
        if (property.Value is not JsonObject condition)
        {
            Doubt("`Condition` must be an object", property.Value.Span);
            return;
        }

        _statement.ConditionNode = condition;
        var entries = ImmutableArray.CreateBuilder<ConditionEntry>();
        var operators = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty comparison in condition.Properties)
        {
            if (!operators.Add(comparison.Name.Value))
                Doubt($"`{comparison.Name.Value}` is given more than once", comparison.Name.Span, PolicyErrorKind.Misleading);
            if (comparison.Value is not JsonObject keys)
            {
                Doubt($"`{comparison.Name.Value}` must hold an object of condition keys", comparison.Value.Span);
                continue;
            }

            var @operator = new PolicyValue(comparison.Name.Value, comparison.Name);
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (JsonProperty key in keys.Properties)
            {
                if (!names.Add(key.Name.Value))
                    Doubt($"`{key.Name.Value}` is given more than once", key.Name.Span, PolicyErrorKind.Misleading);
                entries.Add(new ConditionEntry(@operator, new PolicyValue(key.Name.Value, key.Name), Texts(key, scalars: true), key.Value));
            }
        }

        _statement.Conditions = entries.ToImmutable();
    }

    private ImmutableArray<PolicyValue> Texts(JsonProperty property, bool scalars = false)
    {
        var values = ImmutableArray.CreateBuilder<PolicyValue>();
        if (property.Value is JsonArray array)
        {
            foreach (JsonNode item in array.Items)
                Add(item);
        }
        else
        {
            Add(property.Value);
        }

        return values.ToImmutable();

        void Add(JsonNode value)
        {
            if (Text(value, property.Name.Value, scalars) is { } text)
                values.Add(text);
        }
    }

    private PolicyValue? Text(JsonNode value, string name, bool scalars = false)
    {
        if (value is JsonString text)
            return new PolicyValue(text.Value, text);
        if (scalars && value is JsonScalar { Kind: JsonNodeKind.True or JsonNodeKind.False or JsonNodeKind.Number } scalar)
            return new PolicyValue(scalar.Text, scalar);
        Doubt($"a value of `{name}` is no text", value.Span);
        return null;
    }

    private void Doubt(string message, SourceSpan span, PolicyErrorKind kind = PolicyErrorKind.Refused, TextEdit? mend = null)
    {
        _statement.Ambiguity ??= message;
        errors.Add(new PolicyError(message, span, kind, mend));
    }
}
