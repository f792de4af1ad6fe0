using System.Data.Common;
using Microsoft.Data.Sqlite;
using TenantShop.Access;
using TenantShop.Layers;
using TenantShop.Tenancy;

namespace TenantShop.Storage.DatabasePerTenant;

/// <summary>
/// A file of each tenant. SQLite knows no users: the gate in front of the file asks for the token that RDS would ask for, and IAM says whether
/// the signer may log in as the tenant's database user.
/// </summary>
internal sealed class SqliteDatabases(TenantClients clients, DatabaseLogin login, IConfiguration configuration) : ITenantDatabases
{
    private readonly string _folder = configuration["Databases:Folder"] is { Length: > 0 } folder ? folder : Path.Combine(Path.GetTempPath(), "tenantshop");

    public string Engine => "SQLite";

    public async Task<DbConnection> OpenAsync(ShopSession session, string tenantId)
    {
        await login.DemandAsync(await login.TokenAsync(clients.CredentialsOf(session), TenantIds.Require(tenantId)));
        return await OpenAsync(tenantId, SqliteOpenMode.ReadWrite);
    }

    public Task<DbConnection> OpenAsAdminAsync(string tenantId) => OpenAsync(tenantId, SqliteOpenMode.ReadWrite);

    public async Task CreateAsync(string tenantId)
    {
        Directory.CreateDirectory(_folder);
        await using var _ = await OpenAsync(tenantId, SqliteOpenMode.ReadWriteCreate);
    }

    /// <summary>The tenant's file. Capitals are written as <c>=a</c>: some file systems would take <c>ACME</c> and <c>acme</c> for one.</summary>
    internal static string FileName(string tenantId) =>
        "tenant-" + string.Concat(TenantIds.Require(tenantId).Select(static letter => char.IsAsciiLetterUpper(letter) ? "=" + char.ToLowerInvariant(letter) : letter.ToString())) + ".db";

    private async Task<DbConnection> OpenAsync(string tenantId, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(_folder, FileName(tenantId)),
            Mode = mode,
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
