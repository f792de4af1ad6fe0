using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>The configuration as read: who there is, and what may be done.</summary>
internal sealed record GatewayConfig
{
    /// <summary>The account that owns the tables behind the gateway.</summary>
    public required string TableAccount { get; init; }

    /// <summary>The one access key that forwarded requests are signed with, so that DynamoDB Local keeps one database for all.</summary>
    public string ForwardAccessKeyId { get; init; } = "local";

    /// <summary>The tables that have policies or tags, by name.</summary>
    public IReadOnlyDictionary<string, TableFacts> Tables { get; init; } = new Dictionary<string, TableFacts>();

    /// <summary>The resource policy and tags of a table, by its name; null when none are configured.</summary>
    public TableFacts? FindTable(string table) => Tables.GetValueOrDefault(table);
}

/// <summary>What the configuration says of a table.</summary>
/// <param name="Policy">Its resource policy; null for none.</param>
/// <param name="Tags">Its tags, <c>aws:ResourceTag/…</c>.</param>
internal sealed record TableFacts(PolicyDocument? Policy, IReadOnlyDictionary<string, string> Tags);
