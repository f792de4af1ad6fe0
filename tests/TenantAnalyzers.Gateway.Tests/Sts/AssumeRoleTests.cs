using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
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

    private static AssumeRoleRequest Tenant(string tenant = "acme") => new()
    {
        RoleArn = ShopConfig.TenantRole,
        RoleSessionName = tenant,
        Tags = [new StsTag { Key = "TenantId", Value = tenant }],
    };

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
        using AmazonSecurityTokenServiceClient sts = host.Sts();

        AssumeRoleResponse response = await sts.AssumeRoleAsync(Tenant(), Token);
        using AmazonDynamoDBClient dynamo = host.DynamoDb(response.Credentials);
        await dynamo.ListTablesAsync(Token);

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Tenant/acme", response.AssumedRoleUser.Arn);
        Assert.InRange(response.SessionTokenUtilization!.Value, 1, 100);
        Assert.StartsWith("ASIA", response.Credentials.AccessKeyId, StringComparison.Ordinal);
        Assert.Equal(response.AssumedRoleUser.Arn, host.Last.Caller!.Arn);
        Assert.Equal("acme", host.Last.Caller.Tags["tenantid"]);
        Assert.Equal("tenant", host.Last.Caller.Tags["Kind"]);
    }

    [Fact]
    public async Task AssumeRole_UserWithoutPermission_IsDenied()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        using AmazonSecurityTokenServiceClient sts = host.Sts(ShopConfig.NobodyKey, ShopConfig.NobodySecret);

        var error = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRoleAsync(Tenant(), Token));

        Assert.Equal("AccessDenied", error.ErrorCode);
        Assert.Equal(
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/Tenant "
            + "because no identity-based policy allows the sts:AssumeRole action", error.Message);
    }

    [Fact]
    public async Task WrongSecret_DynamoDb_IsInvalidSignature()
    {
        await using IdentityHost host = await IdentityHost.StartAsync();
        using AmazonDynamoDBClient dynamo = host.DynamoDb(new BasicAWSCredentials(ShopConfig.ShopKey, "wrong"));

        var error = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => dynamo.ListTablesAsync(Token));

        Assert.Equal("InvalidSignatureException", error.ErrorCode);
    }
}
