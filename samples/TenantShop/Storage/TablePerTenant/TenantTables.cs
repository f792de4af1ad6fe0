using TenantShop.Tenancy;

namespace TenantShop.Storage.TablePerTenant;

/// <summary>The names of a tenant's own tables. The id is checked first: it can hold nothing that would end a name early.</summary>
public sealed record TenantTables
{
    /// <summary>The index of the orders by their status.</summary>
    public const string ByStatus = "byStatus";

    public TenantTables(string tenantId)
    {
        TenantId = TenantIds.Require(tenantId);
        Orders = "orders-" + TenantId;
        Customers = "customers-" + TenantId;
        Invoices = "invoices-" + TenantId;
    }

    public string TenantId { get; }

    public string Orders { get; }

    public string Customers { get; }

    public string Invoices { get; }

    /// <summary>What the guard lets a tenant reach: its own tables, whole.</summary>
    public static IReadOnlyDictionary<string, GuardedTable> Guarded(string tenantId)
    {
        var tables = new TenantTables(tenantId);
        return new Dictionary<string, GuardedTable>
        {
            [tables.Orders] = GuardedTable.OfOneTenant,
            [tables.Customers] = GuardedTable.OfOneTenant,
            [tables.Invoices] = GuardedTable.OfOneTenant,
        };
    }
}
