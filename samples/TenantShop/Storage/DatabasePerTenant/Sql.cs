using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace TenantShop.Storage.DatabasePerTenant;

/// <summary>Commands whose values are always parameters.</summary>
internal static class Sql
{
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Callers give constants, or names that are checked to be [A-Za-z0-9_-].")]
    public static DbCommand Command(DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
