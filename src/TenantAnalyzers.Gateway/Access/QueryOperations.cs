using System.Text.Json;
using System.Text.Json.Nodes;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>Query, Scan and SearchVectors, of a table or an index.</summary>
internal static class QueryOperations
{
    private const string Both = "TableName IndexName AttributesToGet[ ConditionalOperator ConsistentRead? ExclusiveStartKey{ ExpressionAttributeNames{ "
        + "ExpressionAttributeValues{ FilterExpression Limit# ProjectionExpression ReturnConsumedCapacity Select ";

    internal static readonly Shape QueryShape = Shape.Of(Both + "KeyConditionExpression KeyConditions{ QueryFilter{ ScanIndexForward?");
    internal static readonly Shape ScanShape = Shape.Of(Both + "ScanFilter{ Segment# TotalSegments#");

    internal static readonly Shape VectorShape = Shape.Of(
        "TableName IndexName ExpressionAttributeNames{ ExpressionAttributeValues{ ProjectionExpression ReturnConsumedCapacity SearchConditionExpression SearchVector* TopK#");

    public static async ValueTask ReadAsync(RequestReading request, bool isQuery)
    {
        var body = request.Body;
        var shape = isQuery ? QueryShape : ScanShape;
        shape.CheckKinds(body);
        AuditParameters.Copy(body, request.Parameters);
        var table = request.Table(body);
        var index = WireJson.FindText(body, "IndexName");
        if (index is not null && !TableReference.IsName(index))
            throw new DoubtException("the name of the index is not valid");
        var found = await request.FindAsync(table, index).ConfigureAwait(false);
        var access = new AccessBuilder(isQuery ? Actions.Query : Actions.Scan, index is null ? table.Arn : table.IndexArn(index), table.Arn);
        KeyValue[]? partition = null;
        if (isQuery && found is { } known)
        {
            partition = PartitionCondition.Read(body, known.Key);
            request.NoteKeys(partition);
            access.AddPartition(partition);
            request.Parameters["key"] = new JsonObject(
                known.Key.Partition.Select((attribute, i) => KeyValuePair.Create<string, JsonNode?>(attribute.Name, partition[i].Text)));
        }

        shape.CheckNames(body);
        ItemOperations.AddExpressions(access, body);
        if (found is { } schema && body.TryGetProperty("ExclusiveStartKey"u8, out var start))
            CheckStart(start, schema.Schema.Key, schema.Key, partition);
        access.ReturnConsumedCapacity = WireJson.FindText(body, "ReturnConsumedCapacity");
        access.Select = SelectOf(body, index);
        request.Add(access);
    }

    /// <summary>A vector search reaches a whole index; none of the service's keys goes with it.</summary>
    public static ValueTask SearchAsync(RequestReading request)
    {
        AuditParameters.Copy(request.Body, request.Parameters);
        VectorShape.Check(request.Body);
        var table = request.Table(request.Body);
        var index = WireJson.FindText(request.Body, "IndexName");
        if (index is null || !TableReference.IsName(index))
            throw new DoubtException("the name of the index is not valid");
        request.Add(new AccessBuilder(Actions.SearchVectors, table.IndexArn(index), table.Arn));
        return ValueTask.CompletedTask;
    }

    // API Reference, Query and Scan, "Select": the default of a table is all attributes, of an index all projected ones.
    private static string SelectOf(JsonElement body, string? index)
    {
        var isChosen = ItemOperations.SelectOf(body) == "SPECIFIC_ATTRIBUTES";
        var select = WireJson.FindText(body, "Select");
        if (select == "SPECIFIC_ATTRIBUTES" && !isChosen)
            throw new DoubtException("`Select` says SPECIFIC_ATTRIBUTES, and none are named");
        return select ?? (isChosen ? "SPECIFIC_ATTRIBUTES" : index is null ? "ALL_ATTRIBUTES" : "ALL_PROJECTED_ATTRIBUTES");
    }

    // A page starts after an item: the keys of the table and of the index, in the partition that is asked for.
    private static void CheckStart(JsonElement start, KeySchema table, KeySchema key, KeyValue[]? partition)
    {
        var count = 0;
        foreach (var property in start.EnumerateObject())
        {
            count++;
            var attribute = Find(key, property.Name) ?? Find(table, property.Name) ?? throw new DoubtException("`ExclusiveStartKey` has other attributes than the keys");
            var value = KeyValue.Read(property.Value, attribute);
            for (var i = 0; partition is not null && i < partition.Length; i++)
            {
                if (key.Partition[i].Name == property.Name && value != partition[i])
                    throw new DoubtException("`ExclusiveStartKey` lies in another partition than the query");
            }
        }

        foreach (var attribute in key.Partition)
        {
            if (count == 0 || !start.TryGetProperty(attribute.Name, out _))
                throw new DoubtException("`ExclusiveStartKey` does not name the partition");
        }
    }

    private static KeyAttribute? Find(KeySchema schema, string name)
    {
        foreach (var attribute in schema.Partition)
        {
            if (attribute.Name == name)
                return attribute;
        }

        foreach (var attribute in schema.Sort)
        {
            if (attribute.Name == name)
                return attribute;
        }

        return null;
    }
}
