using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantShop.Tenancy;

namespace TenantShop.Customers;

/// <summary>A customer of one tenant.</summary>
public sealed record Customer(string TenantId, string CustomerId, string Name, string Email)
{
    public static Customer FromItem(Dictionary<string, AttributeValue> item) =>
        new(item[Fields.TenantId].S, item[Fields.CustomerId].S, item["name"].S, item["email"].S);

    public Dictionary<string, AttributeValue> ToItem() => new()
    {
        [Fields.TenantId] = new AttributeValue(TenantId),
        [Fields.CustomerId] = new AttributeValue(CustomerId),
        ["name"] = new AttributeValue(Name),
        ["email"] = new AttributeValue(Email),
    };
}

/// <summary>Reads and writes customers.</summary>
public sealed class CustomerRepository
{
    private const string CustomerFields = "tenantId, customerId, #name, email";

    private readonly IAmazonDynamoDB _dynamo;
    private readonly ITenantContext _tenant;

    public CustomerRepository(IAmazonDynamoDB dynamo, ITenantContext tenant)
    {
        _dynamo = dynamo;
        _tenant = tenant;
    }

    /// <summary>One customer of the tenant, by the whole key.</summary>
    public async Task<Customer?> GetAsync(string customerId)
    {
        var response = await _dynamo.GetItemAsync(Tables.Customers, new Dictionary<string, AttributeValue>
        {
            { Fields.TenantId, new AttributeValue(_tenant.TenantId) },
            { Fields.CustomerId, new AttributeValue(customerId) },
        });
        return response.IsItemSet ? Customer.FromItem(response.Item) : null;
    }

    /// <summary>Finds the tenant's customer at sign-in; the same address may be known to several tenants.</summary>
    public async Task<Customer?> FindByEmailAsync(string email)
    {
        var request = new QueryRequest
        {
            TableName = Tables.Customers,
            IndexName = Indexes.CustomersByEmail,
            KeyConditionExpression = $"{Fields.TenantId} = :tenant AND email = :email",
            ExpressionAttributeValues = new() { { ":tenant", new() { S = _tenant.TenantId } }, { ":email", new() { S = email.ToLowerInvariant() } } },
            Limit = 1,
        };
        var response = await _dynamo.QueryAsync(request);
        return response.Items is [var item, ..] ? Customer.FromItem(item) : null;
    }

    /// <summary>All customers of the tenant, page by page.</summary>
    public async Task<List<Customer>> ListAsync()
    {
        var customers = new List<Customer>();
        var request = new QueryRequest(Tables.Customers)
        {
            KeyConditionExpression = "tenantId = :tenant",
            ExpressionAttributeValues = new() { { ":tenant", new() { S = _tenant.TenantId } } },
        };
        await foreach (var page in _dynamo.Paginators.Query(request).Responses)
            customers.AddRange((page.Items ?? []).Select(Customer.FromItem));
        return customers;
    }

    /// <summary>Looks for part of a name among the tenant's customers: the filter only chooses within one partition.</summary>
    public async Task<List<Customer>> SearchAsync(string text)
    {
        var response = await _dynamo.QueryAsync(new QueryRequest
        {
            TableName = Tables.Customers,
            KeyConditionExpression = "tenantId = :tenant",
            FilterExpression = "contains(#name, :text)",
            ProjectionExpression = CustomerFields,
            ExpressionAttributeNames = new Dictionary<string, string> { ["#name"] = "name" },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":tenant"] = new AttributeValue { S = _tenant.TenantId },
                [":text"] = new AttributeValue { S = text },
            },
        });
        return (response.Items ?? []).ConvertAll(Customer.FromItem);
    }

    /// <summary>The tenant's customers whose name begins so, by PartiQL: the key first, the values as parameters.</summary>
    public async Task<List<Customer>> FindByNameAsync(string beginning)
    {
        var response = await _dynamo.ExecuteStatementAsync(new ExecuteStatementRequest
        {
            Statement = $"SELECT * FROM \"{Tables.Customers}\" WHERE {Fields.TenantId} = ? AND begins_with(\"name\", ?)",
            Parameters = [new AttributeValue(_tenant.TenantId), new AttributeValue(beginning)],
        });
        return (response.Items ?? []).ConvertAll(Customer.FromItem);
    }

    /// <summary>Stores a customer of the tenant.</summary>
    public async Task SaveAsync(string customerId, string name, string email)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            [Fields.TenantId] = new(_tenant.TenantId),
            [Fields.CustomerId] = new(customerId),
            ["name"] = new(name),
        };
        item["email"] = new(email.ToLowerInvariant());
        await _dynamo.PutItemAsync(Tables.Customers, item);
    }
}
