using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>What the functions of a template can speak of: its resources.</summary>
internal sealed class TemplateScope(string file)
{
    private readonly Dictionary<string, TemplateResource> _resources = new(StringComparer.Ordinal);

    /// <summary>The file's text.</summary>
    public string File { get; } = file;

    /// <summary>The resources in text order.</summary>
    public List<TemplateResource> Resources { get; } = [];

    /// <summary>The resource of that logical id.</summary>
    public TemplateResource? Find(string id) => _resources.TryGetValue(id, out TemplateResource? resource) ? resource : null;

    /// <summary>Adds a resource; of two with one id the first is meant.</summary>
    public void Add(TemplateResource resource)
    {
        Resources.Add(resource);
        if (!_resources.ContainsKey(resource.Id))
            _resources.Add(resource.Id, resource);
    }
}

/// <summary>A resource of a template.</summary>
/// <param name="Id">The logical id.</param>
/// <param name="Type">The type, <c>AWS::DynamoDB::Table</c>.</param>
/// <param name="Properties">The properties; null when it has none.</param>
/// <param name="Span">The resource's place.</param>
internal sealed record TemplateResource(string Id, string Type, JsonObject? Properties, SourceSpan Span)
{
    /// <summary>Whether the resource is a table.</summary>
    public bool IsTable => Type is "AWS::DynamoDB::Table" or "AWS::DynamoDB::GlobalTable" or "AWS::Serverless::SimpleTable";

    /// <summary>The service part of the type, in lower case: what the resource's ARN has, or something that no table's ARN has.</summary>
    public string Service => Type.Split(':') is { Length: > 2 } parts ? parts[2].ToLowerInvariant() : "unknown";

    /// <summary>A property's value.</summary>
    public JsonNode? Find(string property) => Properties?.Find(property)?.Value;
}
