using TenantShop.Layers;

namespace TenantShop.Attacks;

/// <summary>Something that an attack got hold of, and whose it is.</summary>
internal readonly record struct Touched(string TenantId, string What);

/// <summary>A way for one tenant to reach another's data. Its positive control is the same on the attacker's own data.</summary>
/// <param name="Id">Its name in the web API.</param>
/// <param name="Title">Its name for a person.</param>
/// <param name="Description">What it does, in a sentence.</param>
internal sealed record Attack(string Id, string Title, string Description)
{
    /// <summary>The models that it makes sense on.</summary>
    public IReadOnlyList<StorageModel> Models { get; init; } = StorageModels.All;

    /// <summary>False for what no switch can let through: signatures are always verified.</summary>
    public bool LayersApply { get; init; } = true;

    /// <summary>Reaches for the data of the tenant that is asked for, and answers with what it got.</summary>
    public required Func<AttackContext, Task<IEnumerable<Touched>>> Reach { get; init; }

    /// <summary>The control where the same on one's own data is not the same request: nobody may scan a shared table.</summary>
    public Func<AttackContext, Task<IEnumerable<Touched>>>? Own { get; init; }
}
