using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Tenancy;

namespace TenantShop.Activity;

/// <summary>A question of one of the tenant's customers.</summary>
public sealed record Ticket(string TicketId, string Text);

/// <summary>Audit entries and tickets in one table, all in the caller's partition: <c>PK = TENANT#…</c>.</summary>
public sealed class ActivityLog(IAmazonDynamoDB dynamo, ItemReader items, ITenantContext tenant)
{
    /// <summary>Opens a ticket of the tenant.</summary>
    public Task OpenTicketAsync(Ticket ticket) => dynamo.PutItemAsync(new PutItemRequest
    {
        TableName = Tables.Activity,
        Item = new(KeyOf(ActivityKeys.Ticket(ticket.TicketId))) { ["text"] = new AttributeValue(ticket.Text) },
    });

    /// <summary>The tenant's ticket with this number, by a reader that takes any key: what counts is the key it is given here.</summary>
    public async Task<Ticket?> FindTicketAsync(string ticketId) =>
        await items.FindAsync(Tables.Activity, KeyOf(ActivityKeys.Ticket(ticketId))) is { } item ? new Ticket(ticketId, item["text"].S) : null;

    /// <summary>What was done to the tenant's order, oldest first.</summary>
    public async Task<List<string>> ListAuditAsync(string orderId)
    {
        var response = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = Tables.Activity,
            KeyConditionExpression = "PK = :tenant AND begins_with(SK, :order)",
            ExpressionAttributeValues = new()
            {
                [":tenant"] = new AttributeValue($"TENANT#{tenant.TenantId}"),
                [":order"] = new AttributeValue(ActivityKeys.AuditOf(orderId)),
            },
        });
        return (response.Items ?? []).ConvertAll(static item => item["text"].S);
    }

    private Dictionary<string, AttributeValue> KeyOf(string sortKey) => new()
    {
        [Fields.PartitionKey] = new AttributeValue(ActivityKeys.Tenant(tenant.TenantId)),
        [Fields.SortKey] = new AttributeValue(sortKey),
    };
}
