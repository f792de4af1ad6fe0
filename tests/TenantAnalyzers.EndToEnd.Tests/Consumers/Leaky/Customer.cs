using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.Model;

namespace Leaky;

[DynamoDBTable("Customers")]
public sealed class Customer
{
    [DynamoDBHashKey("customerId")]
    public string CustomerId { get; set; } = ""; // TNT2003

    public string Email { get; set; } = "";
}

public sealed class CustomerIndex(IAmazonDynamoDB dynamo)
{
    // No fix: the index itself must change.
    public async Task<QueryResponse> ByEmail(string email) =>
        await dynamo.QueryAsync(new QueryRequest("Customers") // TNT1006
        {
            IndexName = "byEmail",
            KeyConditionExpression = "email = :email",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":email"] = new() { S = email } },
        });
}
