using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace LeakyShop.Orders;

/// <summary>An order of one tenant's customer.</summary>
public sealed record Order(string TenantId, string OrderId, string CustomerId, string Status, decimal Total)
{
    public static Order FromItem(Dictionary<string, AttributeValue> item) => new(
        item[Fields.TenantId].S,
        item[Fields.OrderId].S,
        item[Fields.CustomerId].S,
        item[Fields.Status].S,
        decimal.Parse(item["total"].N, CultureInfo.InvariantCulture));

    public Dictionary<string, AttributeValue> ToItem() => new()
    {
        [Fields.TenantId] = new AttributeValue(TenantId),
        [Fields.OrderId] = new AttributeValue(OrderId),
        [Fields.CustomerId] = new AttributeValue(CustomerId),
        [Fields.Status] = new AttributeValue(Status),
        ["total"] = new AttributeValue { N = Total.ToString(CultureInfo.InvariantCulture) },
    };
}
