using System.Data.Common;
using TenantShop.Layers;

namespace TenantShop.Storage.DatabasePerTenant;

/// <summary>A database of each tenant, and the ways in.</summary>
internal interface ITenantDatabases
{
    /// <summary>For a person: <c>SQLite</c> or <c>PostgreSQL</c>.</summary>
    string Engine { get; }

    /// <summary>Opens the database of <paramref name="tenantId"/>, signed in as the session's layers say.</summary>
    Task<DbConnection> OpenAsync(ShopSession session, string tenantId);

    /// <summary>Opens it as who looks after all of them, past the layers.</summary>
    Task<DbConnection> OpenAsAdminAsync(string tenantId);

    /// <summary>Creates the tenant's database and login where they are missing.</summary>
    Task CreateAsync(string tenantId);
}
