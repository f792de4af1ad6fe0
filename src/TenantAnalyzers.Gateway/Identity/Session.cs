using System.Collections.Immutable;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Identity;

/// <summary>A session of a role, as it was given out. What its role may do is the configuration's business, whenever it is asked.</summary>
internal sealed record Session
{
    public required string AccessKeyId { get; init; }

    public required string Secret { get; init; }

    public required string Token { get; init; }

    /// <summary>The role's account.</summary>
    public required string Account { get; init; }

    public required string RoleName { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The tags given to <c>AssumeRole</c> and those inherited.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = Configuration.Tags.None;

    public ImmutableArray<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>The session policy given as text; null for none.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>The names of the account's managed policies that limit the session, too.</summary>
    public ImmutableArray<string> ManagedPolicies { get; init; } = [];

    public string Arn => $"arn:aws:sts::{Account}:assumed-role/{RoleName}/{Name}";

    /// <summary>What the session's credentials are under a configuration; null when its role is gone.</summary>
    public Credential? Under(GatewayConfig config)
    {
        if (config.FindRole(Account, RoleName) is not { } role)
            return null;
        return new Credential(
            new Caller
            {
                Kind = CallerKind.AssumedRole,
                AccessKeyId = AccessKeyId,
                Account = Account,
                Arn = Arn,
                PrincipalId = $"{role.Id}:{Name}",
                // A session tag takes the place of the role's, whatever the case of their keys (IAM user guide, "Pass session tags").
                Tags = role.Tags.RemoveRange(Tags.Keys).AddRange(Tags),
                Policies = role.Policies with { Session = SessionPolicies(config) },
                Session = new SessionFacts(role.Arn, role.Id, RoleName, Name, Created, Expires, TransitiveTagKeys) { SourceIdentity = SourceIdentity, Tags = Tags },
            },
            Secret, Token, Expires);
    }

    private ImmutableArray<PolicyDocument> SessionPolicies(GatewayConfig config)
    {
        IReadOnlyDictionary<string, PolicyDocument> managed = config.Accounts[Account].ManagedPolicies;
        // A policy that is gone allows nothing; it must not be as if none had been given.
        IEnumerable<PolicyDocument> named = ManagedPolicies.Select(name => managed.GetValueOrDefault(name, NoPermissions.Policy));
        return Policy is null ? [.. named] : [Policy, .. named];
    }
}
