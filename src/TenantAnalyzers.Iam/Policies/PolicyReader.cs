using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Reads IAM policy text. Total: any text gives a reading, never an exception.</summary>
/// <remarks>
/// Element names are case-sensitive here (the policy grammar shows them so; what IAM does with others is not documented).
/// What has no one meaning - a duplicate name, both <c>Action</c> and <c>NotAction</c>, an unknown element - is kept and marked, not guessed.
/// </remarks>
public static class PolicyReader
{
    /// <summary>Whether a text can hold a policy at all: a cheap look before reading it.</summary>
    public static bool MayBePolicy(string text) =>
        text.IndexOf("Statement", StringComparison.Ordinal) >= 0 && text.IndexOf("Effect", StringComparison.Ordinal) >= 0;

    /// <summary>Reads a text.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PolicyReading Read(string text, CancellationToken cancellationToken = default)
    {
        JsonReading json = JsonReader.Read(text, cancellationToken);
        var errors = ImmutableArray.CreateBuilder<PolicyError>();
        foreach (JsonError error in json.Errors)
            errors.Add(new PolicyError(error.Message, error.Span, PolicyErrorKind.NotJson));

        PolicyDocument? policy = null;
        if (json.Root is JsonObject root && IsPolicy(root))
        {
            policy = ReadDocument(text, root, errors, cancellationToken);
            PolicyCharacters.Check(text, errors);
            // AWS refuses the whole document; and what the broken part was meant to be, a Deny perhaps, nobody knows.
            if (!json.IsValid)
                policy.Ambiguity = "the text is not valid JSON: " + json.Errors[0].Message;
        }

        return new PolicyReading(policy, errors.ToImmutable());
    }

    /// <summary>Reads a policy object of a text that is valid JSON.</summary>
    internal static PolicyReading Read(string text, JsonObject root, CancellationToken cancellationToken)
    {
        var errors = ImmutableArray.CreateBuilder<PolicyError>();
        return new PolicyReading(ReadDocument(text, root, errors, cancellationToken), errors.ToImmutable());
    }

    internal static bool IsPolicy(JsonObject root)
    {
        foreach (JsonProperty property in root.Properties)
        {
            if (property.Name.Value != "Statement")
                continue;
            if (IsStatement(property.Value))
                return true;
            if (property.Value is JsonArray array)
            {
                foreach (JsonNode item in array.Items)
                {
                    if (IsStatement(item))
                        return true;
                }
            }
        }

        return false;

        static bool IsStatement(JsonNode node) => node is JsonObject statement && statement.Find("Effect") is not null;
    }

    private static PolicyDocument ReadDocument(
        string text, JsonObject root, ImmutableArray<PolicyError>.Builder errors, CancellationToken cancellationToken)
    {
        var document = new PolicyDocument(text, root);
        var statements = ImmutableArray.CreateBuilder<PolicyStatement>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.Properties)
        {
            if (!names.Add(property.Name.Value))
                Doubt($"`{property.Name.Value}` is given more than once", property.Name.Span, PolicyErrorKind.Misleading);

            switch (property.Name.Value)
            {
                case "Version":
                    document.Version ??= property.Value is JsonString version ? new PolicyValue(version.Value, version) : null;
                    if (document.Version is null)
                        Doubt("`Version` must be a string", property.Value.Span);
                    else
                        CheckVersion(document.Version);
                    break;
                case "Id":
                    break;
                case "Statement" when property.Value is JsonArray array:
                    foreach (JsonNode item in array.Items)
                        Add(item);
                    break;
                case "Statement":
                    Add(property.Value);
                    break;
                default:
                    Doubt($"`{property.Name.Value}` is no element of a policy", property.Name.Span);
                    break;
            }
        }

        document.Statements = statements.ToImmutable();
        return document;

        void Add(JsonNode node)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (node is JsonObject item)
                statements.Add(new StatementReader(item, statements.Count, errors).Read());
            else
                Doubt("a statement must be an object", node.Span);
        }

        // No doubt about the meaning: IAM refuses the document.
        void CheckVersion(PolicyValue version)
        {
            if (version.HasHole || version.Text is PolicyDocument.VersionWithVariables or "2008-10-17")
                return;
            var mend = new TextEdit(version.Span, JsonText.Quote(PolicyDocument.VersionWithVariables));
            errors.Add(new PolicyError("`Version` must be `2012-10-17` or `2008-10-17`", version.Span, PolicyErrorKind.Refused, mend));
        }

        void Doubt(string message, SourceSpan span, PolicyErrorKind kind = PolicyErrorKind.Refused)
        {
            document.Ambiguity ??= message;
            errors.Add(new PolicyError(message, span, kind));
        }
    }
}
