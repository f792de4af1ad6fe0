using System.Collections.Immutable;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Identity;

/// <summary>What kind of principal signs.</summary>
internal enum CallerKind
{
    /// <summary>An IAM user with a long-term key.</summary>
    User,

    /// <summary>A session of a role.</summary>
    AssumedRole,
}

/// <summary>Who signed a request, as authorization and audit see it. Made when credentials are looked up; immutable.</summary>
internal sealed record Caller
{
    public required CallerKind Kind { get; init; }

    public required string AccessKeyId { get; init; }

    /// <summary>The twelve digits of the account.</summary>
    public required string Account { get; init; }

    /// <summary><c>arn:aws:iam::ACCOUNT:user/NAME</c> or <c>arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION</c>.</summary>
    public required string Arn { get; init; }

    /// <summary><c>AIDA…</c>, or <c>AROA…:SESSION</c>; the value of <c>aws:userid</c>.</summary>
    public required string PrincipalId { get; init; }

    /// <summary>The user's name; null for a session.</summary>
    public string? UserName { get; init; }

    /// <summary>The session; null for a user.</summary>
    public SessionFacts? Session { get; init; }

    /// <summary>The tags of the principal: the role's or user's, overridden by the session's. Names are compared without case.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = Configuration.Tags.None;

    /// <summary>What decides for this caller, but for the resource's own policies.</summary>
    public required PolicySet Policies { get; init; }
}

/// <summary>What a session has that a user has not.</summary>
/// <param name="RoleArn"><c>arn:aws:iam::ACCOUNT:role/ROLE</c>, the value of <c>aws:PrincipalArn</c>.</param>
/// <param name="RoleId"><c>AROA…</c>.</param>
/// <param name="RoleName">The role's name.</param>
/// <param name="Name">The session's name.</param>
/// <param name="Created">When it was issued.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="TransitiveTagKeys">The tags that a session made from this one inherits.</param>
internal sealed record SessionFacts(
    string RoleArn, string RoleId, string RoleName, string Name, DateTimeOffset Created, DateTimeOffset Expires, ImmutableArray<string> TransitiveTagKeys)
{
    /// <summary>The source identity, which every session made from this one inherits; null for none.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The tags of the session itself, given or inherited, without the role's.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = Configuration.Tags.None;
}
