using System.Collections.Immutable;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Sts;

/// <summary>Answers STS requests whose signature has been verified. Pure but for the sessions that it gives out.</summary>
/// <remarks>Source: STS API reference; IAM user guide, "Pass session tags in AWS STS", "Monitor and control actions taken with assumed roles".</remarks>
internal sealed class StsService(ConfigSource config, SessionStore sessions)
{
    private const string Version = "2011-06-15";
    private const int MaxChainedDuration = 3600;
    private const int MaxShown = 64;

    /// <summary>Answers a request.</summary>
    /// <param name="body">The form.</param>
    /// <param name="caller">Who signed it.</param>
    /// <param name="connection">The connection, with the time that sessions begin.</param>
    /// <param name="requestId">Its id.</param>
    public StsReply Answer(string body, Caller caller, ConnectionFacts connection, string requestId)
    {
        if (StsForm.Parse(body, out StsError? error) is not { } form)
            return StsReply.Refuse(error!, requestId);
        string action = form.Take("Action") ?? "";
        string version = form.Take("Version") ?? "";
        return (version, action) switch
        {
            (Version, "GetCallerIdentity") => new StsReply(200, Identity(caller, requestId), action, null, null),
            (Version, "AssumeRole") => AssumeRole(form, caller, connection, requestId),
            _ => StsReply.Refuse(StsError.InvalidAction($"Could not find operation {Short(action)} for version {Short(version)}"), requestId, Short(action)),
        };

        static string Short(string text) => text.Length > MaxShown ? text[..MaxShown] : text;
    }

    private static string Identity(Caller caller, string requestId) => StsXml.Write("GetCallerIdentity", requestId, xml =>
    {
        StsXml.Element(xml, "Arn", caller.Arn);
        StsXml.Element(xml, "UserId", caller.PrincipalId);
        StsXml.Element(xml, "Account", caller.Account);
    });

    private StsReply AssumeRole(StsForm form, Caller caller, ConnectionFacts connection, string requestId)
    {
        const string Action = "AssumeRole";
        if (AssumeRoleRequest.Read(form, out StsError? error) is not { } request)
            return StsReply.Refuse(error!, requestId, Action);
        GatewayConfig current = config.Current;
        AssumeRoleFacts facts = request.Facts;
        RoleConfig? role = current.FindRole(request.Account, request.RoleName);
        error = role is null
            ? StsError.AccessDenied(TrustDecision.DenyUnknown(caller, request.Account, facts.RoleArn))
            : Authorize(current, caller, role, facts, connection) ?? CheckAgainstRole(current, caller, role, facts);
        int? packed = error is null ? PackedPolicy.SizeOf(facts) : null;
        if (packed > 100)
            error = StsError.PackedPolicyTooLarge(packed.Value);
        if (error is not null)
            return StsReply.Refuse(error, requestId, Action, facts);

        Session session = SessionIssue.Create(request, caller, connection.Now);
        if (!sessions.TryAdd(session))
            return StsReply.Refuse(StsError.Unavailable("There are too many sessions; try again later."), requestId, Action, facts);
        facts = facts with
        {
            AccessKeyId = session.AccessKeyId,
            AssumedRoleArn = session.Arn,
            AssumedRoleId = $"{role!.Id}:{session.Name}",
            Expires = session.Expires,
            PackedPolicySize = packed,
        };
        return new StsReply(200, SessionIssue.Write(session, facts, requestId), Action, null, facts);
    }

    private static StsError? Authorize(GatewayConfig current, Caller caller, RoleConfig role, AssumeRoleFacts facts, ConnectionFacts connection)
    {
        var decision = new TrustDecision(current, caller, role, StsContext.Of(caller, role, facts, connection));
        string? denial = decision.Deny("sts:AssumeRole");
        // Tags and a source identity that are inherited need the role's consent as those that are given do.
        if (denial is null && (!facts.Tags.IsEmpty || caller.Session is { TransitiveTagKeys.IsEmpty: false }))
            denial = decision.Deny("sts:TagSession");
        string? inherited = caller.Session?.SourceIdentity;
        if (denial is null && (facts.SourceIdentity ?? inherited) is not null)
            denial = decision.Deny("sts:SetSourceIdentity");
        if (denial is null && inherited is not null && facts.SourceIdentity is { } given && given != inherited)
            denial = DecisionWords.Denial(caller.Arn, "sts:SetSourceIdentity", role.Arn, "because the source identity of a session cannot be changed");
        return denial is null ? null : StsError.AccessDenied(denial);
    }

    private static StsError? CheckAgainstRole(GatewayConfig current, Caller caller, RoleConfig role, AssumeRoleFacts facts)
    {
        if (caller.Session is not null && facts.DurationSeconds > MaxChainedDuration)
            return StsError.Validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        if (facts.DurationSeconds > role.MaxSessionDuration)
            return StsError.Validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        ImmutableArray<string> inherited = caller.Session?.TransitiveTagKeys ?? [];
        if (facts.Tags.Any(tag => inherited.Contains(tag.Key, StringComparer.OrdinalIgnoreCase)))
            return StsError.InvalidParameter("One of the specified tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
        if (facts.Tags.Length + inherited.Length > Tags.MaxCount)
            return StsError.InvalidParameter("There are too many tags with those that are inherited.");
        IReadOnlyDictionary<string, PolicyDocument> managed = current.Accounts[role.Account].ManagedPolicies;
        return facts.PolicyArns.All(arn => SessionIssue.ManagedName(role.Account, arn) is { } name && managed.ContainsKey(name)) ? null
            : StsError.Validation("PolicyArns must name managed policies of the role's account that are there.");
    }
}
