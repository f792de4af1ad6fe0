using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Library;
using TenantAnalyzers;

namespace LibraryFriend;

public sealed class Orders(IAmazonDynamoDB dynamo, ITenantContext caller)
{
    public Task<GetItemResponse> Mine() =>
        dynamo.GetItemAsync("Orders", new Dictionary<string, AttributeValue> { ["PK"] = new() { S = caller.Owner } });

    [CrossTenant("Support staff sees every tenant")]
    public Task<ScanResponse> All() => dynamo.ScanAsync(new ScanRequest("Orders"));
}
