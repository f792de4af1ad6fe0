using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;

namespace TenantAnalyzers.Gateway.Tests.Support;

/// <summary>Creates tables whose keys are strings.</summary>
internal static class DynamoDbTables
{
    public static Task CreateAsync(IAmazonDynamoDB admin, string name, TableShape shape, bool hasStream = false)
    {
        var keys = Keys(shape.PartitionKey, shape.SortKey);
        List<GlobalSecondaryIndex> indexes = shape.Index is { } index
            ? [new() { IndexName = index.Name, KeySchema = Keys(index.PartitionKey, shape.SortKey), Projection = new Projection { ProjectionType = ProjectionType.ALL } }]
            : [];
        return admin.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = name,
                KeySchema = keys,
                AttributeDefinitions = [.. keys.Concat(indexes.SelectMany(static one => one.KeySchema)).Select(static key => key.AttributeName).Distinct()
                    .Select(static attribute => new AttributeDefinition(attribute, ScalarAttributeType.S))],
                GlobalSecondaryIndexes = indexes.Count > 0 ? indexes : null,
                BillingMode = BillingMode.PAY_PER_REQUEST,
                StreamSpecification = hasStream ? new StreamSpecification { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES } : null,
            },
            TestContext.Current.CancellationToken);
    }

    private static List<KeySchemaElement> Keys(string partition, string? sort) =>
        sort is null || sort == partition ? [new(partition, KeyType.HASH)] : [new(partition, KeyType.HASH), new(sort, KeyType.RANGE)];
}
