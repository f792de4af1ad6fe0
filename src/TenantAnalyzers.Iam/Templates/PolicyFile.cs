using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>What a file is, as far as policies go.</summary>
public enum PolicyFileKind
{
    /// <summary>JSON in which no policy is looked for, or found.</summary>
    Other,

    /// <summary>A policy document, a statement, or a collection of them.</summary>
    Policy,

    /// <summary>A CloudFormation or SAM template.</summary>
    Template,

    /// <summary>What <c>aws iam get-account-authorization-details</c> prints.</summary>
    AccountDetails,

    /// <summary>No JSON. What a broken file was meant to say nobody knows, so nothing is read from it.</summary>
    Invalid,
}

/// <summary>The policies of a file.</summary>
public sealed class PolicyFile
{
    internal PolicyFile(PolicyFileKind kind) => Kind = kind;

    /// <summary>What the file is.</summary>
    public PolicyFileKind Kind { get; }

    /// <summary>The policies, in text order.</summary>
    public ImmutableArray<PolicySite> Sites { get; internal init; } = ImmutableArray<PolicySite>.Empty;

    /// <summary>What is wrong with the file as a whole; each site has its own errors besides (<see cref="PolicySite.Errors"/>).</summary>
    public ImmutableArray<PolicyError> Errors { get; internal init; } = ImmutableArray<PolicyError>.Empty;

    /// <summary>What could hold a policy and was not read, with the reason. These are no errors.</summary>
    public ImmutableArray<PolicyError> Skipped { get; internal init; } = ImmutableArray<PolicyError>.Empty;

    /// <summary>The tables that a template declares.</summary>
    public ImmutableArray<TableFact> Tables { get; internal init; } = ImmutableArray<TableFact>.Empty;

    /// <summary>Why there is no site, in words without a final period; null when there is one.</summary>
    public string? Reason { get; internal init; }
}
