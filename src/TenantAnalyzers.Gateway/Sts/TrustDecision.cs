using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>Whether a caller may do something to a role: assume it, pass tags, set a source identity.</summary>
/// <remarks>
/// Two must agree, the role and the caller's own policies. The role alone is enough when its trust policy names a caller of its own account
/// himself, by his ARN or his role's; naming the account only delegates to it (IAM user guide, "AWS JSON policy elements: Principal").
/// Of <c>*</c> nothing is said there: taken as the account.
/// </remarks>
internal sealed class TrustDecision
{
    private readonly Caller _caller;
    private readonly RoleConfig _role;
    private readonly RequestContext _context;
    private readonly PolicyEvaluator _trust;
    private readonly PolicyEvaluator _own;

    public TrustDecision(GatewayConfig config, Caller caller, RoleConfig role, RequestContext context)
    {
        (_caller, _role, _context) = (caller, role, context);
        _trust = new PolicyEvaluator(new PolicySet { Resource = [role.Trust] });
        PolicySet own = caller.Policies with { ResourceControl = config.ResourceControl(role.Account) };
        if (caller.Account == role.Account)
            own = own with { Resource = [Naming(role.Trust, caller)] };
        _own = new PolicyEvaluator(own);
    }

    /// <summary>The message of the denial; null when it is allowed.</summary>
    public string? Deny(string action)
    {
        // A trust policy is about the role it belongs to and names no resource. Asked about `*` it is asked for who and what only.
        Decision trust = _trust.Evaluate(new AuthorizationRequest(action, "*", _context, _caller.Arn));
        if (!trust.IsAllowed)
            return Denial(_caller, _role.Account, _role.Arn, action, trust.Kind == DecisionKind.ExplicitDeny ? "with an explicit deny in the role trust policy" : NoTrust(action));
        Decision own = _own.Evaluate(new AuthorizationRequest(action, _role.Arn, _context, _caller.Arn));
        return own.IsAllowed ? null : Denial(_caller, _role.Account, _role.Arn, action, DecisionWords.Reason(own, action));
    }

    /// <summary>The message for a role that is not there: that of one that does not trust the caller.</summary>
    public static string DenyUnknown(Caller caller, string account, string roleArn) =>
        Denial(caller, account, roleArn, "sts:AssumeRole", NoTrust("sts:AssumeRole"));

    private static string NoTrust(string action) => $"because no role trust policy allows the {action} action";

    // Across accounts AWS does not say why.
    private static string Denial(Caller caller, string account, string roleArn, string action, string reason) =>
        DecisionWords.Denial(caller.Arn, action, roleArn, caller.Account == account ? reason : "");

    /// <summary>The trust policy with those of its Allow statements only that name the caller himself.</summary>
    private static PolicyDocument Naming(PolicyDocument trust, Caller caller)
    {
        PolicyDocument naming = trust.With([.. trust.Statements.Where(statement => statement.Effect != PolicyEffect.Allow || Names(statement, caller))]);
        naming.Ambiguity = trust.Ambiguity;
        return naming;
    }

    private static bool Names(PolicyStatement statement, Caller caller)
    {
        if (statement.PrincipalNegated || (statement.Principal as JsonObject)?.Find("AWS")?.Value is not { } names)
            return false;
        IEnumerable<JsonNode> all = names is JsonArray array ? array.Items : [names];
        return all.OfType<JsonString>().Any(name => name.Value == caller.Arn || (caller.Session is { } session && name.Value == session.RoleArn));
    }
}
