using System.Collections.Immutable;

namespace TenantAnalyzers.DynamoDb;

/// <summary>
/// Every member of <c>AWSSDK.DynamoDBv2</c> that reaches the data plane, as data. A new API is a new row. The key is
/// carried by the parameters that the SDK calls <c>request</c>, <c>tableName</c> and <c>key</c> in every overload.
/// </summary>
internal static class EntryPointCatalog
{
    private const string Interface = "Amazon.DynamoDBv2.IAmazonDynamoDB";
    private const string Client = "Amazon.DynamoDBv2.AmazonDynamoDBClient";
    private const string PaginatorInterface = "Amazon.DynamoDBv2.Model.IDynamoDBv2PaginatorFactory";
    private const string Paginator = "Amazon.DynamoDBv2.Model.DynamoDBv2PaginatorFactory";

    public static ImmutableArray<EntryPoint> Rows { get; } = ImmutableArray.Create<EntryPoint>(
        new(Interface, "QueryAsync", "Query", AccessKind.Query),
        new(Interface, "Query", "Query", AccessKind.Query),
        new(Client, "QueryAsync", "Query", AccessKind.Query),
        new(Client, "Query", "Query", AccessKind.Query),
        new(PaginatorInterface, "Query", "Query", AccessKind.Query),
        new(Paginator, "Query", "Query", AccessKind.Query),
        new(Interface, "GetItemAsync", "GetItem", AccessKind.ItemRead),
        new(Interface, "GetItem", "GetItem", AccessKind.ItemRead),
        new(Client, "GetItemAsync", "GetItem", AccessKind.ItemRead),
        new(Client, "GetItem", "GetItem", AccessKind.ItemRead),
        new(Interface, "ScanAsync", "Scan", AccessKind.Scan),
        new(Interface, "Scan", "Scan", AccessKind.Scan),
        new(Client, "ScanAsync", "Scan", AccessKind.Scan),
        new(Client, "Scan", "Scan", AccessKind.Scan),
        new(PaginatorInterface, "Scan", "Scan", AccessKind.Scan),
        new(Paginator, "Scan", "Scan", AccessKind.Scan));
}
