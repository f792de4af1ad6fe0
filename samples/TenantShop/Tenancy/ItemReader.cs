using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace TenantShop.Tenancy;

/// <summary>
/// Reads items by a key that its caller makes. Nothing here says whose key it is: the analyzers judge each call of it, with the key that
/// is given there, and the guard judges the request.
/// </summary>
public sealed class ItemReader(IAmazonDynamoDB dynamo)
{
    /// <summary>The item with this key; null when there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> FindAsync(string table, Dictionary<string, AttributeValue> key)
    {
        var response = await dynamo.GetItemAsync(new GetItemRequest { TableName = table, Key = key });
        return response.IsItemSet ? response.Item : null;
    }

    /// <summary>The items with these keys that are there, in any order.</summary>
    public async Task<List<Dictionary<string, AttributeValue>>> FindAllAsync(string table, List<Dictionary<string, AttributeValue>> keys)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        var request = new BatchGetItemRequest { RequestItems = new() { [table] = new KeysAndAttributes { Keys = keys } } };
        while (request.RequestItems is { Count: > 0 })
        {
            var response = await dynamo.BatchGetItemAsync(request);
            items.AddRange(response.Responses?.GetValueOrDefault(table) ?? []);
            request.RequestItems = response.UnprocessedKeys;
        }

        return items;
    }
}
