namespace TenantAnalyzers.Iam;

/// <summary>What a policy is attached to: each layer has its own part in the decision.</summary>
public enum PolicyLayer
{
    /// <summary>An identity-based policy of the user or role.</summary>
    Identity,

    /// <summary>A session policy, given to <c>AssumeRole</c>.</summary>
    Session,

    /// <summary>The permissions boundary of the user or role.</summary>
    Boundary,

    /// <summary>A resource-based policy, of a table or stream.</summary>
    Resource,

    /// <summary>A service control policy of the organisation.</summary>
    ServiceControl,

    /// <summary>A resource control policy of the organisation.</summary>
    ResourceControl,
}
