using Amazon.DynamoDBv2.DataModel;

namespace LeakyShop.Carts;

/// <summary>What a visitor is about to buy. The number in the cookie is the whole key: no tenant anywhere.</summary>
[DynamoDBTable(Tables.Carts)]
public sealed class Cart
{
    [DynamoDBHashKey(Fields.CartId)]
    public string CartId { get; set; } = "";

    [DynamoDBGlobalSecondaryIndexHashKey(Indexes.CartsByCustomer, AttributeName = Fields.CustomerId)]
    public string CustomerId { get; set; } = "";

    [DynamoDBProperty("products")]
    public List<string> Products { get; set; } = [];
}
