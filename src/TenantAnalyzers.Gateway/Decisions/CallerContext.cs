using System.Collections.Immutable;
using System.Globalization;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Decisions;

/// <summary>The condition keys of caller and connection.</summary>
/// <remarks>Source: IAM user guide, "AWS global condition context keys".</remarks>
internal static class CallerContext
{
    /// <summary>The keys that a caller always carries.</summary>
    public static RequestContext Of(Caller caller)
    {
        var keys = new List<KeyValuePair<string, ImmutableArray<string>>>();
        Add("aws:PrincipalArn", caller.Session?.RoleArn ?? caller.Arn);
        Add("aws:PrincipalAccount", caller.Account);
        Add("aws:PrincipalType", caller.Kind == CallerKind.User ? "User" : "AssumedRole");
        Add("aws:PrincipalIsAWSService", "false");
        Add("aws:ViaAWSService", "false");
        Add("aws:userid", caller.PrincipalId);
        if (caller.UserName is { } name)
            Add("aws:username", name);
        if (caller.Session is { } session)
        {
            Add("aws:TokenIssueTime", Text(session.Created));
            // Long-term keys do not carry it.
            Add("aws:MultiFactorAuthPresent", "false");
            if (session.SourceIdentity is { } source)
                Add("aws:SourceIdentity", source);
        }

        foreach (KeyValuePair<string, string> tag in caller.Tags)
            Add("aws:PrincipalTag/" + tag.Key, tag.Value);
        return RequestContext.Empty.With(keys);

        void Add(string key, string value) => keys.Add(new(key, [value]));
    }

    /// <summary>The keys of a connection.</summary>
    public static void Add(List<KeyValuePair<string, ImmutableArray<string>>> keys, in ConnectionFacts connection)
    {
        keys.Add(new("aws:SourceIp", [connection.SourceIp]));
        keys.Add(new("aws:SecureTransport", [connection.IsSecure ? "true" : "false"]));
        keys.Add(new("aws:RequestedRegion", [connection.Region]));
        if (connection.UserAgent is { Length: > 0 } agent)
            keys.Add(new("aws:UserAgent", [agent]));
        keys.Add(new("aws:CurrentTime", [Text(connection.Now)]));
        keys.Add(new("aws:EpochTime", [connection.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]));
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
