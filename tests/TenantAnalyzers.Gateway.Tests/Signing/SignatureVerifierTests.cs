using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Amazon.Runtime;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Tests.Identity;

namespace TenantAnalyzers.Gateway.Tests.Signing;

/// <summary>Requests that the SDK has signed, and what becomes of them when somebody changes them on the way.</summary>
public sealed class SignatureVerifierTests : IAsyncDisposable
{
    private readonly ConfigFolder _folder = new(ShopConfig.Text);
    private readonly SetClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly ConfigSource _config;
    private readonly SessionStore _sessions;
    private readonly SignatureVerifier _verifier;

    public SignatureVerifierTests()
    {
        _config = _folder.Load();
        _sessions = new SessionStore(_clock);
        _verifier = new SignatureVerifier(new Credentials(_config, _sessions), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _config.DisposeAsync();
        _folder.Dispose();
    }

    private Session AddSession(string role = "Tenant")
    {
        (string id, string secret, string token) = SessionStore.NewCredentials();
        var session = new Session
        {
            AccessKeyId = id,
            Secret = secret,
            Token = token,
            Account = ShopConfig.Account,
            RoleName = role,
            Name = "acme",
            Created = _clock.Now,
            Expires = _clock.Now.AddHours(1),
        };
        Assert.True(_sessions.TryAdd(session));
        return session;
    }

    private async Task<SampleRequest> SignAsync(AWSCredentials? credentials = null)
    {
        SampleRequest request = await SdkRequests.GetItemAsync(credentials ?? new BasicAWSCredentials(ShopConfig.ShopKey, ShopConfig.ShopSecret));
        _clock.Now = TimeProvider.System.GetUtcNow();
        return request;
    }

    private string? Verify(SampleRequest request, string service = "dynamodb") => _verifier.Verify(request.ToHttp(), request.Bytes, service).Error?.Code;

    [Fact]
    public async Task Verify_SdkRequest_FindsTheCaller()
    {
        SampleRequest request = await SignAsync();

        Verification verification = _verifier.Verify(request.ToHttp(), request.Bytes, "dynamodb");

        Assert.Equal("arn:aws:iam::111122223333:user/shop", verification.Caller!.Arn);
        Assert.Equal("eu-west-1", verification.Region);
        Assert.Equal(ShopConfig.ShopKey, verification.AccessKeyId);
        Assert.Equal(RequestSigner.HashOf(request.Bytes.Span), verification.BodyHash);
        // Once more, with the signing key kept.
        Assert.Null(Verify(request));
    }

    [Fact]
    public async Task Verify_SdkRequestOfSession_FindsTheSession()
    {
        Session session = AddSession();
        SampleRequest request = await SignAsync(new SessionAWSCredentials(session.AccessKeyId, session.Secret, session.Token));

        Verification verification = _verifier.Verify(request.ToHttp(), request.Bytes, "dynamodb");

        Assert.Null(verification.Error);
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Tenant/acme", verification.Caller!.Arn);
        Assert.Same(verification.Caller, _verifier.Verify(request.ToHttp(), request.Bytes, "dynamodb").Caller);
    }

    [Fact]
    public async Task Verify_AnyPartChanged_IsRefused()
    {
        SampleRequest request = await SignAsync();

        Assert.Equal("InvalidSignatureException", Verify(request with { Method = "PUT" }));
        Assert.Equal("InvalidSignatureException", Verify(request with { Target = "/x" }));
        Assert.Equal("InvalidSignatureException", Verify(request with { Target = "/?a=b" }));
        Assert.Equal("InvalidSignatureException", Verify(request with { Body = request.Body.Replace("acme", "zeta", StringComparison.Ordinal) }));
        Assert.Equal("InvalidSignatureException", Verify(request with { Body = "" }));
        Assert.Equal("InvalidSignatureException", Verify(request.Replace("Authorization", "eu-west-1", "us-east-1")));
        Assert.Equal("InvalidSignatureException", Verify(request.Replace("Authorization", "/dynamodb/", "/sts/")));
        Assert.Equal("InvalidSignatureException", Verify(request, service: "sts"));
        Assert.Equal("InvalidSignatureException", Verify(request.Replace("Authorization", "aws4_request", "aws5_request")));
        Assert.Equal("InvalidSignatureException", Verify(request.With("Authorization", request["Authorization"][..^64] + new string('0', 64))));
        Assert.Equal("InvalidSignatureException", Verify(request.Replace("Authorization", ShopConfig.ShopKey, ShopConfig.NobodyKey)));
        Assert.Equal("UnrecognizedClientException", Verify(request.Replace("Authorization", ShopConfig.ShopKey, "AKIAEXAMPLEUNKNOWN01")));
        Assert.Equal("UnrecognizedClientException", Verify(request.With("X-Amz-Security-Token", "token")));
    }

    [Fact]
    public async Task Verify_AnySignedHeaderChanged_IsRefused()
    {
        SampleRequest request = await SignAsync();
        string[] signed = request["Authorization"].Split("SignedHeaders=")[1].Split(',')[0].Split(';');

        Assert.Contains("x-amz-target", signed);
        foreach (string name in signed)
        {
            Assert.NotNull(Verify(request.With(name, request[name] + "1")));
            Assert.NotNull(Verify(request.With(name, null)));
            Assert.NotNull(Verify(request with { Headers = [.. request.Headers, (name, "other")] }));
            // A header that is left out of the list is not protected any more, and the list itself is signed.
            Assert.NotNull(Verify(request.With("Authorization", request["Authorization"].Replace(";" + name, "", StringComparison.Ordinal).Replace(name + ";", "", StringComparison.Ordinal))));
        }
    }

    [Theory]
    [InlineData(null, "MissingAuthenticationTokenException")]
    [InlineData("", "MissingAuthenticationTokenException")]
    [InlineData("Bearer abc", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA512 Credential=a/b/c/d/e, SignedHeaders=host, Signature=00", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb, SignedHeaders=host, Signature=SIG", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu*/dynamodb/aws4_request, SignedHeaders=host, Signature=SIG", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb/aws4_request, SignedHeaders=Host, Signature=SIG", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;host, Signature=SIG", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb/aws4_request, Signature=SIG", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=short", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=SIG, Signature=SIG", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=SIG, X=Y", "IncompleteSignatureException")]
    public async Task Verify_MalformedHeader_SaysSo(string? authorization, string code)
    {
        SampleRequest request = await SignAsync();

        Assert.Equal(code, Verify(request.With("Authorization", authorization?.Replace("SIG", new string('0', 64), StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Verify_TwoAuthorizations_IsIncomplete()
    {
        SampleRequest request = await SignAsync();

        Assert.Equal("IncompleteSignatureException", Verify(request with { Headers = [.. request.Headers, ("Authorization", request["Authorization"])] }));
    }

    [Theory]
    [InlineData(-299, null)]
    [InlineData(299, null)]
    [InlineData(-302, "Signature not yet current")]
    [InlineData(302, "Signature expired")]
    public async Task Verify_OtherClock_FiveMinutesAreForgiven(int seconds, string? message)
    {
        SampleRequest request = await SignAsync();
        DateTimeOffset signed = DateTimeOffset.ParseExact(request["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        _clock.Now = signed.AddSeconds(seconds);

        Verification verification = _verifier.Verify(request.ToHttp(), request.Bytes, "dynamodb");

        Assert.Equal(message is null ? null : "InvalidSignatureException", verification.Error?.Code);
        Assert.StartsWith(message ?? "", verification.Error?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_SessionTokenWrongOrMissing_IsUnrecognized()
    {
        Session session = AddSession(), other = AddSession();
        SampleRequest request = await SignAsync(new SessionAWSCredentials(session.AccessKeyId, session.Secret, session.Token));

        Assert.Equal("UnrecognizedClientException", Verify(request.With("X-Amz-Security-Token", null)));
        Assert.Equal("UnrecognizedClientException", Verify(request.With("X-Amz-Security-Token", other.Token)));
        Assert.Equal("UnrecognizedClientException", Verify(request.With("X-Amz-Security-Token", session.Token + "=")));
        Assert.Equal("UnrecognizedClientException", Verify(request.Replace("Authorization", session.AccessKeyId, other.AccessKeyId)));
    }

    [Fact]
    public async Task Verify_SessionEnded_IsExpired()
    {
        Session session = AddSession();
        SampleRequest request = await SignAsync(new SessionAWSCredentials(session.AccessKeyId, session.Secret, session.Token));
        _clock.Now = session.Expires;

        Assert.Equal("ExpiredTokenException", Verify(request));
    }

    [Fact]
    public async Task Verify_RoleIsGone_IsUnrecognized()
    {
        Session session = AddSession(role: "Gone");
        SampleRequest request = await SignAsync(new SessionAWSCredentials(session.AccessKeyId, session.Secret, session.Token));

        Assert.Equal("UnrecognizedClientException", Verify(request));
    }

    [Fact]
    public async Task Verify_ContentHashHeader_MustBeTheBodys()
    {
        SampleRequest request = await SignAsync();

        // Unsigned headers of AWS's own are refused before they are looked at.
        Assert.Equal("InvalidSignatureException", Verify(request.With("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")));
        Assert.Equal("InvalidSignatureException", Verify(request.With("X-Amz-Content-Sha256", new string('0', 64))));
    }

    [Fact]
    public void Sign_ForwardedRequest_IsVerified()
    {
        var signer = new RequestSigner(ShopConfig.ShopKey, ShopConfig.ShopSecret, _clock);
        const string Body = """{"TableName":"Orders"}""";
        using var message = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1:8000/") { Content = new StringContent(Body, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.0")) };
        message.Headers.Add("X-Amz-Target", "DynamoDB_20120810.DescribeTable");
        message.Headers.TryAddWithoutValidation("Authorization", "of another");

        signer.Sign(message, RequestSigner.HashOf(Encoding.UTF8.GetBytes(Body)), "eu-west-1");

        var request = new SampleRequest("POST", "/", Body,
            [("Host", "127.0.0.1:8000"), .. message.Headers.NonValidated.Select(static header => (header.Key, header.Value.ToString()))]);
        Assert.Null(Verify(request));
        Assert.Equal("InvalidSignatureException", Verify(request.With("X-Amz-Target", "DynamoDB_20120810.DeleteTable")));
    }
}
