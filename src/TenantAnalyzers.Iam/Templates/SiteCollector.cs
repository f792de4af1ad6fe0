using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Collects the policies of one file.</summary>
internal sealed class SiteCollector(string file, CancellationToken cancellationToken)
{
    private readonly ImmutableArray<PolicySite>.Builder _sites = ImmutableArray.CreateBuilder<PolicySite>();
    private readonly ImmutableArray<PolicyError>.Builder _skipped = ImmutableArray.CreateBuilder<PolicyError>();

    /// <summary>What the functions of a template can speak of.</summary>
    public TemplateScope Scope { get; } = new(file);

    /// <summary>Adds the policy in a value: an object, a string that holds one, or either in a branch of <c>Fn::If</c>.</summary>
    public ImmutableArray<PolicySite> Add(JsonNode node, PolicyLayer layer, PolicySiteKind kind, string name)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var added = ImmutableArray.CreateBuilder<PolicySite>();
        var branches = new List<JsonNode>();
        Intrinsic.Branches(node, branches);
        foreach (JsonNode branch in branches)
        {
            if (AddBranch(branch, layer, kind, name) is { } site)
                added.Add(site);
        }

        return added.ToImmutable();
    }

    /// <summary>Adds the policy that statements make which stand alone.</summary>
    public void AddStatements(JsonNode statements, string name)
    {
        var writer = new PolicyWriter(Scope);
        AddText(writer.WriteStatements(statements), SiteEncoding.Plain, PolicyLayer.Identity, PolicySiteKind.Policy, name, statements.Span, writer);
    }

    /// <summary>Adds a policy that the file only names.</summary>
    public PolicySite? AddNamed(MappedText text, string name, SourceSpan place) =>
        AddText(text, SiteEncoding.None, PolicyLayer.Identity, PolicySiteKind.Policy, name, place, null);

    /// <summary>Notes what is not read.</summary>
    public void Skip(string reason, SourceSpan place) => _skipped.Add(new PolicyError(reason, place));

    /// <summary>What was collected.</summary>
    public PolicyFile ToFile(PolicyFileKind kind, ImmutableArray<TableFact> tables, string reason) => new(kind)
    {
        Sites = _sites.ToImmutable(),
        Skipped = _skipped.ToImmutable(),
        Tables = tables,
        Reason = _sites.Count == 0 ? reason : null,
    };

    private PolicySite? AddBranch(JsonNode node, PolicyLayer layer, PolicySiteKind kind, string name)
    {
        if (node is JsonString text && PolicyString.Decode(text, out SiteEncoding encoding) is { } decoded)
            return AddText(decoded, encoding, layer, kind, name, node.Span, null);
        if (node is not JsonObject value || Intrinsic.Of(node) is not null)
        {
            Skip($"the policy of `{name}` is not written here", node.Span);
            return null;
        }

        var writer = new PolicyWriter(Scope);
        return AddText(writer.Write(value), SiteEncoding.Plain, layer, kind, name, node.Span, writer);
    }

    private PolicySite? AddText(
        MappedText text, SiteEncoding encoding, PolicyLayer layer, PolicySiteKind kind, string name, SourceSpan place, PolicyWriter? writer)
    {
        PolicyReading reading = PolicyReader.Read(text.Complete(), cancellationToken);
        if (reading.Policy is not { } policy)
        {
            Skip(writer?.Doubt ?? $"`{name}` holds no statement", place);
            return null;
        }

        var errors = ImmutableArray.CreateBuilder<PolicyError>();
        foreach (PolicyError error in reading.Errors)
            errors.Add(error with { Span = text.SpanOf(error.Span) });
        if (writer is not null)
        {
            policy.Ambiguity ??= writer.Doubt;
            errors.AddRange(writer.Errors);
        }

        var site = new PolicySite(policy, errors.ToImmutable(), text, encoding, layer, kind, name);
        _sites.Add(site);
        return site;
    }
}
