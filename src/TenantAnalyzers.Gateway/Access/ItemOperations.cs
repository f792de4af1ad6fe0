using System.Text.Json;
using System.Text.Json.Nodes;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>GetItem, PutItem, UpdateItem and DeleteItem, alone and as elements of transactions.</summary>
internal static class ItemOperations
{
    private const string Conditions = " ConditionExpression ExpressionAttributeNames{ ExpressionAttributeValues{ ReturnValuesOnConditionCheckFailure";
    private const string Writes = Conditions + " ConditionalOperator Expected{ ReturnValues ReturnConsumedCapacity ReturnItemCollectionMetrics";
    private const string Reads = " ProjectionExpression ExpressionAttributeNames{";

    internal static readonly Shape GetShape = Shape.Of("TableName Key{ AttributesToGet[ ConsistentRead? ReturnConsumedCapacity" + Reads);
    internal static readonly Shape PutShape = Shape.Of("TableName Item{" + Writes);
    internal static readonly Shape UpdateShape = Shape.Of("TableName Key{ UpdateExpression AttributeUpdates{" + Writes);
    internal static readonly Shape DeleteShape = Shape.Of("TableName Key{" + Writes);
    internal static readonly Shape GetElement = Shape.Of("TableName Key{" + Reads);
    internal static readonly Shape PutElement = Shape.Of("TableName Item{" + Conditions);
    internal static readonly Shape UpdateElement = Shape.Of("TableName Key{ UpdateExpression" + Conditions);
    internal static readonly Shape DeleteElement = Shape.Of("TableName Key{" + Conditions);

    public static async ValueTask ReadAsync(RequestReading request, Shape shape, DynamoDbAction action)
    {
        var access = await ReadElementAsync(request, request.Body, shape, action, request.Parameters).ConfigureAwait(false);
        access.ReturnConsumedCapacity = WireJson.FindText(request.Body, "ReturnConsumedCapacity");
        request.Add(access);
    }

    /// <summary>Reads what names one item: a request, or an element of a transaction.</summary>
    public static async ValueTask<AccessBuilder> ReadElementAsync(RequestReading request, JsonElement element, Shape shape, DynamoDbAction action, JsonObject parameters)
    {
        shape.CheckKinds(element);
        AuditParameters.Copy(element, parameters);
        var table = request.Table(element);
        var schema = await request.FindAsync(table).ConfigureAwait(false);
        var access = new AccessBuilder(action, table.Arn, table.Arn);
        var isWhole = element.TryGetProperty("Item"u8, out _);
        AddItem(request, access, WireJson.Map(element, isWhole ? "Item" : "Key"), schema, isWhole, parameters);

        shape.CheckNames(element);
        AddExpressions(access, element);
        access.ReturnValues = WireJson.FindText(element, "ReturnValues");
        access.ReturnsOldOnFailure = WireJson.FindText(element, "ReturnValuesOnConditionCheckFailure") == "ALL_OLD";
        if (action == Actions.GetItem)
            access.Select = SelectOf(element);
        return access;
    }

    /// <summary>Adds the key that an item or key names. A key has the attributes of the schema and no other.</summary>
    public static void AddItem(RequestReading request, AccessBuilder access, JsonElement attributes, TableSchema? schema, bool isWhole, JsonObject? parameters)
    {
        var count = 0;
        foreach (var property in attributes.EnumerateObject())
        {
            count++;
            access.Attributes.Add(property.Name);
        }

        if (isWhole && parameters is not null)
            parameters["items"] = AuditParameters.Names(attributes);
        if (schema is not null)
        {
            var partition = KeyOf(attributes, schema.Key.Partition[0]);
            request.NoteKeys([partition]);
            access.AddPartition([partition]);
            foreach (var attribute in schema.Key.Sort)
                KeyOf(attributes, attribute);
            if (parameters is not null)
                parameters["key"] = AuditParameters.Key(attributes, schema.Key);
            if (!isWhole && count != schema.Key.Partition.Length + schema.Key.Sort.Length)
                throw new DoubtException("the key has other attributes than the schema");
        }

        AttributeValues.CheckAll(attributes);
    }

    /// <summary>Adds the attributes that expressions and their older counterparts name.</summary>
    public static void AddExpressions(AccessBuilder access, JsonElement element)
    {
        var placeholders = new Placeholders(element);
        ExpressionNames.Collect(WireJson.FindText(element, "ProjectionExpression"), placeholders, access.Attributes);
        ExpressionNames.Collect(WireJson.FindText(element, "FilterExpression"), placeholders, access.Attributes);
        ExpressionNames.Collect(WireJson.FindText(element, "ConditionExpression"), placeholders, access.Attributes);
        ExpressionNames.Collect(WireJson.FindText(element, "UpdateExpression"), placeholders, access.Attributes);
        ExpressionNames.Collect(WireJson.FindText(element, "KeyConditionExpression"), placeholders, access.Attributes);
        LegacyMembers.Collect(element, access.Attributes);
    }

    /// <summary>An item is read whole unless attributes are chosen.</summary>
    public static string SelectOf(JsonElement element) =>
        element.TryGetProperty("ProjectionExpression"u8, out _) || element.TryGetProperty("AttributesToGet"u8, out _) ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES";

    private static KeyValue KeyOf(JsonElement attributes, KeyAttribute attribute) =>
        attributes.TryGetProperty(attribute.Name, out var value)
            ? KeyValue.Read(value, attribute)
            : throw new DoubtException($"the key attribute `{attribute.Name}` is missing");
}
