namespace TenantShop.SignIn;

/// <summary>Where a token comes from.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/sign-in", static (Credentials given, ShopUsers users, TokenIssuer issuer) =>
        {
            if (given is not { User: { } name, Password: { } password } || users.Find(name, password) is not { } user)
                return Results.Json(new { error = "The user or the password is wrong." }, statusCode: StatusCodes.Status401Unauthorized);
            var (token, expires) = issuer.Issue(user);
            return Results.Ok(new { token, user = user.Name, tenant = user.TenantId, expires });
        });
        app.MapGet("/api/users", static (ShopUsers users) => users.All.Select(static user => new { user = user.Name, tenant = user.TenantId }));
    }

    internal sealed record Credentials(string? User, string? Password);
}
