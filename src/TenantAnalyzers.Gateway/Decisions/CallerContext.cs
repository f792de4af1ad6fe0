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
        keys.Add(new("aws:SourceIp", [Address(connection.SourceIp)]));
        keys.Add(new("aws:SecureTransport", connection.IsSecure ? True : False));
        keys.Add(new("aws:RequestedRegion", [connection.Region]));
        if (connection.UserAgent is { } agent)
            keys.Add(new("aws:UserAgent", [agent]));
        Clock clock = Clock.At(connection.Now);
        keys.Add(new("aws:CurrentTime", clock.Current));
        keys.Add(new("aws:EpochTime", clock.Epoch));
    }

    // A socket for both families shows an IPv4 address as `::ffff:192.0.2.1` (RFC 4291 section 2.5.5.2), which no policy means.
    private static string Address(string address)
    {
        const string Mapped = "::ffff:";
        return address.StartsWith(Mapped, StringComparison.OrdinalIgnoreCase) && address.Contains('.', StringComparison.Ordinal) ? address[Mapped.Length..] : address;
    }

    private static readonly ImmutableArray<string> True = ["true"];
    private static readonly ImmutableArray<string> False = ["false"];

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A second in words, made once for all requests in it.</summary>
    private sealed record Clock(long Second, ImmutableArray<string> Current, ImmutableArray<string> Epoch)
    {
        private static Clock s_last = new(long.MinValue, [], []);

        public static Clock At(DateTimeOffset now)
        {
            long second = now.ToUnixTimeSeconds();
            Clock last = Volatile.Read(ref s_last);
            if (last.Second == second)
                return last;
            last = new Clock(second, [Text(now)], [second.ToString(CultureInfo.InvariantCulture)]);
            Volatile.Write(ref s_last, last);
            return last;
        }
    }
}
