using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Tenancy;

namespace TenantShop.Invoices;

/// <summary>An invoice of one tenant.</summary>
public sealed record Invoice(string TenantId, string InvoiceId, string OrderId, decimal Amount)
{
    public static Invoice FromItem(Dictionary<string, AttributeValue> item) => new(
        item[Fields.TenantId].S, item[Fields.InvoiceId].S, item[Fields.OrderId].S, decimal.Parse(item["amount"].N, CultureInfo.InvariantCulture));

    public Dictionary<string, AttributeValue> ToItem() => new()
    {
        [Fields.TenantId] = new AttributeValue(TenantId),
        [Fields.InvoiceId] = new AttributeValue(InvoiceId),
        [Fields.OrderId] = new AttributeValue(OrderId),
        ["amount"] = new AttributeValue { N = Amount.ToString(CultureInfo.InvariantCulture) },
    };
}

/// <summary>Reads and writes the caller's invoices, in tables that are keyed by the tenant first.</summary>
public sealed class InvoiceRepository(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    /// <summary>The tenant's invoice with this number.</summary>
    public async Task<Invoice?> GetAsync(string invoiceId)
    {
        var tenantId = tenant.TenantId;
        var response = await dynamo.GetItemAsync(
            Tables.Invoices, new Dictionary<string, AttributeValue> { [Fields.TenantId] = new(tenantId), [Fields.InvoiceId] = new(invoiceId) });
        return response.IsItemSet ? Invoice.FromItem(response.Item) : null;
    }

    /// <summary>All invoices of the tenant, page by page.</summary>
    public async Task<List<Invoice>> ListAsync()
    {
        var invoices = new List<Invoice>();
        var request = new QueryRequest(Tables.Invoices)
        {
            KeyConditionExpression = "tenantId = :tenant",
            ExpressionAttributeValues = new() { [":tenant"] = new() { S = tenant.TenantId } },
        };
        await foreach (var page in dynamo.Paginators.Query(request).Responses)
            invoices.AddRange((page.Items ?? []).Select(Invoice.FromItem));
        return invoices;
    }

    /// <summary>Only the amount.</summary>
    public async Task<decimal?> GetAmountAsync(string invoiceId)
    {
        var request = new GetItemRequest
        {
            TableName = Tables.Invoices,
            ConsistentRead = true,
            ProjectionExpression = "amount",
        };
        request.Key = new Dictionary<string, AttributeValue>
        {
            { Fields.TenantId, new AttributeValue { S = tenant.TenantId } },
            { Fields.InvoiceId, new AttributeValue { S = invoiceId } },
        };

        var response = await dynamo.GetItemAsync(request);
        return response.IsItemSet ? decimal.Parse(response.Item["amount"].N, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The lines of the tenant's invoice; their ids begin with its number.</summary>
    public async Task<List<string>> GetLinesAsync(string invoiceId)
    {
        var response = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = Tables.InvoiceLines,
            KeyConditionExpression = $"{Fields.TenantId} = :tenant AND begins_with({Fields.LineId}, :invoice)",
            ExpressionAttributeValues = new() { [":tenant"] = new() { S = tenant.TenantId }, [":invoice"] = new() { S = invoiceId + "#" } },
        });
        return (response.Items ?? []).ConvertAll(static item => item["text"].S);
    }

    /// <summary>Stores an invoice of the tenant.</summary>
    public Task AddAsync(string invoiceId, string orderId, decimal amount) => dynamo.PutItemAsync(new PutItemRequest
    {
        TableName = Tables.Invoices,
        Item = new()
        {
            [Fields.TenantId] = new(tenant.TenantId),
            [Fields.InvoiceId] = new(invoiceId),
            [Fields.OrderId] = new(orderId),
            ["amount"] = new() { N = amount.ToString(CultureInfo.InvariantCulture) },
        },
    });
}
