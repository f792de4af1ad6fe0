using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using TenantShop.Tenancy;

namespace TenantShop.Products;

/// <summary>What a tenant sells.</summary>
public sealed record Product(string ProductId, string Name);

/// <summary>Keeps the tenant's products as documents.</summary>
public sealed class ProductCatalog(IAmazonDynamoDB dynamo, ITenantContext tenant)
{
    private readonly ITable _products = new TableBuilder(dynamo, Tables.Products)
        .AddHashKey(Fields.TenantId, DynamoDBEntryType.String)
        .AddRangeKey(Fields.ProductId, DynamoDBEntryType.String)
        .Build();

    /// <summary>The tenant's product with this number.</summary>
    public async Task<Product?> FindAsync(string productId) =>
        await _products.GetItemAsync(tenant.TenantId, productId) is { } document ? FromDocument(document) : null;

    /// <summary>All products of the tenant, by the filter that carries the key.</summary>
    public async Task<List<Product>> ListAsync() =>
        Products(await _products.Query(new QueryFilter(Fields.TenantId, QueryOperator.Equal, tenant.TenantId)).GetRemainingAsync());

    /// <summary>The tenant's products whose number begins so, by the builder.</summary>
    public async Task<List<Product>> ListRangeAsync(string prefix)
    {
        var search = _products.Query(new QueryOperationConfig
        {
            KeyExpression = KeyExpressionBuilder.New().WithKey(Fields.TenantId).KeyEqual(tenant.TenantId)
                .And(KeyExpressionBuilder.New().WithKey(Fields.ProductId).KeyBeginsWith(prefix))
                .Build(),
        });
        return Products(await search.GetRemainingAsync());
    }

    /// <summary>Stores a product of the tenant.</summary>
    public Task SaveAsync(Product product) => _products.PutItemAsync(new Document
    {
        [Fields.TenantId] = tenant.TenantId,
        [Fields.ProductId] = product.ProductId,
        ["name"] = product.Name,
    });

    private static List<Product> Products(List<Document> documents) => documents.ConvertAll(FromDocument);

    private static Product FromDocument(Document document) => new(document[Fields.ProductId], document["name"]);
}
