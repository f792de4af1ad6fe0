using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Tests.Identity;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Tests.Decisions;

public sealed class AuthorizerTests
{
    private const string Orders = "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders";
    private const string User = "User: arn:aws:sts::111122223333:assumed-role/Tenant/acme is not authorized to perform: ";

    private static readonly DateTimeOffset Now = new(2026, 9, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionFacts Connection = new("192.0.2.1", "aws-sdk-dotnet/4", false, "eu-west-1", Now);

    private static GatewayConfig Read(Action<JsonNode>? change = null)
    {
        using var folder = new ConfigFolder(ShopConfig.With(change ?? (static _ => { })));
        ConfigReading reading = ConfigReader.Read(folder.File);
        Assert.Empty(reading.Errors);
        return reading.Config!;
    }

    private static Caller Tenant(GatewayConfig config, string? sessionPolicy = null, string account = ShopConfig.Account) => new Session
    {
        AccessKeyId = "ASIAEXAMPLE",
        Secret = "s",
        Token = "t",
        Account = account,
        RoleName = "Tenant",
        Name = "acme",
        Created = Now.AddMinutes(-5),
        Expires = Now.AddHours(1),
        Tags = Tags.None.Add("TenantId", "acme"),
        Policy = sessionPolicy is null ? null : PolicyReader.Read(sessionPolicy).Policy,
    }.Under(config)!.Caller;

    private static ItemAccess Access(string action = "dynamodb:GetItem", string resource = Orders, params string[] leadingKeys) =>
        new(action, resource, Keys(leadingKeys)) { TableArn = Orders };

    private static ImmutableDictionary<string, ImmutableArray<string>> Keys(params string[] leadingKeys) =>
        leadingKeys.Length == 0 ? ImmutableDictionary<string, ImmutableArray<string>>.Empty
            : ImmutableDictionary<string, ImmutableArray<string>>.Empty.Add("dynamodb:LeadingKeys", [.. leadingKeys]);

    private static Verdict Decide(GatewayConfig config, Caller caller, params ItemAccess[] accesses) =>
        new Authorizer().Decide(config, caller, new AccessReading { Operation = "GetItem", Accesses = [.. accesses] }, Connection);

    private static JsonNode Policy(string effect, string action, string? condition = null, string? principal = null) => JsonNode.Parse(
        $$"""{ "Version": "2012-10-17", "Statement": [ { "Effect": "{{effect}}", {{(principal is null ? "" : $"\"Principal\": {principal},")}} "Action": "{{action}}", "Resource": "*" {{(condition is null ? "" : $", \"Condition\": {condition}")}} } ] }""")!;

    [Fact]
    public void Decide_OwnItem_IsAllowed()
    {
        GatewayConfig config = Read();

        Verdict verdict = Decide(config, Tenant(config), Access(leadingKeys: "acme"));

        Assert.True(verdict.IsAllowed);
        Assert.Equal("identity-based policy", verdict.DecidedBy);
        Assert.Null(verdict.Denied);
    }

    [Fact]
    public void Decide_AnothersItem_IsDeniedInAwsWords()
    {
        GatewayConfig config = Read();

        Verdict verdict = Decide(config, Tenant(config), Access(leadingKeys: "zeta"));

        Assert.Equal(User + $"dynamodb:GetItem on resource: {Orders} because no identity-based policy allows the dynamodb:GetItem action", verdict.Message);
        Assert.Equal(Orders, verdict.Denied!.Resource);
        Assert.Equal("identity-based policy", verdict.DecidedBy);
    }

    [Fact]
    public void Decide_OneOfManyDenied_IsDenied()
    {
        GatewayConfig config = Read();

        Verdict verdict = Decide(config, Tenant(config), Access(leadingKeys: "acme"), Access("dynamodb:Query", leadingKeys: "zeta"), Access(leadingKeys: "acme"));

        Assert.Equal("dynamodb:Query", verdict.Denied!.Action);
    }

    [Fact]
    public void Decide_OneReadingDenied_IsDenied()
    {
        GatewayConfig config = Read();
        ItemAccess both = Access(leadingKeys: "acme") with { OtherReadings = [Keys("acme", "acme")] };
        ItemAccess other = Access(leadingKeys: "acme") with { OtherReadings = [Keys("acme"), Keys("zeta")] };
        ItemAccess absent = Access(leadingKeys: "acme") with { OtherReadings = [Keys()] };
        ItemAccess first = Access(leadingKeys: "zeta") with { OtherReadings = [Keys("acme")] };

        Assert.True(Decide(config, Tenant(config), both).IsAllowed);
        Assert.False(Decide(config, Tenant(config), other).IsAllowed);
        Assert.False(Decide(config, Tenant(config), absent).IsAllowed);
        Assert.False(Decide(config, Tenant(config), first).IsAllowed);
    }

    [Fact]
    public void Decide_Doubt_IsDeniedWithIt()
    {
        GatewayConfig config = Read();
        var authorizer = new Authorizer();

        Verdict doubt = authorizer.Decide(config, Tenant(config), new AccessReading { Operation = "GetItem", Doubt = "`Key` is no object", Accesses = [Access(leadingKeys: "acme")] }, Connection);
        Verdict nothing = authorizer.Decide(config, Tenant(config), new AccessReading { Operation = new string('x', 10_000) }, Connection);

        Assert.Equal(User + $"dynamodb:GetItem on resource: {Orders} because the request cannot be judged: `Key` is no object", doubt.Message);
        Assert.Equal("doubt", doubt.DecidedBy);
        Assert.False(nothing.IsAllowed);
        Assert.InRange(nothing.Message!.Length, 1, 1000);
    }

    [Theory]
    [InlineData("policies", "with an explicit deny in an identity-based policy")]
    [InlineData("boundary", "with an explicit deny in a permissions boundary")]
    public void Decide_ExplicitDenyOfRole_SaysWhere(string member, string reason)
    {
        GatewayConfig config = Read(account => account["roles"]!["Tenant"]![member] = member == "boundary" ? Policy("Deny", "*") : new JsonArray(Policy("Deny", "*")));

        Assert.EndsWith(reason, Decide(config, Tenant(config), Access(leadingKeys: "acme")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serviceControlPolicies", "Deny", "dynamodb:GetItem", "with an explicit deny in a service control policy")]
    [InlineData("serviceControlPolicies", "Allow", "dynamodb:Query", "because no service control policy allows the dynamodb:GetItem action")]
    [InlineData("resourceControlPolicies", "Deny", "dynamodb:GetItem", "with an explicit deny in a resource control policy")]
    public void Decide_OrganisationDenies_SaysSo(string member, string effect, string action, string reason)
    {
        GatewayConfig config = Read(account => account[member] = new JsonArray(Policy(effect, action, principal: member[0] == 'r' ? "\"*\"" : null)));

        Assert.EndsWith(reason, Decide(config, Tenant(config), Access(leadingKeys: "acme")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_UnrelatedResourceControlPolicy_LimitsNothing()
    {
        GatewayConfig config = Read(static account => account["resourceControlPolicies"] = new JsonArray(Policy("Deny", "dynamodb:DeleteTable", principal: "\"*\"")));

        Assert.True(Decide(config, Tenant(config), Access(leadingKeys: "acme")).IsAllowed);
    }

    [Fact]
    public void Decide_BoundaryAndSessionPolicy_MustAllowToo()
    {
        GatewayConfig config = Read();
        GatewayConfig bounded = Read(static account => account["roles"]!["Tenant"]!["boundary"] = Policy("Allow", "dynamodb:Query"));
        Caller limited = Tenant(config, """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}]}""");

        Assert.EndsWith("because no permissions boundary allows the dynamodb:GetItem action", Decide(bounded, Tenant(bounded), Access(leadingKeys: "acme")).Message, StringComparison.Ordinal);
        Assert.EndsWith("because no session policy allows the dynamodb:GetItem action", Decide(config, limited, Access(leadingKeys: "acme")).Message, StringComparison.Ordinal);
        Assert.True(Decide(config, limited, Access("dynamodb:Query", leadingKeys: "acme")).IsAllowed);
    }

    [Fact]
    public void Decide_TablePolicy_AllowsAndDenies()
    {
        GatewayConfig allowing = Read(static account => account["tables"]!["Orders"]!["resourcePolicy"] = Policy("Allow", "dynamodb:PutItem", principal: """{ "AWS": "arn:aws:iam::111122223333:role/Tenant" }"""));
        GatewayConfig denying = Read(static account => account["tables"]!["Orders"]!["resourcePolicy"] = Policy("Deny", "dynamodb:*", principal: "\"*\""));
        ItemAccess put = Access("dynamodb:PutItem", leadingKeys: "acme");
        const string Stream = Orders + "/stream/2026-01-01T00:00:00.000";

        Assert.Equal("resource-based policy", Decide(allowing, Tenant(allowing), put).DecidedBy);
        Assert.True(Decide(allowing, Tenant(allowing), put).IsAllowed);
        Assert.True(Decide(allowing, Tenant(allowing), put with { Resource = Orders + "/index/by-date" }).IsAllowed);
        // A stream has a policy of its own; another table has none of this one.
        Assert.False(Decide(allowing, Tenant(allowing), put with { Resource = Stream }).IsAllowed);
        Assert.False(Decide(allowing, Tenant(allowing), put with { Resource = Orders + "2", TableArn = Orders + "2" }).IsAllowed);
        Assert.EndsWith("with an explicit deny in a resource-based policy", Decide(denying, Tenant(denying), Access(leadingKeys: "acme")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_CallerOfAnotherAccount_NeedsBothAndGetsNoReason()
    {
        GatewayConfig closed = Read();
        GatewayConfig open = Read(static account => account["tables"]!["Orders"]!["resourcePolicy"] = Policy("Allow", "dynamodb:GetItem", principal: """{ "AWS": "444455556666" }"""));

        Verdict refused = Decide(closed, closed.AccessKeys[ShopConfig.PartnerKey].Caller, Access(leadingKeys: "x"));
        Verdict allowed = Decide(open, open.AccessKeys[ShopConfig.PartnerKey].Caller, Access(leadingKeys: "x"));
        Verdict other = Decide(open, open.AccessKeys[ShopConfig.PartnerKey].Caller, Access("dynamodb:Query", leadingKeys: "x"));

        Assert.Equal($"User: arn:aws:iam::444455556666:user/partner is not authorized to perform: dynamodb:GetItem on resource: {Orders}", refused.Message);
        Assert.True(allowed.IsAllowed);
        Assert.False(other.IsAllowed);
    }

    [Theory]
    [InlineData("""{ "StringEquals": { "aws:PrincipalTag/TenantId": "acme", "aws:PrincipalTag/kind": "tenant" } }""")]
    [InlineData("""{ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Tenant" } }""")]
    [InlineData("""{ "StringEquals": { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "${aws:PrincipalAccount}", "aws:PrincipalType": "AssumedRole" } }""")]
    [InlineData("""{ "StringLike": { "aws:userid": "AROA*:acme" }, "Null": { "aws:username": "true" } }""")]
    [InlineData("""{ "IpAddress": { "aws:SourceIp": "192.0.2.0/24" }, "Bool": { "aws:SecureTransport": "false", "aws:ViaAWSService": "false", "aws:MultiFactorAuthPresent": "false", "aws:PrincipalIsAWSService": "false" } }""")]
    [InlineData("""{ "StringEquals": { "aws:RequestedRegion": "eu-west-1" }, "StringLike": { "aws:UserAgent": "aws-sdk-*" } }""")]
    [InlineData("""{ "DateGreaterThan": { "aws:CurrentTime": "2026-09-01T09:59:59Z", "aws:TokenIssueTime": "2026-09-01T09:54:59Z" }, "DateLessThan": { "aws:CurrentTime": "2026-09-01T10:00:01Z", "aws:TokenIssueTime": "2026-09-01T09:55:01Z" } }""")]
    [InlineData("""{ "NumericEquals": { "aws:EpochTime": "1788256800" } }""")]
    [InlineData("""{ "StringEquals": { "aws:ResourceTag/Data": "orders" } }""")]
    [InlineData("""{ "Null": { "aws:PrincipalOrgID": "true", "aws:SourceVpc": "true", "aws:SourceIdentity": "true" } }""")]
    public void Decide_GlobalConditionKeys_AreThere(string condition)
    {
        GatewayConfig config = Read(account => account["roles"]!["Tenant"]!["policies"] = new JsonArray(Policy("Allow", "dynamodb:*", condition)));

        Verdict verdict = Decide(config, Tenant(config), Access(leadingKeys: "acme"));

        Assert.True(verdict.IsAllowed, verdict.Message);
    }

    [Fact]
    public void Decide_ConnectionOrTimeChanges_IsSeenAtOnce()
    {
        const string Condition = """{ "IpAddress": { "aws:SourceIp": "192.0.2.1" }, "DateLessThan": { "aws:CurrentTime": "2026-09-01T10:00:02Z" }, "StringEquals": { "aws:RequestedRegion": "eu-west-1" } }""";
        GatewayConfig config = Read(account => account["roles"]!["Tenant"]!["policies"] = new JsonArray(Policy("Allow", "dynamodb:*", Condition)));
        Caller caller = Tenant(config);
        var reading = new AccessReading { Operation = "GetItem", Accesses = [Access()] };

        Assert.True(IsAllowed(Connection));
        Assert.True(IsAllowed(Connection with { Now = Now.AddMilliseconds(1999) }));
        Assert.False(IsAllowed(Connection with { Now = Now.AddSeconds(2) }));
        Assert.False(IsAllowed(Connection with { SourceIp = "192.0.2.2" }));
        Assert.False(IsAllowed(Connection with { Region = "eu-west-2" }));
        Assert.True(IsAllowed(Connection));

        bool IsAllowed(ConnectionFacts connection) => new Authorizer().Decide(config, caller, reading, connection).IsAllowed;
    }

    [Fact]
    public void Decide_User_HasItsOwnKeys()
    {
        const string Condition = """{ "StringEquals": { "aws:username": "shop", "aws:PrincipalType": "User", "aws:PrincipalTag/Team": "shop" }, "Null": { "aws:TokenIssueTime": "true", "aws:MultiFactorAuthPresent": "true" } }""";
        GatewayConfig config = Read(static account => account["users"]!["shop"]!["policies"] = new JsonArray(Policy("Allow", "dynamodb:*", Condition)));

        Assert.True(Decide(config, config.AccessKeys[ShopConfig.ShopKey].Caller, Access()).IsAllowed);
    }

    [Fact]
    public void Decide_ResourceTags_AreOfTablesAndIndexesOnly()
    {
        const string Condition = """{ "StringEquals": { "aws:ResourceTag/Data": "orders" } }""";
        GatewayConfig config = Read(account => account["roles"]!["Tenant"]!["policies"] = new JsonArray(Policy("Allow", "dynamodb:*", Condition)));

        Assert.True(Decide(config, Tenant(config), Access(resource: Orders + "/index/by-date")).IsAllowed);
        Assert.False(Decide(config, Tenant(config), Access(resource: Orders + "/stream/2026")).IsAllowed);
        Assert.False(Decide(config, Tenant(config), Access(resource: Orders + "2")).IsAllowed);
        Assert.False(Decide(config, Tenant(config), new ItemAccess("dynamodb:ListTables", "*", Keys())).IsAllowed);
    }

    [Fact]
    public void Decide_AfterAChange_GoesByTheNewConfiguration()
    {
        GatewayConfig before = Read();
        GatewayConfig after = Read(static account => account["tables"]!["Orders"]!["resourcePolicy"] = Policy("Deny", "dynamodb:*", principal: "\"*\""));
        Caller caller = Tenant(before);

        Assert.True(Decide(before, caller, Access(leadingKeys: "acme")).IsAllowed);
        Assert.False(Decide(after, caller, Access(leadingKeys: "acme")).IsAllowed);
        Assert.True(Decide(before, caller, Access(leadingKeys: "acme")).IsAllowed);
    }

    [Fact]
    public void Decide_RequestKeys_CannotStandInForTheCallers()
    {
        GatewayConfig config = Read();
        ItemAccess access = Access(leadingKeys: "zeta");
        access = access with { Keys = access.Keys.Add("aws:PrincipalTag/TenantId", ["zeta"]) };

        Assert.False(Decide(config, Tenant(config), access).IsAllowed);
    }
}
