using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>What JSON values look like.</summary>
internal static class PolicyShape
{
    /// <summary>Whether an object is a policy document: its <c>Statement</c> holds at least one object with <c>Effect</c>.</summary>
    public static bool IsPolicy(JsonObject node) => PolicyReader.IsPolicy(node);

    /// <summary>Whether an object is a template: it has resources, and they have types.</summary>
    public static bool IsTemplate(JsonObject root, JsonObject resources)
    {
        if (root.Find("AWSTemplateFormatVersion") is not null)
            return true;
        foreach (JsonProperty resource in resources.Properties)
        {
            if (resource.Value is JsonObject value && value.Find("Type")?.Value is JsonString { Value: var type } && type.IndexOf("::", StringComparison.Ordinal) > 0)
                return true;
        }

        return false;
    }

    /// <summary>A trust policy names principals and the actions of STS.</summary>
    public static PolicySiteKind KindOf(JsonObject policy)
    {
        bool trust = false;
        foreach (JsonObject statement in Statements(policy))
        {
            if (statement.Find("Principal") is null || statement.Find("Resource") is not null)
                return PolicySiteKind.Policy;
            trust = true;
        }

        return trust ? PolicySiteKind.Trust : PolicySiteKind.Policy;
    }

    /// <summary>A policy that names principals is one of a resource.</summary>
    public static PolicyLayer LayerOf(JsonObject policy)
    {
        foreach (JsonObject statement in Statements(policy))
        {
            if (statement.Find("Principal") is not null || statement.Find("NotPrincipal") is not null)
                return PolicyLayer.Resource;
        }

        return PolicyLayer.Identity;
    }

    /// <summary>Collects the policies anywhere in a value, and lists of statements that stand alone.</summary>
    public static void Collect(JsonNode root, SiteCollector sites, CancellationToken cancellationToken)
    {
        var pending = new Stack<(JsonNode Node, string Name)>();
        pending.Push((root, ""));
        while (pending.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (JsonNode node, string name) = pending.Pop();
            if (node is JsonObject policy && IsPolicy(policy))
            {
                sites.Add(policy, LayerOf(policy), KindOf(policy), name);
            }
            else if (IsStatements(node) || (ReferenceEquals(node, root) && IsStatement(node)))
            {
                sites.AddStatements(node, name);
            }
            else if (node is JsonObject value)
            {
                for (int i = value.Properties.Length - 1; i >= 0; i--)
                    pending.Push((value.Properties[i].Value, value.Properties[i].Name.Value));
            }
            else if (node is JsonString text)
            {
                if (PolicyReader.MayBePolicy(text.Value))
                    sites.Add(text, PolicyLayer.Identity, PolicySiteKind.Policy, name);
            }
            else if (node is JsonArray array)
            {
                for (int i = array.Items.Length - 1; i >= 0; i--)
                    pending.Push((array.Items[i], name));
            }
        }
    }

    private static IEnumerable<JsonObject> Statements(JsonObject policy)
    {
        JsonNode? value = policy.Find("Statement")?.Value;
        if (value is JsonObject only)
            yield return only;
        if (value is JsonArray array)
        {
            foreach (JsonNode item in array.Items)
            {
                if (item is JsonObject statement)
                    yield return statement;
            }
        }
    }

    private static bool IsStatements(JsonNode node) => node is JsonArray { Items: { IsEmpty: false } items } && items.All(IsStatement);

    private static bool IsStatement(JsonNode node) =>
        node is JsonObject statement && statement.Find("Effect")?.Value is JsonString { Value: "Allow" or "Deny" }
        && (statement.Find("Action") ?? statement.Find("NotAction")) is not null;
}
