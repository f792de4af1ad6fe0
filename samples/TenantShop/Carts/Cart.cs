using Amazon.DynamoDBv2.DataModel;
using TenantShop.Tenancy;

namespace TenantShop.Carts;

/// <summary>What a visitor of one tenant is about to buy.</summary>
[DynamoDBTable(Tables.Carts)]
public sealed class Cart : ITenantOwned
{
    [DynamoDBHashKey(Fields.TenantId)]
    public string TenantId { get; set; } = "";

    [DynamoDBRangeKey(Fields.CartId)]
    public string CartId { get; set; } = "";

    [DynamoDBProperty(Fields.CustomerId)]
    public string CustomerId { get; set; } = "";

    [DynamoDBProperty("products")]
    public List<string> Products { get; set; } = [];
}
