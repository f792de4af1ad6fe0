using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Sts;
using TenantAnalyzers.Gateway.Tests.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Tests.Sts;

/// <summary>Who may assume a role: what the trust policy says, what the caller's own policies say, and what each is worth.</summary>
public sealed class TrustDecisionTests
{
    private const string Root = "\"arn:aws:iam::111122223333:root\"";
    private const string Shop = "\"arn:aws:iam::111122223333:user/shop\"";
    private const string Tenant = "\"arn:aws:iam::111122223333:role/Tenant\"";
    private const string Session = "\"arn:aws:sts::111122223333:assumed-role/Tenant/acme\"";
    private const string Allow = """{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*" }""";
    private const string AllowOther = """{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/Other" }""";
    private const string Deny = """{ "Effect": "Deny", "Action": "sts:*", "Resource": "*" }""";
    private const string Nothing = """{ "Effect": "Allow", "Action": "dynamodb:*", "Resource": "*" }""";

    // The caller (user or session), whom the trust policy names, what his own policy is, and the boundary: allowed, or the end of the message.
    [Theory]
    [InlineData("user", Root, Allow, null, "")]
    [InlineData("user", Root, AllowOther, null, "no identity-based policy allows")]
    [InlineData("user", Root, Nothing, null, "no identity-based policy allows")]
    [InlineData("user", "\"111122223333\"", Allow, null, "")]
    [InlineData("user", "\"111122223333\"", Nothing, null, "no identity-based policy allows")]
    [InlineData("user", "\"*\"", Allow, null, "")]
    [InlineData("user", "\"*\"", Nothing, null, "no identity-based policy allows")]
    [InlineData("user", Shop, Nothing, null, "")]
    [InlineData("user", Shop, Nothing, Nothing, "")]
    [InlineData("user", Shop, Deny, null, "explicit deny in an identity-based policy")]
    [InlineData("user", Shop, Nothing, Deny, "explicit deny in a permissions boundary")]
    [InlineData("user", Root, Allow, Nothing, "no permissions boundary allows")]
    [InlineData("user", "\"arn:aws:iam::111122223333:user/other\"", Allow, null, "no role trust policy allows")]
    [InlineData("user", "\"arn:aws:iam::444455556666:root\"", Allow, null, "no role trust policy allows")]
    [InlineData("user", Tenant, Allow, null, "no role trust policy allows")]
    [InlineData("user", "[" + Root + ", " + Shop + "]", Nothing, null, "")]
    [InlineData("session", Root, Allow, null, "")]
    [InlineData("session", Root, Nothing, null, "no identity-based policy allows")]
    [InlineData("session", Tenant, Nothing, null, "")]
    [InlineData("session", Tenant, Nothing, Nothing, "no permissions boundary allows")]
    [InlineData("session", Session, Nothing, Nothing, "")]
    [InlineData("session", "\"arn:aws:sts::111122223333:assumed-role/Tenant/zeta\"", Allow, null, "no role trust policy allows")]
    [InlineData("session", Shop, Allow, null, "no role trust policy allows")]
    public void Deny_CallerOfTheAccount(string caller, string principal, string own, string? boundary, string expected)
    {
        string? message = Ask(Trust(principal), caller, own, boundary);

        if (expected.Length == 0)
            Assert.Null(message);
        else
            Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deny_TrustPolicyDenies_SaysSo()
    {
        JsonNode trust = Trust(Root);
        trust["Statement"]!.AsArray().Add(JsonNode.Parse($$"""{ "Effect": "Deny", "Principal": { "AWS": {{Shop}} }, "Action": "sts:AssumeRole" }"""));

        Assert.EndsWith("with an explicit deny in the role trust policy", Ask(trust, "user", Allow, null), StringComparison.Ordinal);
        Assert.Null(Ask(trust, "session", Allow, null));
    }

    [Fact]
    public void Deny_NotPrincipal_NamesNobody()
    {
        JsonNode trust = JsonNode.Parse($$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "NotPrincipal": { "AWS": {{Tenant}} }, "Action": "sts:AssumeRole" } ] }""")!;

        Assert.Null(Ask(trust, "user", Allow, null));
        Assert.NotNull(Ask(trust, "user", Nothing, null));
    }

    [Fact]
    public void Deny_ConditionThatDoesNotHold_IsDenied()
    {
        JsonNode trust = Trust(Shop);
        trust["Statement"]![0]!["Condition"] = JsonNode.Parse("""{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }""");

        Assert.EndsWith("because no role trust policy allows the sts:AssumeRole action", Ask(trust, "user", Allow, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serviceControlPolicies", "explicit deny in a service control policy")]
    [InlineData("resourceControlPolicies", "explicit deny in a resource control policy")]
    public void Deny_OrganisationDenies_EvenWhoIsNamed(string member, string expected)
    {
        string principal = member[0] == 'r' ? "\"Principal\": \"*\", " : "";
        string policy = $$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Deny", {{principal}}"Action": "sts:AssumeRole", "Resource": "*" } ] }""";

        Assert.Contains(expected, Ask(Trust(Shop), "user", Allow, null, account => account[member] = new JsonArray(JsonNode.Parse(policy))), StringComparison.Ordinal);
    }

    private static JsonNode Trust(string principal) => JsonNode.Parse(
        $$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": { "AWS": {{principal}} }, "Action": "sts:AssumeRole" } ] }""")!;

    private static string? Ask(JsonNode trust, string callerKind, string own, string? boundary, Action<JsonNode>? change = null)
    {
        using var folder = new ConfigFolder(ShopConfig.With(account =>
        {
            account["roles"]!["Chained"]!["trustPolicy"] = trust.DeepClone();
            JsonNode caller = callerKind == "user" ? account["users"]!["shop"]! : account["roles"]!["Tenant"]!;
            caller["policies"] = new JsonArray(Policy(own));
            if (boundary is not null)
                caller["boundary"] = Policy(boundary);
            change?.Invoke(account);
        }));
        ConfigReading reading = ConfigReader.Read(folder.File);
        Assert.Empty(reading.Errors);
        GatewayConfig config = reading.Config!;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Caller caller = callerKind == "user" ? config.AccessKeys[ShopConfig.ShopKey].Caller : new Session
        {
            AccessKeyId = "ASIAEXAMPLE",
            Secret = "s",
            Token = "t",
            Account = ShopConfig.Account,
            RoleName = "Tenant",
            Name = "acme",
            Created = now,
            Expires = now.AddHours(1),
        }.Under(config)!.Caller;
        var connection = new List<KeyValuePair<string, ImmutableArray<string>>>();
        CallerContext.Add(connection, new ConnectionFacts("127.0.0.1", null, false, "eu-west-1", now));
        RequestContext context = CallerDecisions.Of(caller).Context.With(connection);
        return new TrustDecision(config, caller, config.FindRole(ShopConfig.Account, "Chained")!, context).Deny("sts:AssumeRole");

        static JsonNode Policy(string statement) => JsonNode.Parse($$"""{ "Version": "2012-10-17", "Statement": [ {{statement}} ] }""")!;
    }
}
