using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Judges the policies of a file, each in the sets that it takes part in.</summary>
public static class SiteProof
{
    // A policy that leaks alone is looked at with each of its holders; somebody with more of them than this has other worries.
    private const int MaxSets = 64;

    /// <summary>
    /// Judges a policy. It leaks when it does so for one of its holders. What a policy does not give alone, no other policy can add to it,
    /// so the sets matter only for one that leaks alone.
    /// </summary>
    /// <param name="site">The policy.</param>
    /// <param name="model">What a tenant is. Its <see cref="TenancyModel.IsTenantHole"/> is asked only when <paramref name="isTenantName"/> is null.</param>
    /// <param name="isTenantName">Whether the name of a hole (<see cref="PolicySite.HoleAt"/>) denotes the tenant.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static IsolationReport Prove(
        PolicySite site, TenancyModel model, Func<string, bool>? isTenantName = null, CancellationToken cancellationToken = default)
    {
        if (site.Kind == PolicySiteKind.Trust)
            return NotConcerned(site, "it says who may assume a role");
        if (site.Layer == PolicyLayer.Boundary)
            return NotConcerned(site, "a permissions boundary grants nothing");
        if (isTenantName is not null)
            model = model with { IsTenantHole = offset => site.HoleAt(offset) is { } name && isTenantName(name) };

        IsolationReport report = IsolationProver.Prove(new PolicySet().With(site.Layer, site.Policy), site.Policy, model, cancellationToken);
        if (report.Verdict != IsolationVerdict.Leaks)
            return report;
        for (int i = 0; i < Math.Min(site.Sets.Length, MaxSets); i++)
        {
            PolicySet set = site.Sets[i];
            if (set.Identity.Length + set.Resource.Length + set.Boundary.Length > 1)
                report = IsolationProver.Prove(set, site.Policy, model, cancellationToken);
            if (report.Verdict == IsolationVerdict.Leaks)
                break;
        }

        return report;
    }

    private static IsolationReport NotConcerned(PolicySite site, string reason) => new(
        IsolationVerdict.NotConcerned,
        reason,
        site.Policy.Statements.Select(statement => new StatementVerdict(statement, IsolationVerdict.NotConcerned, reason)).ToImmutableArray(),
        ImmutableArray<IsolationFinding>.Empty);
}
