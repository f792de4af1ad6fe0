using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>What a policy means for the isolation of tenants.</summary>
public enum IsolationVerdict
{
    /// <summary>It opens no tenant data.</summary>
    NotConcerned,

    /// <summary>It opens the tenant's own data only: proved.</summary>
    Isolated,

    /// <summary>It cannot be known from the text.</summary>
    CannotTell,

    /// <summary>It opens another tenant's data: there is a request for it.</summary>
    Leaks,
}

/// <summary>The rules that a policy can break.</summary>
public enum PolicyRule
{
    /// <summary>TNT3001: item actions with no condition on the leading keys.</summary>
    NoLeadingKeys = 3001,

    /// <summary>TNT3002: the condition can be slipped past.</summary>
    Slipped = 3002,

    /// <summary>TNT3003: the pattern matches other tenants.</summary>
    PatternMatchesOthers = 3003,

    /// <summary>TNT3004: the key names a fixed tenant.</summary>
    FixedTenant = 3004,

    /// <summary>TNT3005: policy variables without the version that has them.</summary>
    VariablesWithoutVersion = 3005,

    /// <summary>TNT3006: the resource is not bound to the tenant.</summary>
    ResourceNotBound = 3006,
}

/// <summary>A statement that breaks a rule.</summary>
/// <param name="Rule">The rule: the most specific, one for a statement.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Actions">The actions concerned, as in the catalog.</param>
/// <param name="Reason">What is wrong and how to mend it, in words without a final period: "`ForAllValues` holds for a request without the key".</param>
/// <param name="Witness">
/// The request for another tenant's data that is allowed, checked by the evaluator. Null for
/// <see cref="PolicyRule.VariablesWithoutVersion"/> when the statement only refuses the tenant's own requests.
/// </param>
public sealed record IsolationFinding(
    PolicyRule Rule, PolicyStatement Statement, ImmutableArray<string> Actions, string Reason, Witness? Witness);

/// <summary>The verdict on one statement.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Verdict">What it means.</param>
/// <param name="Reason">Why, in words without a final period.</param>
public sealed record StatementVerdict(PolicyStatement Statement, IsolationVerdict Verdict, string Reason);

/// <summary>What was proved about a policy.</summary>
/// <param name="Verdict">The worst verdict of the statements, <see cref="IsolationVerdict.Leaks"/> being worst.</param>
/// <param name="Reason">Why, in words without a final period.</param>
/// <param name="Statements">One verdict a statement, in text order.</param>
/// <param name="Findings">What is to be reported, in text order; at most one a statement.</param>
public sealed record IsolationReport(
    IsolationVerdict Verdict, string Reason, ImmutableArray<StatementVerdict> Statements, ImmutableArray<IsolationFinding> Findings);
