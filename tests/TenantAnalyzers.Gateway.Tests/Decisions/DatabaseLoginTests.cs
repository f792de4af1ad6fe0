using Amazon.Runtime;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Decisions;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Tests.Identity;

namespace TenantAnalyzers.Gateway.Tests.Decisions;

public sealed class DatabaseLoginTests : IAsyncDisposable
{
    private readonly ConfigFolder _folder = new(ShopConfig.Text);
    private readonly SetClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly ConfigSource _config;
    private readonly SessionStore _sessions;
    private readonly DatabaseLogin _login;

    public DatabaseLoginTests()
    {
        _config = _folder.Load();
        _sessions = new SessionStore(_clock);
        _login = new DatabaseLogin(_config, new Credentials(_config, _sessions), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _config.DisposeAsync();
        _folder.Dispose();
    }

    private ImmutableCredentials Tenant(string tenant = "acme")
    {
        (string id, string secret, string token) = SessionStore.NewCredentials();
        Assert.True(_sessions.TryAdd(new Session
        {
            AccessKeyId = id,
            Secret = secret,
            Token = token,
            Account = ShopConfig.Account,
            RoleName = "Tenant",
            Name = tenant,
            Created = _clock.Now,
            Expires = _clock.Now.AddHours(1),
            Tags = Tags.None.Add("TenantId", tenant),
        }));
        return new ImmutableCredentials(id, secret, token);
    }

    private LoginReply Check(string token) => _login.Check(token, new ConnectionFacts("127.0.0.1", null, false, "", _clock.Now));

    private static string Create(ImmutableCredentials credentials, string user = "acme", string host = "localhost", int port = 5432) =>
        DatabaseToken.Create(credentials, host, port, user, "eu-west-1");

    [Fact]
    public void Check_OwnUser_IsAllowed()
    {
        LoginReply reply = Check(Create(Tenant()) + "\n");

        Assert.Null(reply.Error);
        Assert.Equal("acme", reply.User);
        Assert.Equal("localhost:5432", reply.Address);
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Tenant/acme", reply.Caller!.Arn);
        Assert.Equal("arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-SHOP/acme", reply.Access!.Resource);
    }

    [Fact]
    public void Check_AnothersUser_IsDenied()
    {
        LoginReply reply = Check(Create(Tenant(), user: "zeta"));

        Assert.Equal("AccessDeniedException", reply.Error!.Code);
        Assert.Equal(
            "User: arn:aws:sts::111122223333:assumed-role/Tenant/acme is not authorized to perform: rds-db:connect on resource: "
            + "arn:aws:rds-db:eu-west-1:111122223333:dbuser:cluster-SHOP/zeta because no identity-based policy allows the rds-db:connect action", reply.Error.Message);
        Assert.Equal("zeta", reply.User);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("acme/../zeta")]
    [InlineData("acme zeta")]
    [InlineData("${aws:PrincipalTag/TenantId}")]
    public void Check_UserThatNoArnHolds_IsDenied(string user) => Assert.Equal("AccessDeniedException", Check(Create(Tenant(), user)).Error!.Code);

    [Fact]
    public void Check_UnknownDatabase_IsDenied()
    {
        Assert.Contains("the account has no database at localhost:5433", Check(Create(Tenant(), port: 5433)).Error!.Message, StringComparison.Ordinal);
        Assert.Equal("AccessDeniedException", Check(Create(Tenant(), host: "other")).Error!.Code);
    }

    [Fact]
    public void Check_AnyPartChanged_IsRefused()
    {
        string token = Create(Tenant());
        Assert.Null(Check(token).Error);

        Assert.Equal("InvalidSignatureException", Check(token.Replace("DBUser=acme", "DBUser=zeta", StringComparison.Ordinal)).Error!.Code);
        Assert.Equal("InvalidSignatureException", Check(token.Replace("localhost", "localhosts", StringComparison.Ordinal)).Error!.Code);
        Assert.Equal("InvalidSignatureException", Check(token.Replace("X-Amz-Expires=900", "X-Amz-Expires=899", StringComparison.Ordinal)).Error!.Code);
        Assert.Equal("InvalidSignatureException", Check(token.Replace("eu-west-1", "eu-west-2", StringComparison.Ordinal)).Error!.Code);
        Assert.Equal("InvalidSignatureException", Check(token + "&x=y").Error!.Code);
        Assert.Equal("InvalidSignatureException", Check(token[..^1] + (token[^1] == '0' ? '1' : '0')).Error!.Code);
        Assert.Equal("IncompleteSignatureException", Check(token + "&DBUser=zeta").Error!.Code);
        Assert.Equal("IncompleteSignatureException", Check(token + "&%44BUser=zeta").Error!.Code);
        Assert.Equal("UnrecognizedClientException", Check(token.Replace("X-Amz-Security-Token=", "X-Amz-Security-Token=A", StringComparison.Ordinal)).Error!.Code);
    }

    [Fact]
    public void Check_AnyPrefixOfAToken_IsRefused()
    {
        string token = Create(Tenant());
        for (int i = 0; i < token.Length; i++)
            Assert.NotNull(Check(token[..i]).Error);
    }

    [Fact]
    public void Check_OtherServiceOrTime_IsRefused()
    {
        ImmutableCredentials tenant = Tenant();
        string token = Create(tenant);

        Assert.Equal("InvalidSignatureException", Check(DatabaseToken.Create(tenant, "localhost", 5432, "acme", "eu-west-1", service: "dynamodb")).Error!.Code);
        Assert.Equal("IncompleteSignatureException", Check(DatabaseToken.Create(tenant, "localhost", 5432, "acme", "eu-west-1", expires: "901")).Error!.Code);
        DateTimeOffset now = _clock.Now;
        _clock.Now = now.AddMinutes(14);
        Assert.Null(Check(token).Error);
        _clock.Now = now.AddMinutes(16);
        Assert.StartsWith("Signature expired", Check(token).Error!.Message, StringComparison.Ordinal);
        _clock.Now = now.AddMinutes(-6);
        Assert.StartsWith("Signature not yet current", Check(token).Error!.Message, StringComparison.Ordinal);
        _clock.Now = now.AddHours(2);
        Assert.Equal("ExpiredTokenException", Check(token).Error!.Code);
    }

    [Fact]
    public void Check_UserWithoutPermission_IsDenied() =>
        Assert.Equal("AccessDeniedException", Check(Create(new ImmutableCredentials(ShopConfig.ShopKey, ShopConfig.ShopSecret, null))).Error!.Code);
}
