using Microsoft.CodeAnalysis;

namespace TenantAnalyzers;

/// <summary>Every diagnostic this package can give, in id order. The id decides the help page.</summary>
public static class Rules
{
    /// <summary>The one category of all rules, for <c>dotnet_analyzer_diagnostic.category-TenantIsolation.severity</c>.</summary>
    public const string Category = "TenantIsolation";

    private const string HelpRoot = "https://github.com/tenant-analyzers/tenant-analyzers/blob/main/docs/rules/";

    /// <summary>TNT1001. Arguments: operation, table, what was found, tenant key.</summary>
    public static readonly DiagnosticDescriptor QueryNotTenantScoped = Create(
        id: "TNT1001", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Query is not bound to the tenant",
        message: "`{0}` on {1} {2}, not the tenant key `{3}`{4}",
        description: "A Query reads one partition. When its key condition does not bind the partition key to the current tenant, it can return another tenant's items. A filter is applied after the read and isolates nothing.");

    /// <summary>TNT1002. Arguments: operation, table, what was found, tenant key.</summary>
    public static readonly DiagnosticDescriptor ItemReadNotTenantScoped = Create(
        id: "TNT1002", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Item read is not keyed by the tenant",
        message: "`{0}` on {1} {2}, not the tenant key `{3}`{4}",
        description: "An item read whose key does not hold the current tenant returns any tenant's item to whoever knows or guesses its id.");

    /// <summary>TNT1003. Arguments: operation, table, tenant key, note on filters.</summary>
    public static readonly DiagnosticDescriptor ScanReadsEveryTenant = Create(
        id: "TNT1003", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Scan reads every tenant",
        message: "`{0}` on {1} reads the items of every tenant; query the tenant key `{2}` instead{3}",
        description: "A Scan has no partition key: it reads the whole table, and IAM cannot restrict it by leading keys. A filter is applied after the read.");

    /// <summary>TNT1004. Arguments: operation, table, what was found, tenant key, note.</summary>
    public static readonly DiagnosticDescriptor WriteNotTenantScoped = Create(
        id: "TNT1004", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Write is not keyed by the tenant",
        message: "`{0}` on {1} {2}, not the tenant key `{3}`{4}",
        description: "A write whose key does not hold the current tenant changes or deletes any tenant's item, or stores an item where every tenant finds it. A condition on the write protects one item and isolates nothing.");

    /// <summary>TNT1005. Arguments: verb, table, what was found, tenant key, note.</summary>
    public static readonly DiagnosticDescriptor StatementNotTenantScoped = Create(
        id: "TNT1005", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "PartiQL statement is not bound to the tenant",
        message: "`{0}` on {1} {2}, not the tenant key `{3}`{4}",
        description: "A PartiQL statement reaches one partition only by `=` or `IN` on the partition key, in every branch of an OR. Without it a SELECT scans the whole table.");

    /// <summary>TNT1006. Arguments: operation, index, table, what was found, tenant key, note.</summary>
    public static readonly DiagnosticDescriptor IndexQueryNotTenantScoped = Create(
        id: "TNT1006", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Index is not keyed by the tenant",
        message: "`{0}` on {1} of {2} {3}, not the tenant key `{4}`: the partitions of the index hold items of every tenant{5}",
        description: "A query on a global secondary index reads a partition of that index. Where its partition key is not the tenant, the partition holds the items of many tenants, and no condition on the query separates them.");

    /// <summary>TNT1007. No arguments.</summary>
    public static readonly DiagnosticDescriptor CrossTenantWithoutJustification = Create(
        id: "TNT1007", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "CrossTenant gives no justification",
        message: "`[CrossTenant]` says nothing of why this may cross tenants, so it silences nothing: give the reason",
        description: "[CrossTenant] takes a member, type or entity out of judgement for a reason that a reviewer can check. Without a reason it has no effect.");

    /// <summary>TNT1009. Arguments: operation, table, reason, note.</summary>
    public static readonly DiagnosticDescriptor BindingNotDecided = Create(
        id: "TNT1009", Category, DiagnosticSeverity.Info, isEnabledByDefault: false,
        title: "Binding to the tenant cannot be decided",
        message: "It cannot be told whether `{0}` on {1} is bound to the tenant: {2}{3}",
        description: "Neither proved nor disproved: what decides is made where the analysis does not look. Mark it with [TenantKey] or [TenantId] where it is bound to the tenant, or the member with [CrossTenant] where it is not meant to be.");

    /// <summary>TNT2001. Arguments: table, its partition key, tenant key.</summary>
    public static readonly DiagnosticDescriptor TableNotKeyedByTenant = Create(
        id: "TNT2001", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Table is not keyed by the tenant",
        message: "{0} is keyed by `{1}`, not the tenant key `{2}`",
        description: "A table whose partition key is not the tenant mixes the tenants in its partitions: no key condition and no IAM condition on leading keys can keep them apart.");

    /// <summary>TNT2002. Arguments: index and table, its partition key, tenant key.</summary>
    public static readonly DiagnosticDescriptor IndexNotKeyedByTenant = Create(
        id: "TNT2002", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Index is declared without the tenant in its key",
        message: "{0} is keyed by {1}, not the tenant key `{2}`",
        description: "A query on a global secondary index reads a partition of the index. When its key is not the tenant, that partition holds the items of many tenants, however the table itself is keyed.");

    /// <summary>TNT2003. Arguments: entity, what was found, tenant key.</summary>
    public static readonly DiagnosticDescriptor EntityWithoutTenantHashKey = Create(
        id: "TNT2003", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Entity has no tenant hash key",
        message: "Entity `{0}` {1} the tenant key `{2}`",
        description: "The context loads, saves and queries an entity by its hash key. When that is not the tenant, whoever knows or guesses a key reaches another tenant's item.");

    /// <summary>TNT3001. Arguments: the actions, the witness.</summary>
    public static readonly DiagnosticDescriptor PolicyWithoutLeadingKeys = Create(
        id: "TNT3001", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Policy allows item actions without leading keys",
        message: "The statement allows {0} with no `dynamodb:LeadingKeys` condition: {1}",
        description: "Without a condition on dynamodb:LeadingKeys (or dynamodb:FirstPartitionKeyValues) an Allow on item actions reaches every partition of the table, whoever the principal's tenant is.");

    // Release tracking reads the arguments by these parameter names: keep them.
    private static DiagnosticDescriptor Create(
        string id, string category, DiagnosticSeverity defaultSeverity, bool isEnabledByDefault,
        string title, string message, string description) =>
        new(id, title, message, category, defaultSeverity, isEnabledByDefault, description, HelpRoot + id + ".md");
}
