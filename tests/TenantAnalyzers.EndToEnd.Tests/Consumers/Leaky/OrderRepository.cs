using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Leaky;

// A line that names a rule is a line on which `dotnet build` must report that rule, and no other line is.
public sealed class OrderRepository(IAmazonDynamoDB dynamo)
{
    public async Task<int> CountOpen(string tenantId)
    {
        var request = new QueryRequest("Orders")
        {
            Limit = 25,
            KeyConditionExpression = "#s = :s",
            ExpressionAttributeNames = new Dictionary<string, string> { ["#s"] = "status" },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":s"] = new() { S = "open" } },
        };
        var response = await dynamo.QueryAsync(request); // TNT1001
        return response.Count ?? 0;
    }

    public async Task<GetItemResponse> Get(string tenantId, string orderId) =>
        await dynamo.GetItemAsync(new GetItemRequest // TNT1002
        {
            TableName = "Orders",
            Key = new Dictionary<string, AttributeValue> { ["orderId"] = new() { S = orderId } },
        });

    public async Task<List<Dictionary<string, AttributeValue>>> All(string tenantId)
    {
        var response = await dynamo.ScanAsync(new ScanRequest("Orders")); // TNT1003
        return response.Items;
    }

    public async Task Delete(string tenantId, string orderId) =>
        await dynamo.DeleteItemAsync("Orders", new Dictionary<string, AttributeValue> { ["orderId"] = new() { S = orderId } }); // TNT1004

    public async Task<ExecuteStatementResponse> Open(string tenantId) =>
        await dynamo.ExecuteStatementAsync(new ExecuteStatementRequest // TNT1005
        {
            Statement = "SELECT * FROM Orders WHERE status = ?",
            Parameters = [new AttributeValue { S = "open" }],
        });

    public async Task<QueryResponse> Mine(string tenantId) =>
        await dynamo.QueryAsync(new QueryRequest("Orders")
        {
            KeyConditionExpression = "tenantId = :tenantId",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":tenantId"] = new() { S = tenantId } },
        });
}
