using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Tool.Tests.Witnesses;

/// <summary>A witness as a request of the SDK.</summary>
internal static class WitnessRequest
{
    public const string PartitionKey = "tenantId";

    /// <summary>The witness's own words, or another key in its place.</summary>
    /// <returns>The items that came back.</returns>
    public static async Task<List<Dictionary<string, AttributeValue>>> SendAsync(
        IAmazonDynamoDB client, string action, string table, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case "dynamodb:GetItem":
                var got = await client.GetItemAsync(table, Key(Assert.Single(keys)), cancellationToken);
                return got.IsItemSet ? [got.Item] : [];
            case "dynamodb:BatchGetItem":
                var batch = await client.BatchGetItemAsync(
                    new BatchGetItemRequest { RequestItems = new() { [table] = new KeysAndAttributes { Keys = [.. keys.Select(Key)] } } }, cancellationToken);
                return batch.Responses[table];
            case "dynamodb:Query":
                var query = await client.QueryAsync(
                    new QueryRequest(table) { KeyConditionExpression = $"{PartitionKey} = :key", ExpressionAttributeValues = new() { [":key"] = new AttributeValue(Assert.Single(keys)) } },
                    cancellationToken);
                return query.Items ?? [];
            case "dynamodb:Scan":
                return (await client.ScanAsync(new ScanRequest(table), cancellationToken)).Items ?? [];
            default:
                throw new NotSupportedException($"`{action}` is no request for items that this test knows: teach it, or say why it cannot be replayed.");
        }
    }

    public static Dictionary<string, AttributeValue> Key(string value) => new() { [PartitionKey] = new AttributeValue(value) };

    /// <summary>The account, region and table of a witness's resource.</summary>
    public static (string Region, string Account, string Table) PlaceOf(Witness witness) =>
        witness.Resource.Split(':') is [_, _, _, var region, var account, var resource] ? (region, account, resource["table/".Length..]) : throw new FormatException(witness.Resource);
}
