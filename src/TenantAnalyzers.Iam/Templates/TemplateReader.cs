using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Finds the policies of a CloudFormation or SAM template.</summary>
/// <remarks>Source: CloudFormation template reference, resource types <c>AWS::IAM::*</c>, <c>AWS::DynamoDB::*</c>, <c>AWS::SSO::PermissionSet</c>.</remarks>
internal sealed class TemplateReader(SiteCollector sites, CancellationToken cancellationToken)
{
    private readonly PolicyOwners _owners = new();

    /// <summary>Reads the template.</summary>
    public PolicyFile Read(JsonObject root, JsonObject resources)
    {
        foreach (JsonProperty property in resources.Properties)
        {
            if (property.Value is JsonObject resource && resource.Find("Type")?.Value is JsonString type)
                sites.Scope.Add(new TemplateResource(property.Name.Value, type.Value, resource.Find("Properties")?.Value as JsonObject, property.Span));
        }

        foreach (TemplateResource resource in sites.Scope.Resources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadResource(resource);
        }

        if (root.Find("Globals")?.Value is JsonObject globals && globals.Find("Function")?.Value is JsonObject function
            && function.Find("Policies")?.Value is { } policies)
        {
            new ServerlessPolicies(sites, _owners).Read(policies, "Globals");
        }

        _owners.Join();
        return sites.ToFile(PolicyFileKind.Template, TableReader.Read(sites.Scope), "the template holds no policy");
    }

    private void ReadResource(TemplateResource resource)
    {
        switch (resource.Type)
        {
            case "AWS::IAM::Role" or "AWS::IAM::User" or "AWS::IAM::Group":
                ReadPrincipal(resource);
                break;
            case "AWS::IAM::Policy" or "AWS::IAM::ManagedPolicy" or "AWS::IAM::RolePolicy" or "AWS::IAM::UserPolicy" or "AWS::IAM::GroupPolicy":
                if (resource.Find("PolicyDocument") is { } document)
                    ReadAttached(resource, document);
                break;
            case "AWS::Serverless::Function" or "AWS::Serverless::StateMachine":
                if (resource.Find("Policies") is { } policies)
                    new ServerlessPolicies(sites, _owners).Read(policies, resource.Id);
                ReadTrust(resource);
                break;
            case "AWS::SSO::PermissionSet":
                if (resource.Find("InlinePolicy") is { } inline)
                    _owners.Add(resource.Id, sites.Add(inline, PolicyLayer.Identity, PolicySiteKind.Policy, resource.Id));
                SkipManaged(resource, "ManagedPolicies");
                break;
            case "AWS::DynamoDB::Table":
                ReadResourcePolicy(resource.Properties, resource.Id);
                break;
            case "AWS::DynamoDB::GlobalTable":
                foreach (JsonNode replica in (resource.Find("Replicas") as JsonArray)?.Items ?? ImmutableArray<JsonNode>.Empty)
                    ReadResourcePolicy(replica as JsonObject, resource.Id);
                break;
        }
    }

    private void ReadPrincipal(TemplateResource resource)
    {
        foreach (JsonNode item in Items(resource.Find("Policies")))
        {
            if (item is JsonObject policy && policy.Find("PolicyDocument")?.Value is { } document)
            {
                string name = policy.Find("PolicyName")?.Value is JsonString text ? $"{resource.Id}/{text.Value}" : resource.Id;
                _owners.Add(resource.Id, sites.Add(document, PolicyLayer.Identity, PolicySiteKind.Policy, name));
            }
            else
            {
                sites.Skip($"a policy of `{resource.Id}` is not written here", item.Span);
            }
        }

        SkipManaged(resource, "ManagedPolicyArns");
        // A boundary that is another resource of the template limits the role; one that is elsewhere is not known.
        if (resource.Find("PermissionsBoundary") is { } boundary && Intrinsic.Of(boundary) is { Name: "Ref", Argument: JsonString id })
            _owners.Bound(resource.Id, id.Value);
        ReadTrust(resource);
    }

    private void ReadTrust(TemplateResource resource)
    {
        if (resource.Find("AssumeRolePolicyDocument") is { } trust)
            _owners.AddTrust(resource.Id, sites.Add(trust, PolicyLayer.Resource, PolicySiteKind.Trust, resource.Id));
    }

    private void ReadAttached(TemplateResource resource, JsonNode document)
    {
        ImmutableArray<PolicySite> added = sites.Add(document, PolicyLayer.Identity, PolicySiteKind.Policy, resource.Id);
        _owners.Declare(resource.Id, added);
        foreach (string property in new[] { "Roles", "Users", "Groups", "RoleName", "UserName", "GroupName" })
        {
            foreach (JsonNode item in Items(resource.Find(property)))
                _owners.Add(Intrinsic.Of(item) is { Name: "Ref", Argument: JsonString id } ? id.Value : property + "/" + Name(item), added);
        }
    }

    private static string Name(JsonNode node) => node is JsonString text ? text.Value : node.Span.ToString();

    private void SkipManaged(TemplateResource resource, string property)
    {
        foreach (JsonNode item in Items(resource.Find(property)))
        {
            if (item is JsonString arn)
                sites.Skip($"the managed policy `{arn.Value}` of `{resource.Id}` is not written here", item.Span);
            else if (Intrinsic.Of(item) is { Name: "Ref", Argument: JsonString id } && sites.Scope.Find(id.Value) is { Type: "AWS::IAM::ManagedPolicy" })
                _owners.Attach(resource.Id, id.Value);
            else
                sites.Skip($"a managed policy of `{resource.Id}` is not written here", item.Span);
        }
    }

    private void ReadResourcePolicy(JsonObject? properties, string name)
    {
        if (properties?.Find("ResourcePolicy")?.Value is JsonObject policy && policy.Find("PolicyDocument")?.Value is { } document)
            sites.Add(document, PolicyLayer.Resource, PolicySiteKind.Policy, name);
    }

    /// <summary>The items of a list, or a value that stands for one, each with its branches.</summary>
    internal static IEnumerable<JsonNode> Items(JsonNode? value)
    {
        var items = new List<JsonNode>();
        if (value is null)
            return items;
        var lists = new List<JsonNode>();
        Intrinsic.Branches(value, lists);
        foreach (JsonNode list in lists)
        {
            if (list is JsonArray array)
            {
                foreach (JsonNode item in array.Items)
                    Intrinsic.Branches(item, items);
            }
            else
            {
                items.Add(list);
            }
        }

        return items;
    }
}
