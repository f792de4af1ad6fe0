using Amazon.DynamoDBv2.DataModel;

namespace TenantShop.Tenancy;

/// <summary>An entity that belongs to one tenant.</summary>
public interface ITenantOwned
{
    string TenantId { get; set; }
}

/// <summary>Keeps entities of one kind by the object persistence model: the hash key is the caller's tenant, whatever the entity is.</summary>
public sealed class TenantRepository<T>(IDynamoDBContext context, ITenantContext tenant) where T : class, ITenantOwned
{
    /// <summary>The tenant's entity with this id.</summary>
    public async Task<T?> FindAsync(string id) => await context.LoadAsync<T>(tenant.TenantId, id);

    /// <summary>All entities of the tenant.</summary>
    public Task<List<T>> ListAsync() => context.QueryAsync<T>(tenant.TenantId).GetRemainingAsync();

    /// <summary>Stores an entity as the tenant's, whoever it says it belongs to.</summary>
    public Task SaveAsync(T entity)
    {
        entity.TenantId = tenant.TenantId;
        return context.SaveAsync(entity);
    }

    /// <summary>Deletes the tenant's entity with this id.</summary>
    public Task DeleteAsync(string id) => context.DeleteAsync<T>(tenant.TenantId, id);
}
