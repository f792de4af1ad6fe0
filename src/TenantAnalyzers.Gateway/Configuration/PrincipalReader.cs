using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>Reads the users and roles of an account.</summary>
internal sealed partial class PrincipalReader(
    ConfigDocument document, PolicyMember policies, string account, ImmutableArray<PolicyDocument> serviceControl, Dictionary<string, Credential> keys)
{
    private const int MinDuration = 3600;
    private const int MaxDuration = 43200;

    public void ReadUsers(JsonProperty member)
    {
        // "Names are not distinguished by case" (IAM user guide, "IAM and AWS STS quotas").
        foreach (JsonProperty user in document.Entries(member.Value, "`users`", StringComparer.OrdinalIgnoreCase))
        {
            document.Name(user.Name, NameRule(), "a user's name has 1 to 64 letters, digits and `+ = , . @ - _`");
            ReadUser(user);
        }
    }

    public Dictionary<string, RoleConfig> ReadRoles(JsonProperty member)
    {
        var roles = new Dictionary<string, RoleConfig>(StringComparer.Ordinal);
        foreach (JsonProperty role in document.Entries(member.Value, "`roles`", StringComparer.OrdinalIgnoreCase))
        {
            string? name = document.Name(role.Name, NameRule(), "a role's name has 1 to 64 letters, digits and `+ = , . @ - _`");
            if (ReadRole(role) is { } read && name is not null)
                roles.Add(name, read);
        }

        return roles;
    }

    private void ReadUser(JsonProperty user)
    {
        string name = user.Name.Value;
        PolicySet set = Set();
        ImmutableDictionary<string, string> tags = Tags.None;
        JsonProperty? accessKeys = null;
        foreach (JsonProperty member in document.Members(user.Value, "a user", ConfigMembers.User))
        {
            switch (member.Name.Value)
            {
                case "accessKeys":
                    accessKeys = member;
                    break;
                case "tags":
                    tags = TagReader.Read(document, member);
                    break;
                default:
                    set = ReadPolicies(member, set, $"user `{name}`");
                    break;
            }
        }

        foreach (JsonNode key in accessKeys is null ? [] : document.Items(accessKeys))
        {
            if (ReadAccessKey(key) is not { } read)
                continue;
            keys.Add(read.Id, new Credential(
                new Caller
                {
                    Kind = CallerKind.User,
                    AccessKeyId = read.Id,
                    Account = account,
                    Arn = $"arn:aws:iam::{account}:user/{name}",
                    PrincipalId = UniqueId.OfUser(account, name),
                    UserName = name,
                    Tags = tags,
                    Policies = set,
                },
                read.Secret, SessionToken: null, Expires: null));
        }
    }

    private (string Id, string Secret)? ReadAccessKey(JsonNode key)
    {
        string? id = null, secret = null;
        bool isComplete = document.Require(key, "the access key", "id") & document.Require(key, "the access key", "secret");
        foreach (JsonProperty member in document.Members(key, "an access key", ConfigMembers.AccessKey))
        {
            if (document.String(member) is not { } text)
                continue;
            if (member.Name.Value == "secret")
            {
                secret = text;
                if (text.Length == 0)
                    document.Error(member.Value.Span, "the secret is empty: give one");
            }
            else if (!KeyIdRule().IsMatch(text))
                document.Error(member.Value.Span, $"`{text}` is no access key id: 16 to 128 letters, digits and `_`, as `AKIAEXAMPLESHOP00001`");
            else if (text.StartsWith("ASIA", StringComparison.Ordinal))
                document.Error(member.Value.Span, $"`{text}`: `ASIA…` are the access keys of sessions, which `AssumeRole` gives; a user's start with `AKIA`");
            else if (keys.TryGetValue(text, out Credential? other))
                document.Error(member.Value.Span, $"the access key `{text}` belongs to `{other.Caller.Arn}` already: give each its own");
            else
                id = text;
        }

        return isComplete && id is not null && secret is { Length: > 0 } ? (id, secret) : null;
    }

    private RoleConfig? ReadRole(JsonProperty role)
    {
        string name = role.Name.Value;
        PolicySet set = Set();
        PolicyDocument? trust = null;
        ImmutableDictionary<string, string> tags = Tags.None;
        int duration = RoleConfig.DefaultSessionDuration;
        document.Require(role.Value, $"the role `{name}`", "trustPolicy");
        foreach (JsonProperty member in document.Members(role.Value, "a role", ConfigMembers.Role))
        {
            switch (member.Name.Value)
            {
                case "trustPolicy":
                    trust = policies.Read(document, member.Value, $"the trust policy of role `{name}`", PolicyUse.Trust);
                    break;
                case "tags":
                    tags = TagReader.Read(document, member);
                    break;
                case "maxSessionDuration":
                    duration = ReadDuration(member.Value);
                    break;
                default:
                    set = ReadPolicies(member, set, $"role `{name}`");
                    break;
            }
        }

        return trust is null ? null : new RoleConfig
        {
            Account = account,
            Name = name,
            Id = UniqueId.OfRole(account, name),
            Trust = trust,
            Policies = set,
            Tags = tags,
            MaxSessionDuration = duration,
        };
    }

    private PolicySet Set() => new() { ServiceControl = serviceControl };

    private PolicySet ReadPolicies(JsonProperty member, PolicySet set, string whose)
    {
        if (member.Name.Value == "policies")
            return set with { Identity = policies.ReadAll(document, member, $"the policy of {whose}", PolicyUse.Identity) };
        return policies.Read(document, member.Value, $"the permissions boundary of {whose}", PolicyUse.Identity) is { } boundary ? set with { Boundary = [boundary] } : set;
    }

    private int ReadDuration(JsonNode node)
    {
        if (node is JsonScalar { Kind: JsonNodeKind.Number } number
            && int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds is >= MinDuration and <= MaxDuration)
            return seconds;
        document.Error(node.Span, "`maxSessionDuration` is a whole number of seconds from 3600 to 43200");
        return RoleConfig.DefaultSessionDuration;
    }

    [GeneratedRegex(@"\A[\w+=,.@-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex NameRule();

    [GeneratedRegex(@"\A[A-Za-z0-9_]{16,128}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyIdRule();
}
