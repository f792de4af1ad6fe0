using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>All policies that have a say in a request. A layer that is empty is not there, and then limits nothing.</summary>
/// <remarks>Source: IAM user guide, "Policy evaluation logic".</remarks>
public sealed record PolicySet
{
    /// <summary>The caller's identity-based policies; without any, nothing is allowed but by a resource policy.</summary>
    public ImmutableArray<PolicyDocument> Identity { get; init; } = ImmutableArray<PolicyDocument>.Empty;

    /// <summary>The session policies.</summary>
    public ImmutableArray<PolicyDocument> Session { get; init; } = ImmutableArray<PolicyDocument>.Empty;

    /// <summary>The permissions boundary.</summary>
    public ImmutableArray<PolicyDocument> Boundary { get; init; } = ImmutableArray<PolicyDocument>.Empty;

    /// <summary>The resource's own policy.</summary>
    public ImmutableArray<PolicyDocument> Resource { get; init; } = ImmutableArray<PolicyDocument>.Empty;

    /// <summary>The organisation's service control policies.</summary>
    public ImmutableArray<PolicyDocument> ServiceControl { get; init; } = ImmutableArray<PolicyDocument>.Empty;

    /// <summary>The organisation's resource control policies.</summary>
    public ImmutableArray<PolicyDocument> ResourceControl { get; init; } = ImmutableArray<PolicyDocument>.Empty;

    /// <summary>One document alone, as an identity policy.</summary>
    public static PolicySet Of(PolicyDocument identity) => new() { Identity = ImmutableArray.Create(identity) };

    /// <summary>The set with one document more.</summary>
    public PolicySet With(PolicyLayer layer, PolicyDocument document) => layer switch
    {
        PolicyLayer.Identity => this with { Identity = Identity.Add(document) },
        PolicyLayer.Session => this with { Session = Session.Add(document) },
        PolicyLayer.Boundary => this with { Boundary = Boundary.Add(document) },
        PolicyLayer.Resource => this with { Resource = Resource.Add(document) },
        PolicyLayer.ServiceControl => this with { ServiceControl = ServiceControl.Add(document) },
        _ => this with { ResourceControl = ResourceControl.Add(document) },
    };

    /// <summary>All documents, layer by layer.</summary>
    internal IEnumerable<PolicyDocument> All() => Identity.Concat(Session).Concat(Boundary).Concat(Resource).Concat(ServiceControl).Concat(ResourceControl);

    /// <summary>The set with one document in the place of another.</summary>
    internal PolicySet Replace(PolicyDocument old, PolicyDocument replacement)
    {
        return this with
        {
            Identity = In(Identity),
            Session = In(Session),
            Boundary = In(Boundary),
            Resource = In(Resource),
            ServiceControl = In(ServiceControl),
            ResourceControl = In(ResourceControl),
        };

        ImmutableArray<PolicyDocument> In(ImmutableArray<PolicyDocument> documents) => documents.Contains(old) ? documents.Replace(old, replacement) : documents;
    }
}
