using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LeakyShop.Tenancy;

/// <summary>Signs a caller in by the key in <c>X-Api-Key</c>; the key says which tenant the caller is.</summary>
public sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IConfiguration configuration)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Headers.TryGetValue("X-Api-Key", out var key))
            return Task.FromResult(AuthenticateResult.NoResult());
        var tenant = configuration.GetSection("ApiKeys").GetChildren().FirstOrDefault(entry => entry.Key == key.ToString())?.Value;
        if (tenant is null)
            return Task.FromResult(AuthenticateResult.Fail("Unknown key"));

        var identity = new ClaimsIdentity([new Claim(PrincipalTenantContext.ClaimType, tenant)], Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name)));
    }
}
