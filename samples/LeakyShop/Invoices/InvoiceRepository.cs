using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LeakyShop.Tenancy;

namespace LeakyShop.Invoices;

/// <summary>An invoice of one tenant.</summary>
public sealed record Invoice(string TenantId, string InvoiceId, string OrderId, decimal Amount)
{
    public static Invoice FromItem(Dictionary<string, AttributeValue> item) => new(
        item[Fields.TenantId].S, item[Fields.InvoiceId].S, item[Fields.OrderId].S, decimal.Parse(item["amount"].N, CultureInfo.InvariantCulture));
}

/// <summary>Reads and writes invoices, in tables that are keyed by the invoice alone.</summary>
public sealed class InvoiceRepository(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    /// <summary>Whoever knows or guesses a number reads the invoice.</summary>
    public async Task<Invoice?> GetAsync(string invoiceId)
    {
        var tenantId = tenant.TenantId;
        var response = await dynamo.GetItemAsync(Tables.Invoices, new Dictionary<string, AttributeValue> { ["invoiceId"] = new(invoiceId) });
        if (!response.IsItemSet)
        {
            Console.WriteLine($"Tenant {tenantId} asked for invoice {invoiceId}, which is not there.");
            return null;
        }

        return Invoice.FromItem(response.Item);
    }

    /// <summary>The tenant is compared after the read: right until someone forgets it.</summary>
    public async Task<decimal?> GetAmountAsync(string tenantId, string invoiceId)
    {
        var request = new GetItemRequest
        {
            TableName = Tables.Invoices,
            ConsistentRead = true,
            ProjectionExpression = "tenantId, amount",
        };
        request.Key = new Dictionary<string, AttributeValue>
        {
            { Fields.InvoiceId, new AttributeValue { S = invoiceId } },
        };

        var response = await dynamo.GetItemAsync(request);
        if (!response.IsItemSet || response.Item[Fields.TenantId].S != tenantId)
            return null;
        return decimal.Parse(response.Item["amount"].N, CultureInfo.InvariantCulture);
    }

    /// <summary>The lines of an invoice, newest layout: a text condition made of constants.</summary>
    public async Task<List<string>> GetLinesAsync(string invoiceId, string tenantId)
    {
        var response = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = Tables.InvoiceLines,
            KeyConditionExpression = $"{Fields.InvoiceId} = :invoice",
            ExpressionAttributeValues = new() { [":invoice"] = new() { S = invoiceId } },
        });
        Console.WriteLine($"{response.Count} lines read for {tenantId}");
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

    /// <summary>Changes the amount of the invoice with this number. The condition makes one write safe, until someone forgets it in the next.</summary>
    public Task CorrectAsync(string invoiceId, decimal amount) => dynamo.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = Tables.Invoices,
        Key = new() { [Fields.InvoiceId] = new() { S = invoiceId } },
        UpdateExpression = "SET amount = :amount",
        ConditionExpression = "tenantId = :tenant",
        ExpressionAttributeValues = new()
        {
            [":amount"] = new() { N = amount.ToString(CultureInfo.InvariantCulture) },
            [":tenant"] = new(tenant.TenantId),
        },
    });

    /// <summary>Gives an invoice another number, in one batch: stored as the tenant's, and deleted whoever's it is.</summary>
    public Task RenumberAsync(Invoice invoice, string invoiceId) => dynamo.BatchWriteItemAsync(new BatchWriteItemRequest
    {
        RequestItems = new()
        {
            [Tables.Invoices] =
            [
                new WriteRequest(new PutRequest(new()
                {
                    [Fields.TenantId] = new(tenant.TenantId),
                    [Fields.InvoiceId] = new(invoiceId),
                    [Fields.OrderId] = new(invoice.OrderId),
                    ["amount"] = new() { N = invoice.Amount.ToString(CultureInfo.InvariantCulture) },
                })),
                new WriteRequest(new DeleteRequest(new() { [Fields.InvoiceId] = new(invoice.InvoiceId) })),
            ],
        },
    });

    /// <summary>Cancels an invoice together with its order: the order is the tenant's, the invoice is anybody's.</summary>
    public Task CancelAsync(string invoiceId, string orderId) => dynamo.TransactWriteItemsAsync(new TransactWriteItemsRequest
    {
        TransactItems =
        [
            new TransactWriteItem
            {
                Update = new Update
                {
                    TableName = Tables.Orders,
                    Key = new() { [Fields.TenantId] = new(tenant.TenantId), [Fields.OrderId] = new(orderId) },
                    UpdateExpression = "SET #status = :cancelled",
                    ExpressionAttributeNames = new() { ["#status"] = Fields.Status },
                    ExpressionAttributeValues = new() { [":cancelled"] = new("CANCELLED") },
                },
            },
            new TransactWriteItem
            {
                Delete = new Delete
                {
                    TableName = Tables.Invoices,
                    Key = new() { [Fields.InvoiceId] = new(invoiceId) },
                },
            },
        ],
    });
}
