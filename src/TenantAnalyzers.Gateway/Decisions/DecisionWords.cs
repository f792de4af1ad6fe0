using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Decisions;

/// <summary>IAM's answers in AWS's words.</summary>
/// <remarks>Source: IAM user guide, "Troubleshoot access denied error messages".</remarks>
internal static class DecisionWords
{
    /// <summary>The kind of policy, as AWS calls it.</summary>
    public static string NameOf(PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => "identity-based policy",
        PolicyLayer.Session => "session policy",
        PolicyLayer.Boundary => "permissions boundary",
        PolicyLayer.Resource => "resource-based policy",
        PolicyLayer.ServiceControl => "service control policy",
        _ => "resource control policy",
    };

    /// <summary>The message of a denial.</summary>
    /// <param name="caller">The caller's ARN.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="reason">The clause that says why, without the blank before it; empty for none.</param>
    public static string Denial(string caller, string action, string resource, string reason)
    {
        string what = $"User: {caller} is not authorized to perform: {action} on resource: {resource}";
        return reason.Length == 0 ? what : $"{what} {reason}";
    }

    /// <summary>The clause for a request that cannot be judged: ours, not AWS's.</summary>
    public static string Doubt(string doubt) => "because the request cannot be judged: " + doubt;

    /// <summary>The clause that says why a request is denied.</summary>
    public static string Reason(Decision decision, string action)
    {
        string layer = NameOf(decision.Layer);
        if (decision.Kind == DecisionKind.ExplicitDeny)
            return $"with an explicit deny in {(layer[0] is 'i' ? "an" : "a")} {layer}";
        return $"because no {layer} allows the {action} action";
    }
}
