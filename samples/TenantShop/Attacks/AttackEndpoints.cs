using TenantShop.Layers;
using TenantShop.SignIn;
using TenantShop.Tenancy;

namespace TenantShop.Attacks;

/// <summary>The attacks as a signed-in tenant starts them from the page.</summary>
internal static class AttackEndpoints
{
    public static void MapAttacks(this IEndpointRouteBuilder app)
    {
        var attacks = app.MapGroup("/api/attacks").RequireAuthorization();
        attacks.MapGet("/", static (AttackCatalog catalog) => catalog.All.Select(static attack => new
        {
            attack.Id,
            attack.Title,
            attack.Description,
            attack.LayersApply,
            Models = attack.Models.Select(static model => model.Name()),
        }));
        attacks.MapPost("/{id}", static async (string id, Attempt attempt, AttackCatalog catalog, AttackRunner runner, ShopUsers users, ITenantContext tenant) =>
        {
            if (StorageModels.Find(attempt.Model) is not { } model || catalog.Find(id, model) is not { } attack)
                return Results.NotFound(new { error = "There is no such attack on this model." });
            if (attempt.Victim == tenant.TenantId || !users.Tenants.Contains(attempt.Victim))
                return Results.BadRequest(new { error = "The victim is another tenant of this shop." });
            return Results.Ok(await runner.RunAsync(attack, new ShopSession(tenant.TenantId, model, attempt.Layers ?? ShopLayers.All), attempt.Victim!));
        });
    }

    internal sealed record Attempt(string? Model, ShopLayers? Layers, string? Victim);
}
