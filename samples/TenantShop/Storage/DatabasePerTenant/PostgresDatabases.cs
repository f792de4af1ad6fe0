using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Npgsql;
using TenantShop.Layers;
using TenantShop.Tenancy;

namespace TenantShop.Storage.DatabasePerTenant;

/// <summary>
/// A PostgreSQL database and login of each tenant. The right to connect is taken from everyone, and the owner alone has it: the server itself
/// refuses a tenant at another tenant's door.
/// </summary>
/// <remarks>Source: PostgreSQL documentation, "Privileges": PUBLIC may CONNECT to a new database unless that is revoked.</remarks>
internal sealed class PostgresDatabases(string admin) : ITenantDatabases
{
    // New at each start; nobody needs to know them.
    private readonly ConcurrentDictionary<string, string> _passwords = new(StringComparer.Ordinal);

    public string Engine => "PostgreSQL";

    /// <summary>Whether the server answers.</summary>
    public static async Task<bool> AnswersAsync(string admin)
    {
        try
        {
            await using var connection = new NpgsqlConnection(admin);
            await connection.OpenAsync();
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or ArgumentException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    public async Task<DbConnection> OpenAsync(ShopSession session, string tenantId)
    {
        if (!session.Layers.Iam)
            return await OpenAsAdminAsync(tenantId);
        var login = new NpgsqlConnectionStringBuilder(admin)
        {
            Database = Name(tenantId),
            Username = Name(session.TenantId),
            Password = _passwords.TryGetValue(session.TenantId, out var password) ? password : throw new TenantAccessDeniedException("The tenant has no login."),
        };
        return await OpenAsync(login);
    }

    public Task<DbConnection> OpenAsAdminAsync(string tenantId) => OpenAsync(new NpgsqlConnectionStringBuilder(admin) { Database = Name(tenantId) });

    public async Task CreateAsync(string tenantId)
    {
        var name = Name(tenantId);
        var password = _passwords.GetOrAdd(tenantId, static _ => RandomNumberGenerator.GetHexString(48));
        await using var connection = await OpenAsync(new NpgsqlConnectionStringBuilder(admin));
        var exists = await ExistsAsync(connection, "SELECT 1 FROM pg_roles WHERE rolname = @name", name);
        // Names and passwords cannot be parameters here. The name is an id of [A-Za-z0-9_-], the password hexadecimal: neither can end its quotes.
        await RunAsync(connection, $"{(exists ? "ALTER" : "CREATE")} ROLE \"{name}\" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '{password}'");
        if (!await ExistsAsync(connection, "SELECT 1 FROM pg_database WHERE datname = @name", name))
            await RunAsync(connection, $"CREATE DATABASE \"{name}\" OWNER \"{name}\"");
        await RunAsync(connection, $"REVOKE ALL ON DATABASE \"{name}\" FROM PUBLIC");
        // Tables belong to the tenant's login, whoever fills them.
        await using var own = await OpenAsAdminAsync(tenantId);
        await RunAsync(own, $"ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO \"{name}\"");
    }

    private static string Name(string tenantId) => "shop_" + TenantIds.Require(tenantId);

    private static async Task<DbConnection> OpenAsync(NpgsqlConnectionStringBuilder login)
    {
        // A connection that waits in a pool would outlive its password.
        login.Pooling = false;
        var connection = new NpgsqlConnection(login.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<bool> ExistsAsync(DbConnection connection, string sql, string name)
    {
        await using var command = Sql.Command(connection, sql, ("name", name));
        return await command.ExecuteScalarAsync() is not null;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = Sql.Command(connection, sql);
        await command.ExecuteNonQueryAsync();
    }
}
