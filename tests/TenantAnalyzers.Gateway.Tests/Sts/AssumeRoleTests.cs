using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using TenantAnalyzers.Gateway.Tests.Identity;
using StsTag = Amazon.SecurityToken.Model.Tag;

namespace TenantAnalyzers.Gateway.Tests.Sts;

/// <summary>The SDK's own client, unmodified.</summary>
public sealed class AssumeRoleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static AssumeRoleRequest Tenant(string tenant = "acme", Action<AssumeRoleRequest>? change = null)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = ShopConfig.TenantRole,
            RoleSessionName = tenant,
            Tags = [new StsTag { Key = "TenantId", Value = tenant }],
        };
        change?.Invoke(request);
        return request;
    }

    private static async Task<AmazonSecurityTokenServiceException> RefusedAsync(IdentityHost host, AssumeRoleRequest request, AWSCredentials? credentials = null)
    {
        using AmazonSecurityTokenServiceClient sts = credentials is null ? host.Sts() : host.Sts(credentials);
        return await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(request, Token));
    }

    private static async Task<AssumeRoleResponse> AssumeAsync(IdentityHost host, AssumeRoleRequest request, AWSCredentials? credentials = null)
    {
        using AmazonSecurityTokenServiceClient sts = credentials is null ? host.Sts() : host.Sts(credentials);
        return await sts.AssumeRoleAsync(request, Token);
    }

    [Fact]
    public async Task GetCallerIdentity_User_IsTheUser()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        using AmazonSecurityTokenServiceClient sts = host.Sts();

        GetCallerIdentityResponse identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Token);

        Assert.Equal("arn:aws:iam::111122223333:user/shop", identity.Arn);
        Assert.Equal("111122223333", identity.Account);
        Assert.StartsWith("AIDA", identity.UserId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_WithTags_GivesASessionThatSigns()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();

        AssumeRoleResponse response = await AssumeAsync(host, Tenant());
        using AmazonDynamoDBClient dynamo = host.DynamoDb(response.Credentials);
        await dynamo.ListTablesAsync(Token);
        using AmazonSecurityTokenServiceClient sts = host.Sts(response.Credentials);
        GetCallerIdentityResponse identity = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Token);

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Tenant/acme", response.AssumedRoleUser.Arn);
        Assert.InRange(response.SessionTokenUtilization!.Value, 1, 100);
        Assert.StartsWith("ASIA", response.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal(40, response.Credentials.SecretAccessKey.Length);
        Assert.Equal(response.AssumedRoleUser.Arn, identity.Arn);
        Assert.Equal(response.AssumedRoleUser.AssumedRoleId, identity.UserId);
        Assert.Equal("acme", host.Last.Caller!.Tags["tenantid"]);
        Assert.Equal("tenant", host.Last.Caller.Tags["Kind"]);
    }

    [Fact]
    public async Task AssumeRole_Audit_HasNoSecret()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();

        AssumeRoleResponse response = await AssumeAsync(host, Tenant(change: static request => request.TransitiveTagKeys = ["TenantId"]));

        Assert.Equal(ShopConfig.TenantRole, host.LastSts!.Session!.RoleArn);
        Assert.Equal("acme", host.LastSts.Session.Tags.Single().Value);
        Assert.Equal("TenantId", host.LastSts.Session.TransitiveTagKeys.Single());
        Assert.Equal(3600, host.LastSts.Session.DurationSeconds);
        Assert.Equal(response.Credentials.AccessKeyId, host.LastSts.Session.AccessKeyId);
        Assert.DoesNotContain(response.Credentials.SecretAccessKey, host.LastSts.Session.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(response.Credentials.SessionToken, host.LastSts.Session.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_UserWithoutPermission_IsDenied()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();

        AmazonSecurityTokenServiceException error = await RefusedAsync(host, Tenant(), new BasicAWSCredentials(ShopConfig.NobodyKey, ShopConfig.NobodySecret));

        Assert.Equal("AccessDenied", error.ErrorCode);
        Assert.Equal(403, (int)error.StatusCode);
        Assert.Equal(
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Tenant "
            + "because no identity-based policy allows the sts:AssumeRole action", error.Message);
    }

    [Fact]
    public async Task AssumeRole_TrustNamesTheUser_NeedsNoIdentityPolicy()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        var nobody = new BasicAWSCredentials(ShopConfig.NobodyKey, ShopConfig.NobodySecret);
        var request = new AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/Named", RoleSessionName = "s1" };

        await AssumeAsync(host, request, nobody);
        // Not the tags, which the trust policy says nothing of.
        request.Tags = [new StsTag { Key = "TenantId", Value = "acme" }];
        AmazonSecurityTokenServiceException error = await RefusedAsync(host, request, nobody);

        Assert.EndsWith("because no role trust policy allows the sts:TagSession action", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_TrustDoesNotNameTheCaller_IsDeniedAsIfThereWereNoRole()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();

        AmazonSecurityTokenServiceException error = await RefusedAsync(host, new AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/Named", RoleSessionName = "s1" });
        AmazonSecurityTokenServiceException unknown = await RefusedAsync(host, new AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/NoSuch", RoleSessionName = "s1" });

        Assert.EndsWith("because no role trust policy allows the sts:AssumeRole action", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message.Replace("Named", "NoSuch", StringComparison.Ordinal), unknown.Message);
    }

    [Fact]
    public async Task AssumeRole_OfAnotherAccount_NeedsBothAndTheExternalId()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        var partner = new BasicAWSCredentials(ShopConfig.PartnerKey, ShopConfig.PartnerSecret);
        var request = new AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/Named", RoleSessionName = "s1" };

        AmazonSecurityTokenServiceException error = await RefusedAsync(host, request, partner);
        request.ExternalId = "ext-1";
        AssumeRoleResponse response = await AssumeAsync(host, request, partner);

        // Across accounts no reason is given.
        Assert.Equal("User: arn:aws:iam::444455556666:user/partner is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Named", error.Message);
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Named/s1", response.AssumedRoleUser.Arn);
    }

    [Fact]
    public async Task AssumeRole_TrustRestrictsTheTag_HoldsToIt()
    {
        await using IdentityHost host = await IdentityHost.StartAsync(ShopConfig.With(static account =>
            account["roles"]!["Tenant"]!["trustPolicy"]!["Statement"]![0]!["Condition"] = System.Text.Json.Nodes.JsonNode.Parse(
                """{ "StringEquals": { "aws:RequestTag/TenantId": ["acme"], "sts:RoleSessionName": "${aws:RequestTag/TenantId}" }, "ForAllValues:StringEquals": { "aws:TagKeys": ["TenantId"] } }""")));

        await AssumeAsync(host, Tenant());

        Assert.Equal("AccessDenied", (await RefusedAsync(host, Tenant("zeta"))).ErrorCode);
        Assert.Equal("AccessDenied", (await RefusedAsync(host, Tenant(change: static request => request.RoleSessionName = "zeta"))).ErrorCode);
        Assert.Equal("AccessDenied", (await RefusedAsync(host, Tenant(change: static request => request.Tags = []))).ErrorCode);
        Assert.Equal("AccessDenied", (await RefusedAsync(host, Tenant(change: static request => request.Tags.Add(new StsTag { Key = "Other", Value = "x" })))).ErrorCode);
    }

    [Fact]
    public async Task AssumeRole_Chained_InheritsTransitiveTagsOnly()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        AssumeRoleResponse first = await AssumeAsync(host, Tenant(change: static request =>
        {
            request.Tags.Add(new StsTag { Key = "Plan", Value = "gold" });
            request.TransitiveTagKeys = ["tenantid"];
            request.SourceIdentity = "alice";
        }));
        var request = new AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/Chained", RoleSessionName = "s2" };

        AssumeRoleResponse second = await AssumeAsync(host, request, first.Credentials);
        using AmazonDynamoDBClient dynamo = host.DynamoDb(second.Credentials);
        await dynamo.ListTablesAsync(Token);

        Assert.Equal("alice", second.SourceIdentity);
        Assert.Equal("acme", host.Last.Caller!.Tags["TenantId"]);
        Assert.False(host.Last.Caller.Tags.ContainsKey("Plan"));
        Assert.False(host.Last.Caller.Tags.ContainsKey("Kind"));

        request.Tags = [new StsTag { Key = "TENANTID", Value = "zeta" }];
        Assert.Equal("InvalidParameterValue", (await RefusedAsync(host, request, first.Credentials)).ErrorCode);
        request.Tags = [];
        request.SourceIdentity = "mallory";
        Assert.Equal("AccessDenied", (await RefusedAsync(host, request, first.Credentials)).ErrorCode);
        request.SourceIdentity = null;
        request.DurationSeconds = 3601;
        Assert.Contains("role chaining", (await RefusedAsync(host, request, first.Credentials)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_InheritedTags_NeedTheRolesConsent()
    {
        await using IdentityHost host = await IdentityHost.StartAsync(ShopConfig.With(static account =>
            account["roles"]!["Chained"]!["trustPolicy"]!["Statement"]![0]!["Action"] = "sts:AssumeRole"));
        var request = new AssumeRoleRequest { RoleArn = "arn:aws:iam::111122223333:role/Chained", RoleSessionName = "s2" };
        AssumeRoleResponse plain = await AssumeAsync(host, Tenant());
        AssumeRoleResponse transitive = await AssumeAsync(host, Tenant(change: static request => request.TransitiveTagKeys = ["TenantId"]));

        await AssumeAsync(host, request, plain.Credentials);

        Assert.Contains("sts:TagSession", (await RefusedAsync(host, request, transitive.Credentials)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_SessionPolicies_LimitTheSession()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        AssumeRoleResponse response = await AssumeAsync(host, Tenant(change: static request =>
        {
            request.Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:Query","Resource":"*"}]}""";
            request.PolicyArns = [new PolicyDescriptorType { Arn = "arn:aws:iam::111122223333:policy/ReadOnly" }];
        }));
        using AmazonDynamoDBClient dynamo = host.DynamoDb(response.Credentials);
        await dynamo.ListTablesAsync(Token);
        Assert.Equal(2, host.Last.Caller!.Policies.Session.Length);

        // A managed policy that is gone allows nothing; it is not as if none had been given.
        host.Folder.Write("gateway.json", ShopConfig.With(static account => account.AsObject().Remove("managedPolicies")));
        host.Config.Look();
        host.Config.Look();
        await dynamo.ListTablesAsync(Token);
        Assert.Equal(2, host.Last.Caller!.Policies.Session.Length);
    }

    [Fact]
    public async Task Session_ConfigurationChanges_AppliesAtOnce()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        AssumeRoleResponse response = await AssumeAsync(host, Tenant());
        using AmazonDynamoDBClient dynamo = host.DynamoDb(response.Credentials);

        host.Folder.Write("gateway.json", ShopConfig.With(static account => account["roles"]!["Tenant"]!["policies"]!.AsArray().Clear()));
        host.Config.Look();
        host.Config.Look();
        await dynamo.ListTablesAsync(Token);
        Assert.Empty(host.Last.Caller!.Policies.Identity);

        host.Folder.Write("gateway.json", ShopConfig.With(static account => account["roles"]!.AsObject().Remove("Tenant")));
        host.Config.Look();
        host.Config.Look();
        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => dynamo.ListTablesAsync(Token));
        Assert.Equal("UnrecognizedClientException", error.ErrorCode);
    }

    [Fact]
    public async Task BadCredentials_HaveTheNamesOfSts()
    {
        var clock = new SetClock(TimeProvider.System.GetUtcNow());
        await using IdentityHost host = await IdentityHost.StartAsync(clock: clock);
        AssumeRoleResponse response = await AssumeAsync(host, Tenant(change: static request => request.DurationSeconds = 900));

        Assert.Equal("SignatureDoesNotMatch", (await RefusedAsync(host, Tenant(), new BasicAWSCredentials(ShopConfig.ShopKey, "wrong"))).ErrorCode);
        Assert.Equal("InvalidClientTokenId", (await RefusedAsync(host, Tenant(), new BasicAWSCredentials("AKIAEXAMPLEUNKNOWN01", "x"))).ErrorCode);
        clock.Now += TimeSpan.FromSeconds(901);
        Assert.Equal("ExpiredToken", (await RefusedAsync(host, Tenant(), response.Credentials)).ErrorCode);
    }
}
