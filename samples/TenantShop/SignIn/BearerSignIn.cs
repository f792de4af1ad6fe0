using Microsoft.AspNetCore.Authentication.JwtBearer;
using TenantShop.Tenancy;

namespace TenantShop.SignIn;

/// <summary>Lets in who brings a token of the shop's own issuer.</summary>
internal static class BearerSignIn
{
    public static void AddBearerSignIn(this IServiceCollection services)
    {
        services.AddSingleton<ShopUsers>();
        services.AddSingleton<TokenIssuer>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(static options =>
        {
            options.MapInboundClaims = false;
            options.Events = new JwtBearerEvents
            {
                // Signed, yet of no tenant or of two: nobody to act for.
                OnTokenValidated = static context =>
                {
                    if (PrincipalTenantContext.Find(context.Principal) is null)
                        context.Fail("The token does not name one tenant.");
                    return Task.CompletedTask;
                },
            };
        });
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<TokenIssuer>(static (options, issuer) => options.TokenValidationParameters = issuer.Validation);
        services.AddAuthorization();
    }
}
