namespace TenantShop.Layers;

/// <summary>What the tenants share, and what each has for itself.</summary>
public enum StorageModel
{
    /// <summary>One table for all; the tenant is the partition key.</summary>
    SharedTable,

    /// <summary>Tables of each tenant; the tenant is in their name.</summary>
    TablePerTenant,

    /// <summary>A database and a login of each tenant.</summary>
    DatabasePerTenant,
}

/// <summary>The models' names in the web API.</summary>
public static class StorageModels
{
    public static IReadOnlyList<StorageModel> All { get; } = [StorageModel.SharedTable, StorageModel.TablePerTenant, StorageModel.DatabasePerTenant];

    public static string Name(this StorageModel model) => model switch
    {
        StorageModel.SharedTable => "shared-table",
        StorageModel.TablePerTenant => "table-per-tenant",
        StorageModel.DatabasePerTenant => "database-per-tenant",
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    /// <summary>The model of this name; null when there is none.</summary>
    public static StorageModel? Find(string? name)
    {
        foreach (var model in All)
        {
            if (model.Name() == name)
                return model;
        }

        return null;
    }
}
