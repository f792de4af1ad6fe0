using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TenantShop.Tenancy;

namespace TenantShop.SignIn;

/// <summary>Signs the shop's tokens, with a key that is made at the start and never leaves the process.</summary>
internal sealed class TokenIssuer : IDisposable
{
    public const string Issuer = "https://sign-in.tenantshop.example";
    public const string Audience = "tenantshop";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsaSecurityKey _key;
    private readonly TimeProvider _clock;

    public TokenIssuer(TimeProvider clock)
    {
        _clock = clock;
        _key = new ECDsaSecurityKey(_ecdsa) { KeyId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) };
    }

    /// <summary>The key's name, which stands in every token.</summary>
    public string KeyId => _key.KeyId;

    /// <summary>What a token must be to be believed: of this issuer, for this audience, in its time, signed by this key with ES256.</summary>
    public TokenValidationParameters Validation => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        IssuerSigningKey = new ECDsaSecurityKey(_ecdsa) { KeyId = _key.KeyId },
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuer = true,
        ValidateAudience = true,
        ValidateLifetime = true,
        ValidateIssuerSigningKey = true,
        ClockSkew = TimeSpan.FromSeconds(30),
        NameClaimType = JwtRegisteredClaimNames.Sub,
    };

    /// <summary>A token of this user.</summary>
    public (string Token, DateTimeOffset Expires) Issue(ShopUser user)
    {
        var expires = _clock.GetUtcNow() + Lifetime;
        return (Sign(user.Name, user.TenantId, _clock.GetUtcNow(), expires, _key), expires);
    }

    /// <summary>Writes a token with any key: the forger's way is the same, and only the key is another.</summary>
    public static string Sign(string user, string tenantId, DateTimeOffset now, DateTimeOffset expires, ECDsaSecurityKey key) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = user, [PrincipalTenantContext.ClaimType] = tenantId },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });

    public void Dispose() => _ecdsa.Dispose();
}
