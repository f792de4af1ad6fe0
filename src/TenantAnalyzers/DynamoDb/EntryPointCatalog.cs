using System.Collections.Immutable;
using static TenantAnalyzers.DynamoDb.AccessKind;

namespace TenantAnalyzers.DynamoDb;

/// <summary>
/// Every method of the SDK with which code reaches the data plane, as data: a new API is a new row. Interfaces and classes
/// stand side by side because version 3 returns the classes where version 4 returns the interfaces. The calls that only
/// execute what an earlier call has keyed (<c>GetNextSet</c>, <c>Execute</c> of a batch) are no rows: the keys are at the
/// earlier call.
/// </summary>
internal static class EntryPointCatalog
{
    private const string Client = "Amazon.DynamoDBv2.";
    private const string Model = "Amazon.DynamoDBv2.Model.";
    private const string Document = "Amazon.DynamoDBv2.DocumentModel.";
    private const string Context = "Amazon.DynamoDBv2.DataModel.";
    private const string Streams = "Amazon.DynamoDBStreams.";

    /// <summary>The rows, in the order they are written here.</summary>
    public static ImmutableArray<CatalogRow> Rows { get; } = ImmutableArray.CreateRange<CatalogRow>(
    [
        // The low-level client.
        .. Of(SdkFamily.Client, [Client + "IAmazonDynamoDB", Client + "AmazonDynamoDBClient"], [
            new(Query, "Query", "Query", "QueryAsync"),
            new(Query, "SearchVectors", "SearchVectors", "SearchVectorsAsync"),
            new(ItemRead, "GetItem", "GetItem", "GetItemAsync"),
            new(ItemRead, "BatchGetItem", "BatchGetItem", "BatchGetItemAsync"),
            new(ItemRead, "TransactGetItems", "TransactGetItems", "TransactGetItemsAsync"),
            new(Scan, "Scan", "Scan", "ScanAsync"),
            new(Write, "PutItem", "PutItem", "PutItemAsync"),
            new(Write, "UpdateItem", "UpdateItem", "UpdateItemAsync"),
            new(Write, "DeleteItem", "DeleteItem", "DeleteItemAsync"),
            new(Write, "BatchWriteItem", "BatchWriteItem", "BatchWriteItemAsync"),
            new(Write, "TransactWriteItems", "TransactWriteItems", "TransactWriteItemsAsync"),
            new(Statement, "ExecuteStatement", "ExecuteStatement", "ExecuteStatementAsync"),
            new(Statement, "BatchExecuteStatement", "BatchExecuteStatement", "BatchExecuteStatementAsync"),
            new(Statement, "ExecuteTransaction", "ExecuteTransaction", "ExecuteTransactionAsync"),
            new(Export, "ExportTableToPointInTime", "ExportTableToPointInTime", "ExportTableToPointInTimeAsync"),
            new(Keyless, "StartBulkPutItems", "StartBulkPutItems", "StartBulkPutItemsAsync")]),
        .. Of(SdkFamily.Client, [Model + "IDynamoDBv2PaginatorFactory", Model + "DynamoDBv2PaginatorFactory"], [
            new(Query, "Query", "Query"),
            new(ItemRead, "BatchGetItem", "BatchGetItem"),
            new(Scan, "Scan", "Scan")]),

        // The document model.
        .. Of(SdkFamily.Document, [Document + "ITable", Document + "Table"], [
            new(Query, "Query", "Query"),
            new(Query, "SearchVectors", "SearchVectors"),
            new(ItemRead, "GetItem", "GetItem", "GetItemAsync"),
            new(Scan, "Scan", "Scan"),
            new(Write, "PutItem", "PutItem", "PutItemAsync", "TryPutItem"),
            new(Write, "UpdateItem", "UpdateItem", "UpdateItemAsync", "TryUpdateItem"),
            new(Write, "DeleteItem", "DeleteItem", "DeleteItemAsync", "TryDeleteItem")]),
        .. Of(SdkFamily.Document, [Document + "IDocumentBatchGet", Document + "DocumentBatchGet"], [
            new(ItemRead, "BatchGetItem", "AddKey")]),
        .. Of(SdkFamily.Document, [Document + "IDocumentBatchWrite", Document + "DocumentBatchWrite"], [
            new(Write, "BatchWriteItem", "AddDocumentToPut", "AddItemToDelete", "AddKeyToDelete")]),
        .. Of(SdkFamily.Document, [Document + "IDocumentTransactGet", Document + "DocumentTransactGet"], [
            new(ItemRead, "TransactGetItems", "AddKey")]),
        .. Of(SdkFamily.Document, [Document + "IDocumentTransactWrite", Document + "DocumentTransactWrite"], [
            new(Write, "TransactWriteItems",
                "AddDocumentToPut", "AddDocumentToUpdate", "AddItemToConditionCheck", "AddItemToDelete", "AddKeyToConditionCheck", "AddKeyToDelete")]),

        // The object persistence model. Save sends an update, not a put.
        .. Of(SdkFamily.Context, [Context + "IDynamoDBContext", Context + "DynamoDBContext"], [
            new(Query, "Query", "Query", "QueryAsync", "FromQuery", "FromQueryAsync"),
            new(Query, "SearchVectors", "SearchVectors", "SearchVectorsAsync", "FromSearchVectors", "FromSearchVectorsAsync"),
            new(ItemRead, "GetItem", "Load", "LoadAsync"),
            new(Scan, "Scan", "Scan", "ScanAsync", "FromScan", "FromScanAsync"),
            new(Write, "UpdateItem", "Save", "SaveAsync"),
            new(Write, "DeleteItem", "Delete", "DeleteAsync")]),
        .. Of(SdkFamily.Context, [Context + "IBatchGet`1", Context + "BatchGet`1"], [
            new(ItemRead, "BatchGetItem", "AddKey")]),
        .. Of(SdkFamily.Context, [Context + "IBatchWrite`1", Context + "BatchWrite`1"], [
            new(Write, "BatchWriteItem", "AddPutItem", "AddPutItems", "AddDeleteItem", "AddDeleteItems", "AddDeleteKey")]),
        .. Of(SdkFamily.Context, [Context + "ITransactGet`1", Context + "TransactGet`1"], [
            new(ItemRead, "TransactGetItems", "AddKey", "AddKeys")]),
        .. Of(SdkFamily.Context, [Context + "ITransactWrite`1", Context + "TransactWrite`1"], [
            new(Write, "TransactWriteItems",
                "AddSaveItem", "AddSaveItems", "AddDeleteItem", "AddDeleteItems", "AddDeleteKey", "AddVersionCheckItem", "AddVersionCheckItems", "AddVersionCheckKey")]),

        // The change streams, whose client left the package with version 4.
        .. OfOther(SdkFamily.Streams, [Client + "IAmazonDynamoDBStreams", Client + "AmazonDynamoDBStreamsClient"], "AWSSDK.DynamoDBv2 3.x", [
            new(Keyless, "GetRecords", "GetRecords", "GetRecordsAsync")]),
        .. OfOther(SdkFamily.Streams, [Streams + "IAmazonDynamoDBStreams", Streams + "AmazonDynamoDBStreamsClient"], "AWSSDK.DynamoDBStreams", [
            new(Keyless, "GetRecords", "GetRecords", "GetRecordsAsync")]),
    ]);

    /// <summary>The rows by the name of the member.</summary>
    public static ImmutableDictionary<string, ImmutableArray<CatalogRow>> ByMember { get; } = Rows
        .GroupBy(static row => row.EntryPoint.Member, StringComparer.Ordinal)
        .ToImmutableDictionary(static rows => rows.Key, static rows => rows.ToImmutableArray(), StringComparer.Ordinal);

    private static IEnumerable<CatalogRow> Of(SdkFamily family, string[] types, CatalogMembers[] members) =>
        types.SelectMany(type => CatalogRow.Of(type, family, elsewhere: null, members));

    private static IEnumerable<CatalogRow> OfOther(SdkFamily family, string[] types, string elsewhere, CatalogMembers[] members) =>
        types.SelectMany(type => CatalogRow.Of(type, family, elsewhere, members));
}
