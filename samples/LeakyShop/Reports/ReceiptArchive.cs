using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using LeakyShop.Tenancy;

namespace LeakyShop.Reports;

/// <summary>Keeps receipts as documents, in a table that is keyed by the receipt alone.</summary>
public sealed class ReceiptArchive(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    private readonly ITable _receipts = new TableBuilder(dynamo, Tables.Receipts).AddHashKey(Fields.ReceiptId, DynamoDBEntryType.String).Build();

    /// <summary>The text of the receipt with this number, whoever's it is.</summary>
    public async Task<string?> ReadAsync(string receiptId)
    {
        var tenantId = tenant.TenantId;
        var receipt = await _receipts.GetItemAsync(receiptId);
        Console.WriteLine($"Tenant {tenantId} reads receipt {receiptId}");
        return receipt?["text"].AsString();
    }
}
