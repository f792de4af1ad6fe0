using System.Text.Json;
using System.Text.Json.Nodes;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>
/// TransactGetItems and TransactWriteItems ask for the actions of their elements (developer guide, "Using IAM with DynamoDB transactions").
/// Whether IAM sees each element alone or all of a table together is not documented: both must be allowed.
/// </summary>
internal static class TransactionOperations
{
    internal static readonly Shape GetShape = Shape.Of("TransactItems[ ReturnConsumedCapacity");
    internal static readonly Shape WriteShape = Shape.Of("TransactItems[ ClientRequestToken ReturnConsumedCapacity ReturnItemCollectionMetrics");

    private static readonly (string Member, Shape Shape, DynamoDbAction Action)[] Reads = [("Get", ItemOperations.GetElement, Actions.GetItem)];

    private static readonly (string Member, Shape Shape, DynamoDbAction Action)[] Writes =
    [
        ("Put", ItemOperations.PutElement, Actions.PutItem),
        ("Update", ItemOperations.UpdateElement, Actions.UpdateItem),
        ("Delete", ItemOperations.DeleteElement, Actions.DeleteItem),
        ("ConditionCheck", ItemOperations.DeleteElement, Actions.ConditionCheckItem),
    ];

    public static async ValueTask ReadAsync(RequestReading request, bool isWrite)
    {
        var shape = isWrite ? WriteShape : GetShape;
        shape.CheckKinds(request.Body);
        AuditParameters.Copy(request.Body, request.Parameters);
        JsonArray items = [];
        request.Parameters["transactItems"] = items;
        var all = new AccessUnion(request);
        foreach (var element in WireJson.List(request.Body, "TransactItems").EnumerateArray())
        {
            var (member, inner, elementShape, action) = Single(element, isWrite ? Writes : Reads);
            JsonObject parameters = [];
            items.Add((JsonNode)new JsonObject { [char.ToLowerInvariant(member[0]) + member[1..]] = parameters });
            var access = await ItemOperations.ReadElementAsync(request, inner, elementShape, action, parameters).ConfigureAwait(false);
            access.EnclosingOperation = request.Operation;
            access.ReturnConsumedCapacity = WireJson.FindText(request.Body, "ReturnConsumedCapacity");
            all.Add(access);
        }

        shape.CheckNames(request.Body);
        all.Finish();
    }

    private static (string Member, JsonElement Inner, Shape Shape, DynamoDbAction Action) Single(
        JsonElement element, (string Member, Shape Shape, DynamoDbAction Action)[] members)
    {
        if (element.ValueKind == JsonValueKind.Object && element.GetPropertyCount() == 1)
        {
            var property = element.EnumerateObject().First();
            foreach (var (member, shape, action) in members)
            {
                if (property.NameEquals(member))
                    return (member, property.Value, shape, action);
            }
        }

        throw new DoubtException("an element of the transaction is not one of the documented ones");
    }
}
