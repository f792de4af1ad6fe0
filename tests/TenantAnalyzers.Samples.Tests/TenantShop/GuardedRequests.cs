using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>One request of every kind that the guard lets through, keyed by the tenant it is given.</summary>
internal static class GuardedRequests
{
    private static readonly Dictionary<string, Func<string, AmazonWebServiceRequest>> Requests = new()
    {
        ["GetItem"] = static tenant => new GetItemRequest("Orders", Key(tenant)),
        ["PutItem"] = static tenant => new PutItemRequest("Orders", Item(tenant)),
        ["UpdateItem"] = static tenant => new UpdateItemRequest { TableName = "Orders", Key = Key(tenant), UpdateExpression = "REMOVE customerId" },
        ["DeleteItem"] = static tenant => new DeleteItemRequest("Orders", Key(tenant)),
        ["Query"] = static tenant => Query(tenant, "tenantId = :t"),
        ["Query on an index"] = static tenant => With(Query(tenant, "tenantId = :t AND #s = :s"), static query =>
        {
            query.IndexName = "tenantByStatus";
            query.ExpressionAttributeNames = new() { ["#s"] = "status" };
            query.ExpressionAttributeValues[":s"] = new("OPEN");
        }),
        ["Query with an alias"] = static tenant => With(Query(tenant, "#t=:t"), static query => query.ExpressionAttributeNames = new() { ["#t"] = "tenantId" }),
        ["Query as the SDK's builder writes it"] = static tenant => With(Query(tenant, "(#K0 = :t) AND (begins_with (#K1, :o))"), static query =>
        {
            query.ExpressionAttributeNames = new() { ["#K0"] = "tenantId", ["#K1"] = "orderId" };
            query.ExpressionAttributeValues[":o"] = new("o");
        }),
        ["Query with a range"] = static tenant => With(Query(tenant, "orderId between :a and :b and tenantId = :t"), static query =>
        {
            query.ExpressionAttributeValues[":a"] = new("a");
            query.ExpressionAttributeValues[":b"] = new("z");
        }),
        ["Query as the SDK's context sends it"] = static tenant => Legacy(tenant),
        ["Select"] = static tenant => Select(tenant, "SELECT * FROM Orders WHERE tenantId = ?"),
        ["Select, quoted and with more"] = static tenant => Select(tenant, "select \"orderId\", total from \"Orders\" where \"status\" >= ? and (\"tenantId\"=?)", new("A"), new(tenant)),
        ["Select on an index"] = static tenant => Select(tenant, "SELECT * FROM \"Orders\".\"tenantByStatus\" WHERE tenantId = ? AND begins_with(\"status\", ?)", new(tenant), new("O")),
        ["GetItem with the tenant in a general key"] = static tenant => new GetItemRequest("Activity", new() { ["PK"] = new($"TENANT#{tenant}"), ["SK"] = new("TICKET#1") }),
        ["BatchGetItem"] = static tenant => new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { ["Orders"] = new() { Keys = [Key(tenant)] } }),
        ["BatchWriteItem, put"] = static tenant => new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new(new PutRequest(Item(tenant)))] }),
        ["BatchWriteItem, delete"] = static tenant => new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { ["Orders"] = [new(new DeleteRequest(Key(tenant)))] }),
        ["TransactGetItems"] = static tenant => new TransactGetItemsRequest { TransactItems = [new() { Get = new() { TableName = "Orders", Key = Key(tenant) } }] },
        ["TransactWriteItems, put"] = static tenant => Transaction(new TransactWriteItem { Put = new() { TableName = "Orders", Item = Item(tenant) } }),
        ["TransactWriteItems, update"] = static tenant => Transaction(new TransactWriteItem { Update = new() { TableName = "Orders", Key = Key(tenant), UpdateExpression = "REMOVE customerId" } }),
        ["TransactWriteItems, delete"] = static tenant => Transaction(new TransactWriteItem { Delete = new() { TableName = "Orders", Key = Key(tenant) } }),
        ["TransactWriteItems, check"] = static tenant => Transaction(new TransactWriteItem { ConditionCheck = new() { TableName = "Orders", Key = Key(tenant), ConditionExpression = "attribute_exists(orderId)" } }),
    };

    public static TheoryData<string> Names => [.. Requests.Keys];

    public static AmazonWebServiceRequest Make(string name, string tenant) => Requests[name](tenant);

    public static Dictionary<string, AttributeValue> Key(string tenant) => new() { ["tenantId"] = new(tenant), ["orderId"] = new($"{tenant}-order-1") };

    public static Dictionary<string, AttributeValue> Item(string tenant) => new(Key(tenant)) { ["customerId"] = new("c1"), ["status"] = new("OPEN") };

    public static QueryRequest Query(string tenant, string? condition) => new("Orders")
    {
        KeyConditionExpression = condition,
        ExpressionAttributeValues = new() { [":t"] = new(tenant) },
    };

    public static QueryRequest Legacy(string tenant) => new("Orders") { KeyConditions = new() { ["tenantId"] = Equal(tenant), ["orderId"] = Equal($"{tenant}-order-1") } };

    public static Condition Equal(params string[] values) => new() { ComparisonOperator = ComparisonOperator.EQ, AttributeValueList = [.. values.Select(static value => new AttributeValue(value))] };

    /// <summary>A statement; with no parameters given, its only one is the tenant.</summary>
    public static ExecuteStatementRequest Select(string tenant, string? statement, params AttributeValue[] parameters) =>
        new() { Statement = statement, Parameters = parameters.Length > 0 ? [.. parameters] : [new(tenant)] };

    public static TransactWriteItemsRequest Transaction(params TransactWriteItem[] items) => new() { TransactItems = [.. items] };

    public static T With<T>(T request, Action<T> change)
    {
        change(request);
        return request;
    }

    /// <summary>Sends a request by the client's method for it.</summary>
    public static Task SendAsync(IAmazonDynamoDB dynamo, AmazonWebServiceRequest request, CancellationToken cancellationToken) => request switch
    {
        GetItemRequest get => dynamo.GetItemAsync(get, cancellationToken),
        PutItemRequest put => dynamo.PutItemAsync(put, cancellationToken),
        UpdateItemRequest update => dynamo.UpdateItemAsync(update, cancellationToken),
        DeleteItemRequest delete => dynamo.DeleteItemAsync(delete, cancellationToken),
        QueryRequest query => dynamo.QueryAsync(query, cancellationToken),
        ScanRequest scan => dynamo.ScanAsync(scan, cancellationToken),
        BatchGetItemRequest batch => dynamo.BatchGetItemAsync(batch, cancellationToken),
        BatchWriteItemRequest batch => dynamo.BatchWriteItemAsync(batch, cancellationToken),
        TransactGetItemsRequest transaction => dynamo.TransactGetItemsAsync(transaction, cancellationToken),
        TransactWriteItemsRequest transaction => dynamo.TransactWriteItemsAsync(transaction, cancellationToken),
        ExecuteStatementRequest statement => dynamo.ExecuteStatementAsync(statement, cancellationToken),
        _ => throw new ArgumentException(request.GetType().Name, nameof(request)),
    };
}
