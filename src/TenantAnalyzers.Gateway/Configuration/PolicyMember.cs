using System.Collections.Immutable;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>What a policy is for: decides which elements its statements must and may not have.</summary>
internal enum PolicyUse
{
    /// <summary>Attached to a user or role, as a boundary too; managed; or a service control policy: no principal.</summary>
    Identity,

    /// <summary>A role's trust policy: a principal, no resource.</summary>
    Trust,

    /// <summary>Of a table, or a resource control policy: a principal and a resource.</summary>
    Resource,
}

/// <summary>Reads policies: they stand in the configuration, or in a file that it names.</summary>
internal sealed class PolicyMember(string folder, ConfigFile files, List<string> warnings)
{
    /// <summary>A policy; null when it is none, which is an error.</summary>
    public PolicyDocument? Read(ConfigDocument document, JsonNode node, string what, PolicyUse use)
    {
        if (node is not JsonObject { } value)
        {
            document.Error(node.Span, $"{what} must be a policy, or {{\"file\": \"path\"}}");
            return null;
        }

        return value.Find("file") is null ? ReadObject(document, value, what, use) : ReadFile(document, value, what, use);
    }

    /// <summary>A list of policies; those that are none are left out.</summary>
    public ImmutableArray<PolicyDocument> ReadAll(ConfigDocument document, JsonProperty member, string what, PolicyUse use) =>
        [.. document.Items(member).Select(item => Read(document, item, what, use)).OfType<PolicyDocument>()];

    private PolicyDocument? ReadFile(ConfigDocument document, JsonObject reference, string what, PolicyUse use)
    {
        PolicyDocument? policy = null;
        foreach (JsonProperty member in document.Members(reference, what, ConfigMembers.PolicyFile))
        {
            if (document.String(member) is not { } name)
                continue;
            string path = Path.GetFullPath(Path.Combine(folder, name));
            if (files.Read(path, out string? problem) is { } file)
                policy = file.Root is JsonObject root ? ReadObject(file.Document, root, "the policy", use) : NoObject(file.Document, file.Root);
            else if (problem is not null)
                document.Error(member.Value.Span, $"{what}: `{name}` cannot be read: {problem}");
        }

        return policy;

        static PolicyDocument? NoObject(ConfigDocument document, JsonNode root)
        {
            document.Error(root.Span, "a policy must be an object");
            return null;
        }
    }

    private PolicyDocument? ReadObject(ConfigDocument document, JsonObject node, string what, PolicyUse use)
    {
        if (node.Find("Statement") is null)
        {
            document.Error(new SourceSpan(node.Span.Start, 1), $"{what} has no `Statement`: add it, or leave the policy out");
            return null;
        }

        PolicyReading reading = PolicyReader.Read(document.Text, node, CancellationToken.None);
        bool isRefused = false;
        foreach ((SourceSpan span, string message) in PolicyProblems.Find(reading, document.Text, use))
        {
            document.Error(span, $"{what} would be refused by IAM: {message}");
            isRefused = true;
        }

        warnings.AddRange(reading.Errors.Where(static error => error.Kind == PolicyErrorKind.Misleading).Select(error => document.At(error.Span, error.Message)));
        return isRefused ? null : reading.Policy;
    }
}
