using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tenancy;

namespace TenantAnalyzers.Policies;

/// <summary>What a policy in a string opens to every tenant. The analyzer and its fix both ask here, so they cannot disagree.</summary>
internal sealed class PolicyFindings
{
    private readonly LiteralMap _map;
    private readonly TenantIdentity _identity;
    private readonly TenantHoles _holes;

    private PolicyFindings(LiteralMap map, PolicyDocument policy, SemanticModel model, TenantIdentity identity, CancellationToken cancellationToken)
    {
        _map = map;
        _identity = identity;
        _holes = new(model, identity, cancellationToken);
        Policy = policy;
        Options = new()
        {
            PrincipalTag = identity.Options.PrincipalTag,
            KeyFormat = identity.Options.KeyFormat,
            IsTenantHole = IsTenantHole,
            IsSharedTable = IsSharedTable,
        };
        Findings = IsolationProver.Prove(policy, Options, cancellationToken).Findings;
    }

    /// <summary>The policy.</summary>
    public PolicyDocument Policy { get; }

    /// <summary>What a tenant is in the policy's file, as the policy reader knows it.</summary>
    public TenancyModel Options { get; }

    /// <summary>The statements that open every tenant's items.</summary>
    public ImmutableArray<IsolationFinding> Findings { get; }

    /// <summary>Judges the policy that a literal holds; null when it holds none.</summary>
    public static PolicyFindings? Of(LiteralMap map, SemanticModel model, TenantIdentity identity, CancellationToken cancellationToken) =>
        PolicyReader.Read(map.Text, cancellationToken).Policy is { } policy ? new(map, policy, model, identity, cancellationToken) : null;

    private bool IsTenantHole(int offset) => _map.HoleAt(offset) is { } hole && _holes.HoldTenant(hole);

    private bool IsSharedTable(string table)
    {
        foreach (var shared in _identity.Options.SharedTables)
        {
            if (TenantNaming.Same(shared, table))
                return true;
        }
        return false;
    }
}
