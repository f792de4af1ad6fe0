using System.Collections.Immutable;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>Reads the <c>Policies</c> of a SAM function or state machine.</summary>
/// <remarks>Source: SAM specification, <c>AWS::Serverless::Function</c>, property <c>Policies</c>.</remarks>
internal sealed class ServerlessPolicies(SiteCollector sites, PolicyOwners owners)
{
    /// <summary>Reads the property: names, policy documents and policy templates, alone or in a list.</summary>
    public void Read(JsonNode policies, string name)
    {
        foreach (JsonNode item in TemplateReader.Items(policies))
        {
            if (item is JsonString managed)
                sites.Skip($"the managed policy `{managed.Value}` of `{name}` is not written here", item.Span);
            else if (item is not JsonObject policy || Intrinsic.Of(item) is not null)
                sites.Skip($"a policy of `{name}` is not written here", item.Span);
            else if (policy.Find("Statement") is not null)
                owners.Add(name, sites.Add(policy, PolicyLayer.Identity, PolicySiteKind.Policy, name));
            else
                ReadTemplates(policy, name);
        }
    }

    private void ReadTemplates(JsonObject item, string name)
    {
        foreach (JsonProperty template in item.Properties)
        {
            if (ServerlessTemplates.Find(template.Name.Value) is not { } statements)
            {
                // The other templates are about other services.
                if (!ServerlessTemplates.IsOtherService(template.Name.Value))
                    sites.Skip($"`{template.Name.Value}` of `{name}` is not known", template.Span);
                continue;
            }

            var text = new MappedText();
            var functions = new TemplateText(sites.Scope);
            text.Add("{ \"Version\": \"2012-10-17\", \"Statement\": [", template.Span);
            for (int i = 0; i < statements.Length; i++)
                Write(statements[i], template, functions, text, first: i == 0);
            text.Add("] }", template.Span);
            if (sites.AddNamed(text, $"{name}/{template.Name.Value}", template.Span) is { } site)
                owners.Add(name, ImmutableArray.Create(site));
        }
    }

    private static void Write(ServerlessTemplates.Grant grant, JsonProperty template, TemplateText functions, MappedText text, bool first)
    {
        SourceSpan place = template.Span;
        text.Add((first ? "" : ", ") + "{ \"Effect\": \"Allow\", \"Action\": [", place);
        text.Add(string.Join(", ", grant.Actions.Select(static action => "\"dynamodb:" + action + "\"")), place);
        text.Add("], \"Resource\": [", place);
        for (int i = 0; i < grant.Resources.Length; i++)
        {
            if (i > 0)
                text.Add(", ", place);
            text.AddQuoted(Arn(grant.Resources[i], template, functions), place);
        }

        text.Add("] }", place);
    }

    private static MappedText Arn(string resource, JsonProperty template, TemplateText functions)
    {
        var arn = new MappedText();
        arn.Add("arn:", template.Span);
        arn.AddHole("AWS::Partition", template.Span);
        arn.Add(":dynamodb:", template.Span);
        arn.AddHole("AWS::Region", template.Span);
        arn.Add(":", template.Span);
        arn.AddHole("AWS::AccountId", template.Span);
        arn.Add(":", template.Span);
        string[] parts = resource.Split('{', '}');
        for (int i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 0)
            {
                arn.Add(parts[i], template.Span);
            }
            else if ((template.Value as JsonObject)?.Find(parts[i])?.Value is { } value)
            {
                MappedText given = functions.Read(value);
                arn.Add(given, 0, given.Length);
            }
            else
            {
                arn.AddHole(parts[i], template.Span);
            }
        }

        return arn;
    }
}
