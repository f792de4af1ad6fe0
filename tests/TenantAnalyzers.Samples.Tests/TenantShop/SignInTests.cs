using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TenantShop.Hosting;
using TenantShop.SignIn;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>Who is let in. Nothing here needs DynamoDB: the list of attacks is for anyone who is signed in.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private ShopApp _shop = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TokenIssuer Issuer => (TokenIssuer)_shop.Services.GetService(typeof(TokenIssuer))!;

    public async ValueTask InitializeAsync() => _shop = await ShopApp.StartAsync(new ShopOptions { Gateway = new Uri("http://127.0.0.1:9"), Seed = false }, Token);

    public ValueTask DisposeAsync() => _shop.DisposeAsync();

    [Fact]
    public async Task SignIn_RightPassword_OpensTheShop()
    {
        using var acme = await ShopClient.SignInAsync(_shop.Address, "ann", "sample-ann", Token);
        Assert.Equal(HttpStatusCode.OK, (await acme.GetAsync("/api/attacks", Token)).StatusCode);
    }

    [Theory]
    [InlineData("ann", "sample-gus")]
    [InlineData("ann", "")]
    [InlineData("ann", null)]
    [InlineData("Ann", "sample-ann")]
    [InlineData("nobody", "")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public async Task SignIn_WrongPassword_IsUnauthorized(string? user, string? password)
    {
        using var client = new HttpClient { BaseAddress = _shop.Address };
        using var response = await client.PostAsJsonAsync("/api/sign-in", new { user, password }, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Api_NoToken_IsUnauthorized()
    {
        using var client = new HttpClient { BaseAddress = _shop.Address };
        string[] paths = ["/api/attacks", "/api/audit", "/api/shop", "/orders", "/customers?text=a", "/invoices/1", "/carts", "/products", "/reports/orders.csv"];
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path, Token)).StatusCode);
    }

    [Fact]
    public async Task Api_TokenOfTheIssuer_IsTaken() => Assert.Equal(HttpStatusCode.OK, await SendAsync(Write()));

    [Fact]
    public async Task Api_TokenOfAnotherKey_IsUnauthorized()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => { }, new ECDsaSecurityKey(forger) { KeyId = Issuer.KeyId })));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => { }, new ECDsaSecurityKey(forger))));
    }

    [Fact]
    public async Task Api_TokenOfAnotherAlgorithm_IsUnauthorized()
    {
        // The classic confusion: the public key, which is no secret, as the secret of a symmetric signature.
        var parameters = ((ECDsaSecurityKey)Issuer.Validation.IssuerSigningKey).ECDsa.ExportSubjectPublicKeyInfo();
        var symmetric = new SigningCredentials(new SymmetricSecurityKey(parameters) { KeyId = Issuer.KeyId }, SecurityAlgorithms.HmacSha256);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(token => token.SigningCredentials = symmetric)));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Unsigned()));
    }

    [Fact]
    public async Task Api_TokenOfAnotherTimeIssuerOrAudience_IsUnauthorized()
    {
        var now = DateTime.UnixEpoch.AddSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(token => (token.NotBefore, token.Expires) = (now.AddHours(-2), now.AddHours(-1)))));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(token => (token.NotBefore, token.Expires) = (now.AddHours(1), now.AddHours(2)))));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => token.Issuer = "https://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => token.Audience = "elsewhere")));
    }

    [Fact]
    public async Task Api_TokenOfNoTenantOrTwo_IsUnauthorized()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => token.Claims.Remove("tenant"))));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => token.Claims["tenant"] = new[] { "acme", "globex" })));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => token.Claims["tenant"] = "acme/../globex")));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(Write(static token => token.Claims["tenant"] = "")));
    }

    [Fact]
    public async Task Page_AnyAnswer_KeepsScriptsToItsOwn()
    {
        using var client = new HttpClient { BaseAddress = _shop.Address };
        using var response = await client.GetAsync("/", Token);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    private string Write(Action<SecurityTokenDescriptor>? change = null, SecurityKey? key = null)
    {
        var token = new SecurityTokenDescriptor
        {
            Issuer = TokenIssuer.Issuer,
            Audience = TokenIssuer.Audience,
            Claims = new Dictionary<string, object> { ["sub"] = "ann", ["tenant"] = "acme" },
            SigningCredentials = new SigningCredentials(key ?? Issuer.Validation.IssuerSigningKey, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler().CreateToken(token);
    }

    private static string Unsigned()
    {
        var expires = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds();
        return Part("""{"alg":"none","typ":"JWT"}""") + "." + Part($$"""{"iss":"{{TokenIssuer.Issuer}}","aud":"{{TokenIssuer.Audience}}","sub":"ann","tenant":"acme","exp":{{expires}}}""") + ".";

        static string Part(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));
    }

    private async Task<HttpStatusCode> SendAsync(string token)
    {
        using var client = new HttpClient { BaseAddress = _shop.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await client.GetAsync("/api/attacks", Token)).StatusCode;
    }
}
