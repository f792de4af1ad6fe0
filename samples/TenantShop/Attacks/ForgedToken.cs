using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using TenantShop.Hosting;
using TenantShop.Layers;
using TenantShop.SignIn;

namespace TenantShop.Attacks;

/// <summary>The shop's API answered with an error.</summary>
internal sealed class ShopApiException(HttpStatusCode status, string code, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    public string Code { get; } = code;
}

/// <summary>Calls the shop over HTTP with a token that names the right tenant and is signed by a key of the forger's own.</summary>
internal sealed class ForgedToken(TokenIssuer issuer, ShopAddress address, IHttpClientFactory http, TimeProvider clock)
{
    /// <summary>The attack: the victim's name, the forger's key.</summary>
    public Task<IEnumerable<Touched>> ReachAsync(AttackContext at)
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // The key id of the shop is no secret: it stands in every token.
        var key = new ECDsaSecurityKey(forger) { KeyId = issuer.KeyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        var token = TokenIssuer.Sign("forger", at.Asked, clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(5), key);
        return CallAsync(at, token);
    }

    /// <summary>The control: a token that the shop issued.</summary>
    public Task<IEnumerable<Touched>> OwnAsync(AttackContext at) => CallAsync(at, issuer.Issue(new ShopUser("control", at.Asked)).Token);

    private async Task<IEnumerable<Touched>> CallAsync(AttackContext at, string token)
    {
        using var client = http.CreateClient(nameof(ForgedToken));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address.Value, "api/shop?model=" + at.Session.Model.Name()));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            var challenge = response.Headers.WwwAuthenticate.FirstOrDefault()?.ToString();
            throw new ShopApiException(response.StatusCode, "Unauthorized", challenge ?? $"HTTP {(int)response.StatusCode}");
        }

        var shop = await response.Content.ReadFromJsonAsync<ShopPage>();
        return (shop?.Orders ?? []).Select(static order => new Touched(order.TenantId, order.OrderId));
    }
}
