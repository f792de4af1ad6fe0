using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LeakyShop.Support;

/// <summary>What the support desk sees. Its keys come from a form, so nobody can tell whose they are: TNT1009, which is on for this folder.</summary>
public sealed class SupportDesk(IAmazonDynamoDB dynamo)
{
    /// <summary>Any item, by whatever key the form has.</summary>
    public async Task<IReadOnlyCollection<string>> ReadAsync(string table, IEnumerable<KeyValuePair<string, string>> form)
    {
        var response = await dynamo.GetItemAsync(table, form.ToDictionary(static field => field.Key, static field => new AttributeValue(field.Value)));
        return response.IsItemSet ? response.Item.Keys : [];
    }
}
