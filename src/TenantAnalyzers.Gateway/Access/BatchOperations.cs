using System.Text.Json;
using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>BatchGetItem and BatchWriteItem: one question for each table, with all its partitions as a set.</summary>
internal static class BatchOperations
{
    internal static readonly Shape GetShape = Shape.Of("RequestItems{ ReturnConsumedCapacity");
    internal static readonly Shape WriteShape = Shape.Of("RequestItems{ ReturnConsumedCapacity ReturnItemCollectionMetrics");
    internal static readonly Shape KeysShape = Shape.Of("Keys[ AttributesToGet[ ConsistentRead? ExpressionAttributeNames{ ProjectionExpression");
    internal static readonly Shape RequestShape = Shape.Of("PutRequest{ DeleteRequest{");
    internal static readonly Shape PutShape = Shape.Of("Item{");
    internal static readonly Shape DeleteShape = Shape.Of("Key{");

    // A batch has at most 100 keys, and each table is looked up.
    private const int MostTables = 100;

    public static async ValueTask ReadAsync(RequestReading request, bool isWrite)
    {
        var shape = isWrite ? WriteShape : GetShape;
        shape.CheckKinds(request.Body);
        AuditParameters.Copy(request.Body, request.Parameters);
        JsonArray items = [];
        request.Parameters["requestItems"] = items;
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var all = WireJson.Map(request.Body, "RequestItems");
        if (all.GetPropertyCount() > MostTables)
            throw new DoubtException("the batch names too many tables");
        foreach (var property in all.EnumerateObject())
        {
            var table = request.Table(property.Name);
            if (!tables.Add(table.Name))
                throw new DoubtException("a table is named twice in one batch");
            JsonArray keys = [];
            items.Add((JsonNode)new JsonObject { ["tableName"] = property.Name, ["keys"] = keys });
            var schema = await request.FindAsync(table).ConfigureAwait(false);
            var access = new AccessBuilder(isWrite ? Actions.BatchWriteItem : Actions.BatchGetItem, table.Arn, table.Arn)
            {
                ReturnConsumedCapacity = WireJson.FindText(request.Body, "ReturnConsumedCapacity"),
            };
            if (isWrite)
                AddWrites(request, access, property.Value, schema, keys);
            else
                AddKeys(request, access, property.Value, schema, keys);
            request.Add(access);
        }

        shape.CheckNames(request.Body);
    }

    private static void AddKeys(RequestReading request, AccessBuilder access, JsonElement element, TableSchema? schema, JsonArray keys)
    {
        KeysShape.Check(element);
        foreach (var key in WireJson.List(element, "Keys").EnumerateArray())
            AddItem(request, access, key, schema, isWhole: false, keys);
        ItemOperations.AddExpressions(access, element);
        access.Select = ItemOperations.SelectOf(element);
    }

    private static void AddWrites(RequestReading request, AccessBuilder access, JsonElement element, TableSchema? schema, JsonArray keys)
    {
        if (!WireJson.IsList(element))
            throw new DoubtException("a table of the batch has no requests, or too many");
        foreach (var write in element.EnumerateArray())
        {
            RequestShape.Check(write);
            var isPut = write.TryGetProperty("PutRequest"u8, out var put);
            if (isPut == write.TryGetProperty("DeleteRequest"u8, out var delete))
                throw new DoubtException("a request of the batch is not one of put and delete");
            (isPut ? PutShape : DeleteShape).Check(isPut ? put : delete);
            AddItem(request, access, isPut ? WireJson.Map(put, "Item") : WireJson.Map(delete, "Key"), schema, isPut, keys);
        }
    }

    private static void AddItem(RequestReading request, AccessBuilder access, JsonElement attributes, TableSchema? schema, bool isWhole, JsonArray keys)
    {
        if (attributes.ValueKind != JsonValueKind.Object)
            throw new DoubtException("a key of the batch is not an object");
        ItemOperations.AddItem(request, access, attributes, schema, isWhole, parameters: null);
        if (schema is not null)
            keys.Add((JsonNode)AuditParameters.Key(attributes, schema.Key));
    }
}
