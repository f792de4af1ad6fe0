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

    /// <summary>TNT3002. Arguments: the witness, what is wrong and how to mend it.</summary>
    public static readonly DiagnosticDescriptor LeadingKeysSlippedPast = Create(
        id: "TNT3002", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Leading-keys condition can be slipped past",
        message: "The condition can be slipped past: {0}; {1}",
        description: "A condition on dynamodb:LeadingKeys holds back only the requests that carry leading keys, and only as its operator compares them. ForAllValues and …IfExists hold when the key is absent, ForAnyValue when one key of several is the tenant's, a negated operator for every key but those it names.");

    /// <summary>TNT3003. Arguments: the witness, what is wrong and how to mend it.</summary>
    public static readonly DiagnosticDescriptor KeyPatternMatchesOtherTenants = Create(
        id: "TNT3003", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Key pattern matches other tenants",
        message: "The leading keys are not the tenant's alone: {0}; {1}",
        description: "A wildcard in the pattern of the leading keys takes whatever stands there: the rest of a longer tenant id, or any tenant. Only a delimiter that no tenant id can hold ends the tenant's part.");

    /// <summary>TNT3004. Arguments: the witness, what is wrong and how to mend it.</summary>
    public static readonly DiagnosticDescriptor KeyNamesFixedTenant = Create(
        id: "TNT3004", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Key names a fixed tenant",
        message: "The leading keys do not follow the caller: {0}; {1}",
        description: "A leading key that is written into the policy is the same for every principal: whoever the caller's tenant is, the policy opens the items of the one it names.");

    /// <summary>TNT3005. Arguments: the witness or what happens instead, what is wrong.</summary>
    public static readonly DiagnosticDescriptor PolicyVariableWithoutVersion = Create(
        id: "TNT3005", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Policy variable without the version that has them",
        message: "The policy variable is not filled in: {0}; {1}",
        description: "Policy variables exist from version 2012-10-17 of the policy language on. In a policy of an older version, or of none, `${…}` is literal text.");

    /// <summary>TNT3006. Arguments: the witness, what is wrong and how to mend it.</summary>
    public static readonly DiagnosticDescriptor ResourceNotBoundToTenant = Create(
        id: "TNT3006", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Resource is not bound to the tenant",
        message: "The resource is not the tenant's alone: {0}; {1}",
        description: "Where each tenant has tables, a database user, secrets or prefixes of its own, the resource must name the tenant's alone, with the policy variable in its ARN and a delimiter behind it.");

    /// <summary>TNT3007. Arguments: what is wrong.</summary>
    public static readonly DiagnosticDescriptor PolicyMalformed = Create(
        id: "TNT3007", Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        title: "Policy is malformed",
        message: "The policy is malformed: {0}",
        description: "IAM refuses a document that is no valid policy, and takes a condition on a key that it does not know as one on a key that is never there. Either way the policy does not say what it was written to say.");

    /// <summary>TNT3008. Arguments: the call, the table, the actions, what to do.</summary>
    public static readonly DiagnosticDescriptor GrantGivesWholeTable = Create(
        id: "TNT3008", Category, DiagnosticSeverity.Info, isEnabledByDefault: true,
        title: "Grant gives the whole table",
        message: "`{0}` lets the grantee reach every tenant's items on {1}: its statement has no condition on `dynamodb:LeadingKeys`",
        description: "The grant methods of the CDK write a statement without a condition: right for a worker that serves every tenant, wrong for a role that acts for one.");

    // Release tracking reads the arguments by these parameter names: keep them.
    private static DiagnosticDescriptor Create(
        string id, string category, DiagnosticSeverity defaultSeverity, bool isEnabledByDefault,
        string title, string message, string description) =>
        new(id, title, message, category, defaultSeverity, isEnabledByDefault, description, HelpRoot + id + ".md");
}
