using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace LeakyShop.Carts;

/// <summary>Makes the table of the carts on a developer's machine.</summary>
public static class CartTable
{
    public static Task CreateAsync(IAmazonDynamoDB dynamo) => dynamo.CreateTableAsync(new CreateTableRequest
    {
        TableName = Tables.Carts,
        KeySchema = [new KeySchemaElement(Fields.CartId, KeyType.HASH)],
        AttributeDefinitions =
        [
            new AttributeDefinition(Fields.CartId, ScalarAttributeType.S),
            new AttributeDefinition(Fields.CustomerId, ScalarAttributeType.S),
        ],
        GlobalSecondaryIndexes =
        [
            new GlobalSecondaryIndex
            {
                IndexName = Indexes.CartsByCustomer,
                KeySchema = [new KeySchemaElement(Fields.CustomerId, KeyType.HASH)],
                Projection = new Projection { ProjectionType = ProjectionType.ALL },
            },
        ],
        BillingMode = BillingMode.PAY_PER_REQUEST,
    });
}
