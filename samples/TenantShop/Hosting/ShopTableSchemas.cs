using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Storage.TablePerTenant;

namespace TenantShop.Hosting;

/// <summary>The tables of both DynamoDB models.</summary>
internal static class ShopTableSchemas
{
    /// <summary>The tables that all tenants share: the tenant is the partition key of each, and of each index.</summary>
    public static async Task CreateSharedAsync(IAmazonDynamoDB dynamo)
    {
        await CreateAsync(dynamo, Table(Tables.Orders, Fields.TenantId, Fields.OrderId, local: (Indexes.OrdersByStatus, Fields.Status)));
        await CreateAsync(dynamo, Table(Tables.Customers, Fields.TenantId, Fields.CustomerId, local: (Indexes.CustomersByEmail, "email")));
        await CreateAsync(dynamo, Table(Tables.Invoices, Fields.TenantId, Fields.InvoiceId));
        await CreateAsync(dynamo, Table(Tables.InvoiceLines, Fields.TenantId, Fields.LineId));
        await CreateAsync(dynamo, Table(Tables.OrderEvents, Fields.TenantId, Fields.EventId));
        await CreateAsync(dynamo, Table(Tables.Carts, Fields.TenantId, Fields.CartId));
        await CreateAsync(dynamo, Table(Tables.Products, Fields.TenantId, Fields.ProductId));
        await CreateAsync(dynamo, Table(Tables.Activity, Fields.PartitionKey, Fields.SortKey));
    }

    /// <summary>The tables that one tenant has for itself.</summary>
    public static async Task CreateOwnAsync(IAmazonDynamoDB dynamo, TenantTables tables)
    {
        await CreateAsync(dynamo, OwnTable(tables.Orders, Fields.OrderId, Fields.Status));
        await CreateAsync(dynamo, OwnTable(tables.Customers, Fields.CustomerId, null));
        await CreateAsync(dynamo, OwnTable(tables.Invoices, Fields.InvoiceId, null));
    }

    private static async Task CreateAsync(IAmazonDynamoDB dynamo, CreateTableRequest table)
    {
        try
        {
            await dynamo.CreateTableAsync(table);
        }
        catch (ResourceInUseException)
        {
            // It is there.
        }
    }

    private static CreateTableRequest Table(string name, string hash, string range, (string Name, string Range)? local = null) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new(hash, KeyType.HASH), new(range, KeyType.RANGE)],
        AttributeDefinitions = [.. Text(local is { } more ? [hash, range, more.Range] : [hash, range])],
        LocalSecondaryIndexes = local is { } index
            ? [new() { IndexName = index.Name, KeySchema = [new(hash, KeyType.HASH), new(index.Range, KeyType.RANGE)], Projection = All }]
            : null,
    };

    [TenantAnalyzers.CrossTenant("One tenant's own table: its name holds the tenant, and its keys need not.")]
    private static CreateTableRequest OwnTable(string name, string hash, string? byStatus) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new(hash, KeyType.HASH)],
        AttributeDefinitions = [.. Text(byStatus is null ? [hash] : [hash, byStatus])],
        GlobalSecondaryIndexes = byStatus is null
            ? null
            : [new() { IndexName = TenantTables.ByStatus, KeySchema = [new(byStatus, KeyType.HASH)], Projection = All }],
    };

    private static Projection All => new() { ProjectionType = ProjectionType.ALL };

    private static IEnumerable<AttributeDefinition> Text(string[] names) => names.Select(static name => new AttributeDefinition(name, ScalarAttributeType.S));
}
