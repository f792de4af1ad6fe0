using System.Collections.Frozen;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>An operation of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsReadOnly">CloudTrail's <c>readOnly</c>; <c>false</c> for PartiQL, even for a SELECT.</param>
/// <param name="IsDataEvent">Whether it is logged as a data event (developer guide, "Logging DynamoDB operations by using CloudTrail").</param>
/// <param name="ReadAsync">Reads a request of it.</param>
internal sealed record Operation(string Name, bool IsReadOnly, bool IsDataEvent, Func<RequestReading, ValueTask> ReadAsync);

/// <summary>Every operation that is known. What is not here is refused.</summary>
internal static class Operations
{
    private const string Service = "DynamoDB_20120810.";
    private const string Streams = "DynamoDBStreams_20120810.";

    private static readonly FrozenDictionary<string, Operation> ByTarget = Build();

    public static IEnumerable<string> Targets => ByTarget.Keys;

    /// <summary>The operation of a <c>X-Amz-Target</c>; the header's value is exact.</summary>
    public static Operation? Find(string target) => ByTarget.GetValueOrDefault(target);

    private static FrozenDictionary<string, Operation> Build()
    {
        var all = new Dictionary<string, Operation>(StringComparer.Ordinal);
        Data("GetItem", true, static request => ItemOperations.ReadAsync(request, ItemOperations.GetShape, Actions.GetItem));
        Data("PutItem", false, static request => ItemOperations.ReadAsync(request, ItemOperations.PutShape, Actions.PutItem));
        Data("UpdateItem", false, static request => ItemOperations.ReadAsync(request, ItemOperations.UpdateShape, Actions.UpdateItem));
        Data("DeleteItem", false, static request => ItemOperations.ReadAsync(request, ItemOperations.DeleteShape, Actions.DeleteItem));
        Data("Query", true, static request => QueryOperations.ReadAsync(request, isQuery: true));
        Data("Scan", true, static request => QueryOperations.ReadAsync(request, isQuery: false));
        Data("SearchVectors", true, static request => QueryOperations.SearchAsync(request));
        Data("BatchGetItem", true, static request => BatchOperations.ReadAsync(request, isWrite: false));
        Data("BatchWriteItem", false, static request => BatchOperations.ReadAsync(request, isWrite: true));
        Data("TransactGetItems", true, static request => TransactionOperations.ReadAsync(request, isWrite: false));
        Data("TransactWriteItems", false, static request => TransactionOperations.ReadAsync(request, isWrite: true));
        Data("ExecuteStatement", false, StatementOperations.ReadAsync);
        Data("BatchExecuteStatement", false, StatementOperations.ReadBatchAsync);
        Data("ExecuteTransaction", false, StatementOperations.ReadTransactionAsync);
        foreach (var operation in ManagementRows.Tables)
            Management(Service, operation);
        foreach (var operation in ManagementRows.Streams)
            Management(Streams, operation);
        foreach (var (name, shape) in ManagementRows.OfTargets)
            all.Add(Service + name, new(name, IsReadOnly: false, IsDataEvent: false, request => TableOperations.ReadTargetAsync(request, shape)));
        all.Add(Streams + "GetRecords", new("GetRecords", IsReadOnly: true, IsDataEvent: true, StreamOperations.ReadRecordsAsync));
        return all.ToFrozenDictionary(StringComparer.Ordinal);

        void Data(string name, bool isReadOnly, Func<RequestReading, ValueTask> read) =>
            all.Add(Service + name, new(name, isReadOnly, IsDataEvent: true, read));

        void Management(string service, TableOperation operation) =>
            all.Add(service + operation.Name, new(
                operation.Name, operation.IsReadOnly, IsDataEvent: operation.Name == "GetShardIterator", request => TableOperations.ReadAsync(request, operation)));
    }
}
