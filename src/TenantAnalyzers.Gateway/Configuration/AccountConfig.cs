using System.Collections.Frozen;
using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>What the configuration says of an account.</summary>
internal sealed record AccountConfig
{
    public IReadOnlyDictionary<string, RoleConfig> Roles { get; init; } = FrozenDictionary<string, RoleConfig>.Empty;

    /// <summary>Managed policies, by name: session policies may name them by ARN.</summary>
    public IReadOnlyDictionary<string, PolicyDocument> ManagedPolicies { get; init; } = FrozenDictionary<string, PolicyDocument>.Empty;

    /// <summary>The resource ids of database servers (<c>cluster-…</c>, <c>db-…</c>), by <c>host:port</c> in lower case.</summary>
    public IReadOnlyDictionary<string, string> Databases { get; init; } = FrozenDictionary<string, string>.Empty;

    public ImmutableArray<PolicyDocument> ServiceControl { get; init; } = [];

    /// <summary>With AWS's own <c>RCPFullAWSAccess</c> when there are any: it is always attached and cannot be taken away.</summary>
    public ImmutableArray<PolicyDocument> ResourceControl { get; init; } = [];
}

/// <summary>What the configuration says of a role.</summary>
internal sealed record RoleConfig
{
    public const int DefaultSessionDuration = 3600;

    public required string Account { get; init; }

    public required string Name { get; init; }

    /// <summary><c>AROA…</c>.</summary>
    public required string Id { get; init; }

    public required PolicyDocument Trust { get; init; }

    /// <summary>Identity policies, boundary and service control policies.</summary>
    public required PolicySet Policies { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = Configuration.Tags.None;

    /// <summary>In seconds.</summary>
    public int MaxSessionDuration { get; init; } = DefaultSessionDuration;

    public string Arn => $"arn:aws:iam::{Account}:role/{Name}";
}
