using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>Reads one account of the configuration.</summary>
internal sealed partial class AccountReader(ConfigDocument document, PolicyMember policies, string account, Dictionary<string, Credential> keys)
{
    /// <summary>AWS attaches it to every account and nobody can take it away (Organizations user guide, "Resource control policies").</summary>
    [CrossTenant("AWS's RCPFullAWSAccess: a ceiling that grants nothing by itself")]
    private static readonly PolicyDocument FullAccess = PolicyReader.Read(
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""").Policy!;

    public Dictionary<string, TableFacts> Tables { get; } = new(StringComparer.Ordinal);

    public AccountConfig Read(JsonNode node)
    {
        ImmutableArray<PolicyDocument> serviceControl = [], resourceControl = [];
        JsonProperty? users = null, roles = null;
        var managed = new Dictionary<string, PolicyDocument>(StringComparer.Ordinal);
        var databases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty member in document.Members(node, "an account", ConfigMembers.Account))
        {
            switch (member.Name.Value)
            {
                case "users":
                    users = member;
                    break;
                case "roles":
                    roles = member;
                    break;
                case "managedPolicies":
                    ReadManaged(member, managed);
                    break;
                case "tables":
                    ReadTables(member);
                    break;
                case "databases":
                    ReadDatabases(member, databases);
                    break;
                case "serviceControlPolicies":
                    serviceControl = policies.ReadAll(document, member, "the service control policy", PolicyUse.Identity);
                    break;
                case "resourceControlPolicies":
                    resourceControl = policies.ReadAll(document, member, "the resource control policy", PolicyUse.Resource);
                    break;
            }
        }

        // Last: they carry the account's service control policies.
        var principals = new PrincipalReader(document, policies, account, serviceControl, keys);
        if (users is not null)
            principals.ReadUsers(users);
        return new AccountConfig
        {
            Roles = (roles is null ? [] : principals.ReadRoles(roles)).ToFrozenDictionary(),
            ManagedPolicies = managed.ToFrozenDictionary(),
            Databases = databases.ToFrozenDictionary(),
            ServiceControl = serviceControl,
            ResourceControl = resourceControl.IsEmpty ? [] : resourceControl.Add(FullAccess),
        };
    }

    private void ReadManaged(JsonProperty member, Dictionary<string, PolicyDocument> managed)
    {
        foreach (JsonProperty policy in document.Entries(member.Value, "`managedPolicies`", StringComparer.OrdinalIgnoreCase))
        {
            string? name = document.Name(policy.Name, PolicyNameRule(), "a policy's name has 1 to 128 letters, digits and `+ = , . @ - _`");
            if (policies.Read(document, policy.Value, $"the managed policy `{policy.Name.Value}`", PolicyUse.Identity) is { } read && name is not null)
                managed.Add(name, read);
        }
    }

    private void ReadTables(JsonProperty member)
    {
        foreach (JsonProperty table in document.Entries(member.Value, "`tables`", StringComparer.Ordinal))
        {
            string? name = document.Name(table.Name, TableNameRule(), "a table's name has 3 to 255 letters, digits and `_ . -`");
            string what = $"the table `{table.Name.Value}`";
            PolicyDocument? policy = null;
            ImmutableDictionary<string, string> tags = Configuration.Tags.None;
            foreach (JsonProperty fact in document.Members(table.Value, "a table", ConfigMembers.Table))
            {
                if (fact.Name.Value == "tags")
                    tags = TagReader.Read(document, fact);
                else
                    policy = policies.Read(document, fact.Value, "the resource policy of " + what, PolicyUse.Resource);
            }

            if (name is not null)
                Tables[name] = new TableFacts(policy, tags);
        }
    }

    private void ReadDatabases(JsonProperty member, Dictionary<string, string> databases)
    {
        foreach (JsonProperty database in document.Entries(member.Value, "`databases`", StringComparer.OrdinalIgnoreCase))
        {
            string? address = document.Name(database.Name, AddressRule(), "a database is named by `host:port`");
            if (document.String(database) is not { } id)
                continue;
            if (!ResourceIdRule().IsMatch(id))
                document.Error(database.Value.Span, $"`{id}` is no resource id of a database: letters, digits and `-`, as `cluster-SHOP`");
            else if (address is not null)
                databases.Add(address.ToLowerInvariant(), id);
        }
    }

    [GeneratedRegex(@"\A[\w+=,.@-]{1,128}\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex PolicyNameRule();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]{3,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TableNameRule();

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]+:[0-9]{1,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex AddressRule();

    [GeneratedRegex(@"\A[A-Za-z0-9-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceIdRule();
}
