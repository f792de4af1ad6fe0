using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;

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
    /// <summary>Allowed only if every access is, under every reading. A doubt, or a request that raises no question, is denied.</summary>
    public Verdict Decide(GatewayConfig config, Caller caller, AccessReading reading, ConnectionFacts connection)
    {
        _ = (config, caller, reading, connection);
        throw new NotImplementedException();
    }
}
