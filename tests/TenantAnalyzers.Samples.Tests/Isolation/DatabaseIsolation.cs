using TenantShop.Hosting;
using TenantShop.Layers;
using TenantShop.Storage;
using TenantShop.Tenancy;

namespace TenantAnalyzers.Samples.Tests.Isolation;

/// <summary>A database of each tenant: "A cannot do X in B's database" beside "B can do X in its own", with one layer alone each time.</summary>
/// <param name="shop">The shop whose stores are attacked.</param>
/// <param name="isLoginRefused">Whether an exception says that the login was refused: by IAM, or by the database itself.</param>
internal sealed class DatabaseIsolation(ShopApp shop, Func<Exception, bool> isLoginRefused)
{
    private const string Attacker = "acme";
    private const string Victim = "globex";
    private const StorageModel Model = StorageModel.DatabasePerTenant;

    /// <summary>Each layer alone with each operation.</summary>
    public static TheoryData<string, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var layer in new[] { "app", "login", "keys" })
            {
                foreach (var operation in StoreOperation.All)
                    rows.Add(layer, operation.Name);
            }

            return rows;
        }
    }

    private ShopData Data => (ShopData)shop.Services.GetService(typeof(ShopData))!;

    private ShopStores Stores => (ShopStores)shop.Services.GetService(typeof(ShopStores))!;

    public async Task AssertIsolatedAsync(string layer, StoreOperation operation)
    {
        var layers = new ShopLayers(App: layer == "app", Iam: layer == "login", Keys: layer == "keys");
        await Data.ResetAsync(Model, Attacker);
        await Data.ResetAsync(Model, Victim);
        var before = await Data.SnapshotAsync(Model, Victim);

        IEnumerable<object?> seen = [];
        var failure = await Record.ExceptionAsync(async () => seen = await RunAsync(new ShopSession(Attacker, Model, layers), operation));

        // Alone, the keys refuse nothing: the ids lead into the attacker's own database, where they are not.
        var isStopped = layer switch { "app" => failure is TenantAccessDeniedException, "login" => failure is not null && isLoginRefused(failure), _ => failure is null };
        Assert.True(isStopped, $"{operation.Name}, {layer}: {failure?.ToString() ?? "it went through"}");
        Assert.DoesNotContain(seen, static one => one?.ToString()!.Contains(Victim, StringComparison.Ordinal) == true);
        Assert.Equal(before, await Data.SnapshotAsync(Model, Victim));

        await AssertOwnerIsServedAsync(layers, operation, before);
    }

    private async Task AssertOwnerIsServedAsync(ShopLayers layers, StoreOperation operation, string before)
    {
        var seen = await RunAsync(new ShopSession(Victim, Model, layers), operation);
        if (operation.Changes is not { } changes)
        {
            Assert.Contains(seen, static one => one?.ToString()!.Contains(Victim, StringComparison.Ordinal) == true);
            return;
        }

        var text = changes(Victim);
        var after = await Data.SnapshotAsync(Model, Victim);
        Assert.NotEqual(before.Contains(text, StringComparison.Ordinal), after.Contains(text, StringComparison.Ordinal));
    }

    private async Task<IEnumerable<object?>> RunAsync(ShopSession session, StoreOperation operation)
    {
        await using var store = await Stores.OpenAsync(session, Victim);
        return await operation.RunAsync(store, Victim);
    }
}
