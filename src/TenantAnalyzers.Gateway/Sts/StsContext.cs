using System.Collections.Immutable;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>The condition keys of an <c>AssumeRole</c>.</summary>
/// <remarks>Source: IAM user guide, "Available keys for AWS STS" and "Pass session tags in AWS STS".</remarks>
internal static class StsContext
{
    public static RequestContext Of(Caller caller, RoleConfig role, AssumeRoleFacts facts, ConnectionFacts connection)
    {
        var keys = new List<KeyValuePair<string, ImmutableArray<string>>>();
        CallerContext.Add(keys, connection);
        Add("sts:RoleSessionName", facts.SessionName);
        if (facts.ExternalId is { } external)
            Add("sts:ExternalId", external);
        if ((facts.SourceIdentity ?? caller.Session?.SourceIdentity) is { } source)
            Add("sts:SourceIdentity", source);
        if (!facts.Tags.IsEmpty)
            keys.Add(new("aws:TagKeys", [.. facts.Tags.Select(static tag => tag.Key)]));
        if (!facts.TransitiveTagKeys.IsEmpty)
            keys.Add(new("sts:TransitiveTagKeys", facts.TransitiveTagKeys));
        foreach (KeyValuePair<string, string> tag in facts.Tags)
            Add("aws:RequestTag/" + tag.Key, tag.Value);

        Add("aws:ResourceAccount", role.Account);
        foreach (KeyValuePair<string, string> tag in role.Tags)
        {
            Add("aws:ResourceTag/" + tag.Key, tag.Value);
            Add("iam:ResourceTag/" + tag.Key, tag.Value);
        }

        return CallerDecisions.Of(caller).Context.With(keys);

        void Add(string key, string value) => keys.Add(new(key, [value]));
    }
}
