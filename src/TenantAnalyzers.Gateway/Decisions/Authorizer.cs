using System.Collections.Immutable;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Decisions;

/// <summary>What the connection says of a request: the source of <c>aws:SourceIp</c> and the like.</summary>
internal readonly record struct ConnectionFacts(string SourceIp, string? UserAgent, bool IsSecure, string Region, DateTimeOffset Now);

/// <summary>The answer to all questions of a request.</summary>
/// <param name="Message">AWS's message with the reason clause; null when all is allowed.</param>
/// <param name="Denied">The access that is denied first; null when all is allowed, or when the request cannot be judged.</param>
/// <param name="DecidedBy">What decided, for the audit: <c>identity-based policy</c>, <c>session policy</c> …</param>
internal readonly record struct Verdict(string? Message, ItemAccess? Denied, string DecidedBy)
{
    public bool IsAllowed => Message is null;
}

/// <summary>Asks the evaluator about every access of a request, with the condition keys of caller, connection and table added.</summary>
internal sealed class Authorizer
{
    private const int MaxShown = 256;

    /// <summary>Allowed only if every access is, under every reading. A doubt, or a request that raises no question, is denied.</summary>
    public Verdict Decide(GatewayConfig config, Caller caller, AccessReading reading, ConnectionFacts connection)
    {
        if (reading.Doubt is not null || reading.Accesses.IsDefaultOrEmpty)
            return Doubtful(caller, reading);

        CallerDecisions decisions = CallerDecisions.Of(caller);
        string decidedBy = "";
        foreach (ItemAccess access in reading.Accesses)
        {
            Decision decision = Decide(config, caller, decisions, access, connection);
            decidedBy = DecisionWords.NameOf(decision.Layer);
            if (!decision.IsAllowed)
                return Denied(config, caller, access, decision);
        }

        return new Verdict(null, null, decidedBy);
    }

    private static Decision Decide(GatewayConfig config, Caller caller, CallerDecisions decisions, ItemAccess access, in ConnectionFacts connection)
    {
        TableFacts? table = TableOf(config, access);
        PolicyEvaluator evaluator = decisions.For(config, table);
        RequestContext context = decisions.ContextFor(config, table, access.Resource != "*", connection);
        Decision decision = Ask(access.Keys);
        if (access.OtherReadings.IsDefaultOrEmpty)
            return decision;
        foreach (ImmutableDictionary<string, ImmutableArray<string>> reading in access.OtherReadings)
        {
            if (decision.IsAllowed)
                decision = Ask(reading);
        }

        return decision;

        Decision Ask(ImmutableDictionary<string, ImmutableArray<string>> reading)
        {
            foreach (KeyValuePair<string, ImmutableArray<string>> key in reading)
            {
                // Only what a request may say of itself: not who its caller is.
                if (!IsOfRequest(key.Key))
                    return new Decision(DecisionKind.ImplicitDeny, PolicyLayer.Identity, null, null);
            }

            return evaluator.Evaluate(new AuthorizationRequest(access.Action, access.Resource, context.Over(reading), caller.Arn));
        }
    }

    private static bool IsOfRequest(string key) =>
        key.StartsWith("dynamodb:", StringComparison.Ordinal) || key == "aws:TagKeys" || key.StartsWith("aws:RequestTag/", StringComparison.Ordinal);

    private static Verdict Doubtful(Caller caller, AccessReading reading)
    {
        string doubt = reading.Doubt ?? "it asks for nothing";
        ItemAccess? first = reading.Accesses.IsDefaultOrEmpty ? null : reading.Accesses[0];
        string action = first?.Action ?? "dynamodb:" + (reading.Operation.Length > MaxShown ? reading.Operation[..MaxShown] + "…" : reading.Operation);
        string message = DecisionWords.Denial(caller.Arn, action, first?.Resource ?? "*", DecisionWords.Doubt(doubt));
        return new Verdict(message, null, "doubt");
    }

    private static Verdict Denied(GatewayConfig config, Caller caller, ItemAccess access, Decision decision)
    {
        // Across accounts AWS does not say why.
        string reason = caller.Account == config.TableAccount ? DecisionWords.Reason(decision, access.Action) : "";
        return new Verdict(DecisionWords.Denial(caller.Arn, access.Action, access.Resource, reason), access, DecisionWords.NameOf(decision.Layer));
    }

    /// <summary>
    /// What the configuration says of the table, if the resource is it or an index of it: a stream has a policy of its own and no tags,
    /// a backup neither (DynamoDB developer guide, "Using resource-based policies", "Using attribute-based access control").
    /// </summary>
    private static TableFacts? TableOf(GatewayConfig config, ItemAccess access)
    {
        const string Table = "table/";
        if (access.TableArn is not { } arn || config.Tables.Count == 0)
            return null;
        string resource = access.Resource;
        bool isTableOrIndex = resource.StartsWith(arn, StringComparison.Ordinal)
            && (resource.Length == arn.Length || resource.AsSpan(arn.Length).StartsWith("/index/", StringComparison.Ordinal));
        int name = arn.IndexOf(Table, StringComparison.Ordinal);
        return isTableOrIndex && name >= 0 ? config.FindTable(arn[(name + Table.Length)..]) : null;
    }
}
