using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace TenantShop.Tenancy;

/// <summary>A table the guard knows: its partition key, which holds the tenant, and its indexes that have the tenant as theirs.</summary>
public sealed record GuardedTable(string PartitionKey, string[] TenantIndexes)
{
    /// <summary>What stands in the key before the tenant's id.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>A table that is the caller's own, whole: its keys hold no tenant, and every item in it may be reached.</summary>
    public static GuardedTable OfOneTenant { get; } = new("", []) { IsOwn = true };

    internal bool IsOwn { get; private init; }
}

/// <summary>
/// Stands between the SDK and the network: refuses every request that is not keyed by the caller's tenant. The tenant is who the
/// caller is, never what the request says. What the guard does not know or understand it refuses: in doubt, no.
/// </summary>
/// <remarks>
/// It runs in <see cref="AmazonServiceClient.BeforeRequestEvent"/>, after the request is written and before it is signed and sent.
/// The document model and the context send the same requests as the low-level client. The control plane never passes, a scan only of a
/// table that is the tenant's own, and of PartiQL only a select of the form that <see cref="PartiQlSelect"/> understands.
/// </remarks>
public sealed class TenantGuard(ITenantContext caller, IReadOnlyDictionary<string, GuardedTable> tables)
{
    /// <summary>Puts the guard in front of the client.</summary>
    public T Protect<T>(T client) where T : IAmazonDynamoDB
    {
        if (client is not AmazonServiceClient service)
            throw new ArgumentException("Only a client of the SDK can be guarded.", nameof(client));
        service.BeforeRequestEvent += (_, sending) => Demand((sending as WebServiceRequestEventArgs)?.Request);
        return client;
    }

    /// <summary>Returns when the request may be sent.</summary>
    /// <exception cref="TenantAccessDeniedException">It may not.</exception>
    public void Demand(AmazonWebServiceRequest? request)
    {
        var tenant = caller.TenantId;
        if (string.IsNullOrEmpty(tenant))
            throw new TenantAccessDeniedException("The caller belongs to no tenant.");
        if (WhyRefused(request, tenant) is { } reason)
            throw new TenantAccessDeniedException($"Tenant '{tenant}': {request?.GetType().Name ?? "request"} refused, {reason}.");
    }

    private string? WhyRefused(AmazonWebServiceRequest? request, string tenant) => request switch
    {
        GetItemRequest get => Key(get.TableName, get.Key, tenant),
        PutItemRequest put => Key(put.TableName, put.Item, tenant),
        UpdateItemRequest update => Key(update.TableName, update.Key, tenant),
        DeleteItemRequest delete => Key(delete.TableName, delete.Key, tenant),
        QueryRequest query => Query(query, tenant),
        BatchGetItemRequest batch => All(batch.RequestItems, table => All(table.Value?.Keys, key => Key(table.Key, key, tenant))),
        BatchWriteItemRequest batch => All(batch.RequestItems, table => All(table.Value, write => Write(table.Key, write, tenant))),
        TransactGetItemsRequest transaction => All(transaction.TransactItems, item => Key(item.Get?.TableName, item.Get?.Key, tenant)),
        TransactWriteItemsRequest transaction => All(transaction.TransactItems, item => Write(item, tenant)),
        ScanRequest scan => Find(scan.TableName) is { IsOwn: true } ? null : "a scan reads every tenant",
        ExecuteStatementRequest statement => Statement(statement, tenant),
        BatchExecuteStatementRequest or ExecuteTransactionRequest => "PartiQL is let through one statement at a time",
        _ => "the guard does not know this operation",
    };

    private string? Write(string table, WriteRequest write, string tenant) => write switch
    {
        { PutRequest: { } put, DeleteRequest: null } => Key(table, put.Item, tenant),
        { PutRequest: null, DeleteRequest: { } delete } => Key(table, delete.Key, tenant),
        _ => "a write is neither a put nor a delete",
    };

    private string? Write(TransactWriteItem item, string tenant) => item switch
    {
        { Put: { } put, Update: null, Delete: null, ConditionCheck: null } => Key(put.TableName, put.Item, tenant),
        { Put: null, Update: { } update, Delete: null, ConditionCheck: null } => Key(update.TableName, update.Key, tenant),
        { Put: null, Update: null, Delete: { } delete, ConditionCheck: null } => Key(delete.TableName, delete.Key, tenant),
        { Put: null, Update: null, Delete: null, ConditionCheck: { } check } => Key(check.TableName, check.Key, tenant),
        _ => "a part of the transaction is not exactly one write",
    };

