using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>Makes sets of policies.</summary>
internal static class SiteSets
{
    /// <summary>One document and nothing else.</summary>
    public static PolicySet Alone(PolicyLayer layer, PolicyDocument document) => With(new PolicySet(), layer, document);

    /// <summary>A set with one document more.</summary>
    public static PolicySet With(PolicySet set, PolicyLayer layer, PolicyDocument document) => layer switch
    {
        PolicyLayer.Identity => set with { Identity = set.Identity.Add(document) },
        PolicyLayer.Session => set with { Session = set.Session.Add(document) },
        PolicyLayer.Boundary => set with { Boundary = set.Boundary.Add(document) },
        PolicyLayer.Resource => set with { Resource = set.Resource.Add(document) },
        PolicyLayer.ServiceControl => set with { ServiceControl = set.ServiceControl.Add(document) },
        _ => set with { ResourceControl = set.ResourceControl.Add(document) },
    };
}
