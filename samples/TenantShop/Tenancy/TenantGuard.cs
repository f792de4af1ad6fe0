using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace TenantShop.Tenancy;

/// <summary>A table the guard knows: its partition key, which holds the tenant, and its indexes that have the tenant as theirs.</summary>
public sealed record GuardedTable(string PartitionKey, string[] TenantIndexes);

/// <summary>
/// Stands between the SDK and the network: refuses every request that is not keyed by the caller's tenant. The tenant is who the
/// caller is, never what the request says. What the guard does not know or understand it refuses: in doubt, no.
/// </summary>
/// <remarks>
/// It runs in <see cref="AmazonServiceClient.BeforeRequestEvent"/>, after the request is written and before it is signed and sent.
/// Only the low-level client's item operations pass; Scan, PartiQL and the control plane never do.
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
        ScanRequest => "a scan reads every tenant",
        ExecuteStatementRequest or BatchExecuteStatementRequest or ExecuteTransactionRequest => "PartiQL is not let through",
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
        if (query.IndexName is { } index && Array.IndexOf(table.TenantIndexes, index) < 0)
            return $"index '{index}' of '{query.TableName}' is not keyed by the tenant";
        if (query.KeyConditions is { Count: > 0 })
            return "the legacy KeyConditions are not let through";
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
            if (query.ExpressionAttributeValues is not { } values || !values.TryGetValue(value, out var actual) || !Is(actual, tenant))
                return $"its key condition binds '{table.PartitionKey}' to something else";
            bound = true;
        }

        return bound ? null : $"its key condition does not bind '{table.PartitionKey}'";
    }

    private string? Key(string? tableName, Dictionary<string, AttributeValue>? attributes, string tenant)
    {
        if (Find(tableName) is not { } table)
            return UnknownTable(tableName);
        if (attributes is null || !attributes.TryGetValue(table.PartitionKey, out var value))
            return $"'{table.PartitionKey}' is not in its key on '{tableName}'";
        return Is(value, tenant) ? null : $"'{table.PartitionKey}' in its key on '{tableName}' is another tenant";
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
    private static bool Is(AttributeValue? value, string tenant) =>
        value is { N: null, B: null, BOOL: null, NULL: null, SS: null or [], NS: null or [], BS: null or [], M: null or { Count: 0 }, L: null or [] }
        && string.Equals(value.S, tenant, StringComparison.Ordinal);
}
