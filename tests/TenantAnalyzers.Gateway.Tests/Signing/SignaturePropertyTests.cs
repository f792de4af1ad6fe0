using System.Text;
using CsCheck;
using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Identity;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Tests.Identity;

namespace TenantAnalyzers.Gateway.Tests.Signing;

/// <summary>Whatever is sent, there is an answer; and only what was signed is taken.</summary>
public sealed class SignaturePropertyTests : IAsyncDisposable
{
    private static readonly Gen<string> Text = Gen.Char[' ', '~'].Array[0, 40].Select(static chars => new string(chars));

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private readonly ConfigFolder _folder = new(ShopConfig.Text);
    private readonly SetClock _clock = new(new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero));
    private readonly ConfigSource _config;
    private readonly SignatureVerifier _verifier;

    public SignaturePropertyTests()
    {
        _config = _folder.Load();
        _verifier = new SignatureVerifier(new Credentials(_config, new SessionStore(_clock)), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _config.DisposeAsync();
        _folder.Dispose();
    }

    private static readonly Gen<string> Header = Gen.OneOf(
        Text,
        Text.Select(static text => "AWS4-HMAC-SHA256 " + text),
        Gen.Select(Text, Text, Text, static (credential, headers, signature) => $"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={headers}, Signature={signature}"),
        Gen.Select(Text, Text, static (scope, headers) => $"AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/{scope}/eu-west-1/dynamodb/aws4_request, SignedHeaders={headers}, Signature={new string('a', 64)}"),
        Any("host", "host;x-amz-date", "x-amz-date").Select(static headers =>
            $"AWS4-HMAC-SHA256 Credential=AKIAEXAMPLESHOP00001/20260901/eu-west-1/dynamodb/aws4_request, SignedHeaders={headers}, Signature={new string('a', 64)}"));

    [Fact]
    public void Verify_AnyHeader_IsRefusedWithAnError() =>
        Gen.Select(Header, Gen.OneOf(Text, Any("20260901T100000Z", "99991231T235959Z", "00010101T000000Z")), Text.Select(static text => "/" + text), Text)
            .Sample((authorization, date, target, body) =>
            {
                var request = new SampleRequest("POST", target, body, ("Host", "localhost"), ("Authorization", authorization), ("X-Amz-Date", date));
                Verification verification = _verifier.Verify(request.ToHttp(), request.Bytes, "dynamodb");
                return verification.Error is not null && verification.Caller is null;
            }, iter: 20_000);

    [Fact]
    public void Verify_AnyTargetAndBodySigned_IsTakenAndNothingElseIs()
    {
        var signer = new RequestSigner(ShopConfig.ShopKey, ShopConfig.ShopSecret, _clock);
        Gen.Select(Text.Select(Uri.EscapeDataString), Text.Select(Uri.EscapeDataString), Text.Select(Uri.EscapeDataString), Text.Select(static text => "T" + text), Text)
            .Sample((path, name, value, target, body) =>
            {
                var uri = new Uri($"http://localhost:8000/{path}?{name}={value}&a");
                using var message = new HttpRequestMessage(HttpMethod.Post, uri);
                message.Headers.TryAddWithoutValidation("X-Amz-Target", target);
                signer.Sign(message, RequestSigner.HashOf(Encoding.UTF8.GetBytes(body)), "eu-west-1");
                var request = new SampleRequest("POST", uri.PathAndQuery, body,
                    ("Host", uri.Authority), ("X-Amz-Target", target),
                    ("X-Amz-Date", message.Headers.GetValues("X-Amz-Date").Single()), ("Authorization", message.Headers.NonValidated["Authorization"].ToString()));
                return Holds(request) && !Holds(request with { Body = body + " " }) && !Holds(request with { Target = request.Target + "b" })
                    && !Holds(request.With("X-Amz-Target", target + "x"));
            }, iter: 2_000);

        bool Holds(SampleRequest request) => _verifier.Verify(request.ToHttp(), request.Bytes, "dynamodb").Error is null;
    }
}
