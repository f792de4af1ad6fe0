using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using LeakyShop.Tenancy;

namespace LeakyShop.Customers;

/// <summary>A customer of one tenant.</summary>
public sealed record Customer(string TenantId, string CustomerId, string Name, string Email)
{
    public static Customer FromItem(Dictionary<string, AttributeValue> item) =>
        new(item[Fields.TenantId].S, item[Fields.CustomerId].S, item["name"].S, item["email"].S);
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

    /// <summary>Finds a customer at sign-in; the same address may be known to several tenants.</summary>
    public async Task<Customer?> FindByEmailAsync(string tenantId, string email)
    {
        var keyAttribute = "email";
        var request = new QueryRequest
        {
            TableName = Tables.Customers,
            IndexName = Indexes.CustomersByEmail,
            KeyConditionExpression = $"{keyAttribute} = :email",
            ExpressionAttributeValues = new() { { ":email", new() { S = email.ToLowerInvariant() } } },
        };
        await foreach (var page in _dynamo.Paginators.Query(request).Responses)
        {
            if ((page.Items ?? []).Find(item => item[Fields.TenantId].S == tenantId) is { } found)
                return Customer.FromItem(found);
        }

        return null;
    }

    /// <summary>Looks for part of a name: the service reads every tenant's customers and throws most of them away.</summary>
    public async Task<List<Customer>> SearchAsync(string tenantId, string text)
    {
        var response = await _dynamo.ScanAsync(new ScanRequest
        {
            TableName = Tables.Customers,
            FilterExpression = "tenantId = :tenant AND contains(#name, :text)",
            ProjectionExpression = CustomerFields,
            ExpressionAttributeNames = new Dictionary<string, string> { ["#name"] = "name" },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":tenant"] = new AttributeValue { S = tenantId },
                [":text"] = new AttributeValue { S = text },
            },
        });
        return (response.Items ?? []).ConvertAll(Customer.FromItem);
    }

    /// <summary>Customers of this name, by PartiQL: without the key in its condition the statement scans the table.</summary>
    public async Task<List<Customer>> FindByNameAsync(string name)
    {
        var response = await _dynamo.ExecuteStatementAsync(new ExecuteStatementRequest
        {
            Statement = "SELECT * FROM \"Customers\" WHERE \"name\" = ?",
            Parameters = [new AttributeValue { S = name }],
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
