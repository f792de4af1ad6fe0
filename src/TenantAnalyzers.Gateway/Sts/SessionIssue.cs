using System.Collections.Immutable;
using System.Globalization;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>Makes a session from a request that has been allowed, and says so.</summary>
internal static class SessionIssue
{
    /// <summary>The name of a managed policy of an account; null when an ARN is of none.</summary>
    public static string? ManagedName(string account, string arn)
    {
        string prefix = $"arn:aws:iam::{account}:policy/";
        return arn.StartsWith(prefix, StringComparison.Ordinal) ? arn[prefix.Length..] : null;
    }

    public static Session Create(AssumeRoleRequest request, Caller caller, DateTimeOffset now)
    {
        AssumeRoleFacts facts = request.Facts;
        ImmutableDictionary<string, string> tags = Tags.None.AddRange(facts.Tags);
        ImmutableArray<string> inherited = caller.Session?.TransitiveTagKeys ?? [];
        foreach (string key in inherited)
            tags = tags.SetItem(key, caller.Session!.Tags[key]);
        // Times have whole seconds on the wire.
        var created = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        (string accessKeyId, string secret, string token) = SessionStore.NewCredentials();
        return new Session
        {
            AccessKeyId = accessKeyId,
            Secret = secret,
            Token = token,
            Account = request.Account,
            RoleName = request.RoleName,
            Name = facts.SessionName,
            Created = created,
            Expires = created.AddSeconds(facts.DurationSeconds),
            Tags = tags,
            TransitiveTagKeys = [.. inherited, .. facts.TransitiveTagKeys.Distinct(StringComparer.OrdinalIgnoreCase)],
            SourceIdentity = facts.SourceIdentity ?? caller.Session?.SourceIdentity,
            Policy = request.Policy,
            ManagedPolicies = [.. facts.PolicyArns.Select(arn => ManagedName(request.Account, arn)!)],
        };
    }

    public static string Write(Session session, AssumeRoleFacts facts, string requestId) => StsXml.Write("AssumeRole", requestId, xml =>
    {
        if (session.SourceIdentity is { } source)
            StsXml.Element(xml, "SourceIdentity", source);
        xml.WriteStartElement("AssumedRoleUser");
        StsXml.Element(xml, "AssumedRoleId", facts.AssumedRoleId!);
        StsXml.Element(xml, "Arn", session.Arn);
        xml.WriteEndElement();
        xml.WriteStartElement("Credentials");
        StsXml.Element(xml, "AccessKeyId", session.AccessKeyId);
        StsXml.Element(xml, "SecretAccessKey", session.Secret);
        StsXml.Element(xml, "SessionToken", session.Token);
        StsXml.Element(xml, "Expiration", StsXml.Time(session.Expires));
        xml.WriteEndElement();
        if (facts.PackedPolicySize is not { } packed)
            return;
        string percent = packed.ToString(CultureInfo.InvariantCulture);
        StsXml.Element(xml, "PackedPolicySize", percent);
        // What newer SDKs read in its place.
        StsXml.Element(xml, "SessionTokenUtilization", percent);
    });
}