    private string? Query(QueryRequest query, string tenant)
    {
        if (Find(query.TableName) is not { } table)
            return UnknownTable(query.TableName);
        if (table.IsOwn)
            return null;
        if (query.IndexName is { } index && Array.IndexOf(table.TenantIndexes, index) < 0)
            return $"index '{index}' of '{query.TableName}' is not keyed by the tenant";
        if (query.KeyConditions is { Count: > 0 } legacy)
            return LegacyConditions(query, legacy, table, tenant);
        if (KeyConditionEqualities.Read(query.KeyConditionExpression) is not { } equalities)
            return "its key condition is not understood";

        var bound = false;
        foreach (var (name, value) in equalities)
        {
            var attribute = name[0] != '#' ? name : query.ExpressionAttributeNames is { } names && names.TryGetValue(name, out var given) ? given : null;
            if (attribute is null)
                return $"'{name}' in its key condition is not defined";
            if (attribute != table.PartitionKey)
                continue;
            if (query.ExpressionAttributeValues is not { } values || !values.TryGetValue(value, out var actual) || !Is(actual, tenant, table))
                return $"its key condition binds '{table.PartitionKey}' to something else";
            bound = true;
        }

        return bound ? null : $"its key condition does not bind '{table.PartitionKey}'";
    }

    // What the document model makes of a QueryFilter and the context of a hash key: conditions that must all hold.
    private static string? LegacyConditions(QueryRequest query, Dictionary<string, Condition> conditions, GuardedTable table, string tenant)
    {
        if (!string.IsNullOrEmpty(query.KeyConditionExpression))
            return "it has key conditions of two kinds";
        if (!conditions.TryGetValue(table.PartitionKey, out var condition) || condition is null)
            return $"its key conditions do not bind '{table.PartitionKey}'";
        return condition.ComparisonOperator == ComparisonOperator.EQ && condition.AttributeValueList is [var value] && Is(value, tenant, table)
            ? null
            : $"its key conditions bind '{table.PartitionKey}' to something else";
    }

    private string? Statement(ExecuteStatementRequest request, string tenant)
    {
        if (PartiQlSelect.Read(request.Statement) is not { } select)
            return "its statement is not understood";
        if (Find(select.Table) is not { } table)
            return UnknownTable(select.Table);
        if (table.IsOwn)
            return null;
        if (select.Index is { } index && Array.IndexOf(table.TenantIndexes, index) < 0)
            return $"index '{index}' of '{select.Table}' is not keyed by the tenant";

        var bound = false;
        foreach (var (name, parameter) in select.Equalities)
        {
            if (name != table.PartitionKey)
                continue;
            if (request.Parameters is not { } parameters || parameter >= parameters.Count || !Is(parameters[parameter], tenant, table))
                return $"its statement binds '{table.PartitionKey}' to something else";
            bound = true;
        }

        return bound ? null : $"its statement does not bind '{table.PartitionKey}'";
    }

    private string? Key(string? tableName, Dictionary<string, AttributeValue>? attributes, string tenant)
    {
        if (Find(tableName) is not { } table)
            return UnknownTable(tableName);
        if (table.IsOwn)
            return null;
        if (attributes is null || !attributes.TryGetValue(table.PartitionKey, out var value))
            return $"'{table.PartitionKey}' is not in its key on '{tableName}'";
        return Is(value, tenant, table) ? null : $"'{table.PartitionKey}' in its key on '{tableName}' is another tenant";
    }

    // A name only: an ARN could mean a table of another account.
    private GuardedTable? Find(string? table) => table is not null && tables.TryGetValue(table, out var known) ? known : null;

    private static string UnknownTable(string? table) => $"the guard does not know table '{table}'";

    private static string? All<T>(IEnumerable<T>? parts, Func<T, string?> whyRefused)
    {
        var any = false;
        foreach (var part in parts ?? [])
        {
            if (part is null)
                return "a part of it is missing";
            if (whyRefused(part) is { } reason)
                return reason;
            any = true;
        }

        return any ? null : "it names no key";
    }

    // A string and nothing beside it: what the service makes of two types in one value is not ours to guess.
    private static bool Is(AttributeValue? value, string tenant, GuardedTable table) =>
        value is { N: null, B: null, BOOL: null, NULL: null, SS: null or [], NS: null or [], BS: null or [], M: null or { Count: 0 }, L: null or [] }
        && string.Equals(value.S, table.Prefix + tenant, StringComparison.Ordinal);
}
