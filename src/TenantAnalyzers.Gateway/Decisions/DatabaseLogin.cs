using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Wire;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Decisions;

/// <summary>The answer to a login.</summary>
/// <param name="Caller">Who signed the token; null when the signature does not hold.</param>
/// <param name="Error">Why the login is refused; null when it is allowed.</param>
/// <param name="User">The database user that the token is for; empty when it cannot be read.</param>
/// <param name="Access">What was asked; null when it did not come to that.</param>
/// <param name="DecidedBy">What decided, as <see cref="Verdict.DecidedBy"/>.</param>
internal sealed record LoginReply(Caller? Caller, WireError? Error, string User, ItemAccess? Access, string DecidedBy)
{
    public bool IsAllowed => Error is null;

    /// <summary>The region that the token is signed for; empty when it cannot be read.</summary>
    public string Region { get; init; } = "";

    /// <summary>The access key that the token names, whether or not it holds.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The database, <c>host:port</c>; empty when it cannot be read.</summary>
    public string Address { get; init; } = "";
}

/// <summary>Decides logins with a token of IAM database authentication, as RDS does: <c>rds-db:connect</c> on the database user.</summary>
/// <remarks>Source: RDS user guide, "Creating and using an IAM policy for IAM database access".</remarks>
internal sealed partial class DatabaseLogin(ConfigSource config, ICredentials credentials, TimeProvider clock)
{
    private const string Action = "rds-db:connect";
    private const string Service = "rds-db";

    private readonly SigningKeys _keys = new();

    /// <summary>Decides a login.</summary>
    /// <param name="token">The token that stands in for the password.</param>
    /// <param name="connection">The connection; its region does not matter, the token names one.</param>
    public LoginReply Check(string token, ConnectionFacts connection)
    {
        if (PresignedToken.Parse(token.Trim(), out string? problem) is not { } login)
            return new LoginReply(null, WireError.IncompleteSignature("This is no token of IAM database authentication: " + problem), "", null, "");
        var reply = new LoginReply(null, null, login.User, null, "")
        {
            Region = login.Authorization.Region,
            AccessKeyId = login.Authorization.AccessKeyId,
            Address = login.Address,
        };
        if (Verify(login, out Caller? caller) is { } error)
            return reply with { Error = error };
        return Decide(config.Current, caller!, login, connection with { Region = login.Authorization.Region }, reply with { Caller = caller });
    }

    private WireError? Verify(PresignedToken login, out Caller? caller)
    {
        caller = null;
        AuthorizationHeader authorization = login.Authorization;
        if (credentials.Find(authorization.AccessKeyId) is not { } credential || !HasToken(login, credential.SessionToken))
            return WireError.UnrecognizedClient();
        DateTimeOffset now = clock.GetUtcNow();
        if (credential.Expires <= now)
            return WireError.ExpiredToken();
        if (authorization.Service != Service || authorization.Terminator != "aws4_request" || authorization.Date != RequestTime.Write(login.Signed)[..8])
            return WireError.InvalidSignature($"Credential should be scoped to a day, a region, '{Service}' and 'aws4_request'.");
        if (login.Signed > now + RequestTime.Skew)
            return WireError.InvalidSignature(RequestTime.Check(login.Signed, now)!);
        if (login.Expires <= now)
            return WireError.InvalidSignature($"Signature expired: the token was good until {RequestTime.Write(login.Expires)}, now it is {RequestTime.Write(now)}.");
        if (!login.IsSigned(credential.Secret, _keys))
            return WireError.InvalidSignature(SignatureVerifier.Mismatch);
        caller = credential.Caller;
        return null;
    }

    private static LoginReply Decide(GatewayConfig config, Caller caller, PresignedToken login, ConnectionFacts connection, LoginReply reply)
    {
        string? id = config.Accounts.GetValueOrDefault(caller.Account)?.Databases.GetValueOrDefault(login.Address);
        string resource = $"arn:aws:rds-db:{connection.Region}:{caller.Account}:dbuser:{id ?? "unknown"}/{login.User}";
        var access = new ItemAccess(Action, resource, ImmutableDictionary<string, ImmutableArray<string>>.Empty);
        string? doubt = id is null ? $"the account has no database at {login.Address}" : UserRule().IsMatch(login.User) ? null : "the user's name has characters that an ARN cannot hold";
        if (doubt is not null)
        {
            string message = DecisionWords.Denial(caller.Arn, Action, id is null ? "*" : resource, DecisionWords.Doubt(doubt));
            return reply with { Error = WireError.AccessDenied(message), DecidedBy = "doubt" };
        }

        var keys = new List<KeyValuePair<string, ImmutableArray<string>>> { new("aws:ResourceAccount", [caller.Account]) };
        CallerContext.Add(keys, connection);
        // Logins are rare: an evaluator for one is cheaper than keeping them.
        var evaluator = new PolicyEvaluator(caller.Policies with { ResourceControl = config.ResourceControl(caller.Account) });
        Decision decision = evaluator.Evaluate(new AuthorizationRequest(Action, resource, CallerDecisions.Of(caller).Context.With(keys), caller.Arn));
        WireError? error = decision.IsAllowed ? null
            : WireError.AccessDenied(DecisionWords.Denial(caller.Arn, Action, resource, DecisionWords.Reason(decision, Action)));
        return reply with { Error = error, Access = access, DecidedBy = DecisionWords.NameOf(decision.Layer) };
    }

    private static bool HasToken(PresignedToken login, string? token) =>
        token is null ? login.SecurityToken is null : login.SecurityToken is { } given && Signature.AreEqual(given, token);

    [GeneratedRegex(@"\A[\w.$@-]{1,128}\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex UserRule();
}
