using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>
/// Finds the policies in JSON text: policy documents, CloudFormation and SAM templates, account authorization details. Total: any text
/// gives a file, never an exception.
/// </summary>
public static class PolicyFiles
{
    /// <summary>Whether a text can hold anything that is looked for here: a cheap look before reading it.</summary>
    public static bool MayHoldPolicy(string text) =>
        Has(text, "Effect") || Has(text, "AWS::DynamoDB::") || Has(text, "AWS::Serverless::") || Has(text, "DetailList");

    /// <summary>Reads a text.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PolicyFile Read(string text, CancellationToken cancellationToken = default)
    {
        JsonReading json = JsonReader.Read(text, cancellationToken);
        if (!json.IsValid)
        {
            return new PolicyFile(PolicyFileKind.Invalid)
            {
                Errors = json.Errors.Select(static error => new PolicyError(error.Message, error.Span)).ToImmutableArray(),
                Reason = "the text is not valid JSON: " + json.Errors[0].Message,
            };
        }

        var sites = new SiteCollector(text, cancellationToken);
        if (json.Root is JsonObject root)
        {
            if (PolicyShape.IsPolicy(root))
                return ReadPolicy(text, root, cancellationToken);
            if (root.Find("Resources")?.Value is JsonObject resources && PolicyShape.IsTemplate(root, resources))
                return new TemplateReader(sites, cancellationToken).Read(root, resources);
            if (AccountReader.IsAccount(root))
                return new AccountReader(sites, cancellationToken).Read(root);
        }

        PolicyShape.Collect(json.Root!, sites, cancellationToken);
        PolicyFile found = sites.ToFile(PolicyFileKind.Policy, ImmutableArray<TableFact>.Empty, "");
        return found.Sites.IsEmpty
            ? new PolicyFile(PolicyFileKind.Other) { Skipped = found.Skipped, Reason = "it is no policy, template or account authorization details" }
            : found;
    }

    private static PolicyFile ReadPolicy(string text, JsonObject root, CancellationToken cancellationToken)
    {
        // Placeholders of a template engine are holes; without any, the file's own text is the policy's.
        if (text.IndexOf("{{", StringComparison.Ordinal) >= 0)
        {
            var sites = new SiteCollector(text, cancellationToken);
            sites.Add(root, PolicyShape.LayerOf(root), PolicyShape.KindOf(root), "");
            return sites.ToFile(PolicyFileKind.Policy, ImmutableArray<TableFact>.Empty, "it holds no statement");
        }

        PolicyReading reading = PolicyReader.Read(text, root, cancellationToken);
        PolicySite site = new(
            reading.Policy!, reading.Errors, null, SiteEncoding.Plain, PolicyShape.LayerOf(root), PolicyShape.KindOf(root), "");
        return new PolicyFile(PolicyFileKind.Policy) { Sites = ImmutableArray.Create(site) };
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
