using System.Collections.Frozen;
using System.Collections.Immutable;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>The configuration as read: who there is, and what may be done.</summary>
internal sealed record GatewayConfig
{
    /// <summary>The account that owns the tables behind the gateway.</summary>
    public required string TableAccount { get; init; }

    /// <summary>The one access key that forwarded requests are signed with, so that DynamoDB Local keeps one database for all.</summary>
    public string ForwardAccessKeyId { get; init; } = "local";

    /// <summary>The accounts, by their twelve digits.</summary>
    public IReadOnlyDictionary<string, AccountConfig> Accounts { get; init; } = FrozenDictionary<string, AccountConfig>.Empty;

    /// <summary>The tables that have policies or tags, by name.</summary>
    public IReadOnlyDictionary<string, TableFacts> Tables { get; init; } = new Dictionary<string, TableFacts>();

    /// <summary>The long-term credentials of all users, by access key id.</summary>
    public IReadOnlyDictionary<string, Credential> AccessKeys { get; init; } = FrozenDictionary<string, Credential>.Empty;

    /// <summary>The files that it was read from, the configuration file first.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>What is legal and yet not what it looks like, with its place.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The resource policy and tags of a table, by its name; null when none are configured.</summary>
    public TableFacts? FindTable(string table) => Tables.GetValueOrDefault(table);

    /// <summary>The resource control policies that protect an account's resources.</summary>
    public ImmutableArray<PolicyDocument> ResourceControl(string account) => Accounts.GetValueOrDefault(account)?.ResourceControl ?? [];

    /// <summary>The role of an ARN; null when there is none.</summary>
    public RoleConfig? FindRole(string account, string name) => Accounts.GetValueOrDefault(account)?.Roles.GetValueOrDefault(name);
}

/// <summary>What the configuration says of a table.</summary>
/// <param name="Policy">Its resource policy; null for none.</param>
/// <param name="Tags">Its tags, <c>aws:ResourceTag/…</c>.</param>
internal sealed record TableFacts(PolicyDocument? Policy, IReadOnlyDictionary<string, string> Tags);
