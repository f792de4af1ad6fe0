using System.Reflection;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>What operations on tables, streams, backups and the like ask for.</summary>
public sealed class TableOperationTests
{
    private const string Stream = Reading.Prefix + "table/Orders/stream/2026-01-01T00:00:00.000";

    [Theory]
    [InlineData("CreateTable", """{"TableName":"New","Tags":[{"Key":"Team","Value":"shop"}]}""", """
        CreateTable table/New aws:RequestTag/Team=[shop] aws:TagKeys=[Team]
        TagResource table/New aws:RequestTag/Team=[shop] aws:TagKeys=[Team]
        changes: New
        """)]
    [InlineData("CreateTable", """{"TableName":"New","ResourcePolicy":"{}"}""", "CreateTable table/New\nPutResourcePolicy table/New\nchanges: New")]
    [InlineData("UpdateTable", """{"TableName":"Orders","StreamSpecification":{"StreamEnabled":true}}""", "UpdateTable table/Orders\nchanges: Orders")]
    [InlineData("UpdateTable", """{"TableName":"Orders","ReplicaUpdates":[{"Create":{"RegionName":"eu-west-1"}}]}""", """
        UpdateTable table/Orders
        CreateTableReplica table/Orders
        BatchWriteItem table/Orders
        DeleteItem table/Orders
        GetItem table/Orders
        PutItem table/Orders
        Query table/Orders
        Scan table/Orders
        UpdateItem table/Orders
        changes: Orders
        """)]
    [InlineData("DeleteTable", """{"TableName":"Orders"}""", "DeleteTable table/Orders\nchanges: Orders")]
    [InlineData("DescribeTable", """{"TableName":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders"}""", "DescribeTable table/Orders")]
    [InlineData("DescribeContributorInsights", """{"TableName":"Orders","IndexName":"ByStatus"}""", "DescribeContributorInsights table/Orders/index/ByStatus")]
    [InlineData("UpdateTimeToLive", """{"TableName":"Orders","TimeToLiveSpecification":{"Enabled":true}}""", "UpdateTimeToLive table/Orders")]
    [InlineData("ListTables", "{}", "ListTables *")]
    [InlineData("ListBackups", """{"TableName":"Orders"}""", "ListBackups *")]
    [InlineData("DescribeLimits", "{}", "DescribeLimits *")]
    [InlineData("TagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","Tags":[{"Key":"a","Value":""},{"Key":"b","Value":"c"}]}""", "TagResource table/Orders aws:RequestTag/a=[] aws:RequestTag/b=[c] aws:TagKeys=[a,b]")]
    [InlineData("UntagResource", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","TagKeys":["a"]}""", "UntagResource table/Orders aws:TagKeys=[a]")]
    [InlineData("ListTagsOfResource", """{"ResourceArn":"arn:aws:dynamodb:ddblocal:000000000000:table/Orders"}""", "ListTagsOfResource table/Orders")]
    [InlineData("PutResourcePolicy", $$"""{"ResourceArn":"{{Stream}}","Policy":"{}"}""", "PutResourcePolicy table/Orders/stream/2026-01-01T00:00:00.000")]
    [InlineData("CreateBackup", """{"TableName":"Orders","BackupName":"b"}""", "CreateBackup table/Orders")]
    [InlineData("DeleteBackup", """{"BackupArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders/backup/01"}""", "DeleteBackup table/Orders/backup/01")]
    [InlineData("ExportTableToPointInTime", """{"TableArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","S3Bucket":"b"}""", "ExportTableToPointInTime table/Orders")]
    [InlineData("DescribeExport", """{"ExportArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders/export/01"}""", "DescribeExport table/Orders/export/01")]
    [InlineData("ImportTable", """{"TableCreationParameters":{"TableName":"New"},"S3BucketSource":{}}""", "ImportTable table/New\nchanges: New")]
    [InlineData("RestoreTableFromBackup", """{"BackupArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders/backup/01","TargetTableName":"New"}""", """
        RestoreTableFromBackup table/Orders/backup/01
        RestoreTableFromBackup table/New
        BatchWriteItem table/New
        DeleteItem table/New
        GetItem table/New
        PutItem table/New
        Query table/New
        Scan table/New
        UpdateItem table/New
        changes: New
        """)]
    [InlineData("RestoreTableToPointInTime", """{"SourceTableName":"Orders","TargetTableName":"New"}""", """
        RestoreTableToPointInTime table/Orders
        RestoreTableToPointInTime table/New
        BatchWriteItem table/New
        DeleteItem table/New
        GetItem table/New
        PutItem table/New
        Query table/New
        Scan table/New
        UpdateItem table/New
        changes: New
        """)]
    [InlineData("CreateGlobalTable", """{"GlobalTableName":"Orders","ReplicationGroup":[]}""", "CreateGlobalTable arn:aws:dynamodb::111122223333:global-table/Orders\nCreateGlobalTable table/Orders")]
    [InlineData("ListStreams", """{"TableName":"Orders"}""", "ListStreams *")]
    [InlineData("DescribeStream", $$"""{"StreamArn":"{{Stream}}"}""", "DescribeStream table/Orders/stream/2026-01-01T00:00:00.000")]
    [InlineData("GetShardIterator", """{"StreamArn":"arn:aws:dynamodb:ddblocal:000000000000:table/Orders/stream/2026-01-01T00:00:00.000","ShardId":"s","ShardIteratorType":"LATEST"}""", "GetShardIterator table/Orders/stream/2026-01-01T00:00:00.000")]
    [InlineData("GetRecords", """{"ShardIterator":"arn:aws:dynamodb:ddblocal:000000000000:table/Orders/stream/2026-01-01T00:00:00.000|001|AAAA"}""", "GetRecords table/Orders/stream/2026-01-01T00:00:00.000")]
    public async Task Operation_Documented_AsksForItsResources(string operation, string body, string expected) =>
        Assert.Equal(expected.ReplaceLineEndings("\n").TrimEnd(), await Reading.PrintAsync(operation, body));

    [Theory]
    [InlineData("CreateTable", """{"TableName":"New"}""")]
    [InlineData("ListTables", "{}")]
    [InlineData("ListStreams", "{}")]
    [InlineData("ImportTable", """{"TableCreationParameters":{"TableName":"New"}}""")]
    [InlineData("RestoreTableToPointInTime", """{"SourceTableArn":"arn:aws:dynamodb:us-east-1:111122223333:table/Orders","TargetTableName":"New"}""")]
    public async Task Operation_CallerOfAnotherAccount_MakesAndListsNothing(string operation, string body) =>
        Assert.NotNull((await Reading.OfAsync(operation, body, Reading.Scope with { Account = "444455556666" })).Doubt);

    [Theory]
    [InlineData("DescribeTable")]
    [InlineData("DeleteTable")]
    [InlineData("UpdateTable")]
    public async Task Operation_CallerOfAnotherAccount_FindsNoTable(string operation) =>
        Assert.Equal("Orders", (await Reading.OfAsync(operation, """{"TableName":"Orders"}""", Reading.Scope with { Account = "444455556666" })).MissingTable);

    [Theory]
    [InlineData("GetItem", true, true)]
    [InlineData("PutItem", false, true)]
    [InlineData("ExecuteStatement", false, true)]
    [InlineData("TransactGetItems", true, true)]
    [InlineData("GetRecords", true, true)]
    [InlineData("GetShardIterator", true, true)]
    [InlineData("DescribeStream", true, false)]
    [InlineData("ListTables", true, false)]
    [InlineData("DeleteTable", false, false)]
    [InlineData("ImportTable", false, false)]
    public async Task Operation_Audit_SaysWhatItIs(string operation, bool isReadOnly, bool isDataEvent)
    {
        var reading = await Reading.OfAsync(operation, "{}");
        Assert.Equal((isReadOnly, isDataEvent), (reading.IsReadOnly, reading.IsDataEvent));
    }

    /// <summary>Operations whose actions the service authorization reference does not have (yet): refused.</summary>
    private static readonly string[] Unknown = ["CancelBulkOperation", "DescribeBulkOperation", "ListBulkOperations", "StartBulkPutItems"];

    private static readonly Dictionary<string, Type> Requests = typeof(AmazonDynamoDBClient).Assembly.GetExportedTypes()
        .Where(static type => type.Namespace == "Amazon.DynamoDBv2.Model" && type.Name.EndsWith("Request", StringComparison.Ordinal) && type.IsSubclassOf(typeof(AmazonWebServiceRequest)) && !type.IsAbstract)
        .ToDictionary(static type => type.Name[..^"Request".Length]);

    [Fact]
    public void Operations_OfTheSdk_AreAllKnown() =>
        Assert.Equal(
            Requests.Keys.Except(Unknown).Order(StringComparer.Ordinal),
            Operations.Targets.Where(static target => target.StartsWith("DynamoDB_", StringComparison.Ordinal)).Select(static target => target.Split('.')[1]).Order(StringComparer.Ordinal));

    [Fact]
    public void Actions_WithoutOperation_AreOnlyThose()
    {
        // Actions are asked for by operations of that name, or of another name, or by nothing that a client can send.
        string[] byOthers =
        [
            "ConditionCheckItem", "PartiQLSelect", "PartiQLInsert", "PartiQLUpdate", "PartiQLDelete", "CreateTableReplica", "DeleteTableReplica", "AssociateTableReplica", "ReadDataForReplication", "WriteDataForReplication",
            "ReplicateSettings", "StartAwsBackupJob", "RestoreTableFromAwsBackup", "InjectError", "GetAbacStatus", "UpdateAbacStatus", "UpdateGlobalTableVersion", "PurchaseReservedCapacityOfferings", "DescribeReservedCapacity",
            "DescribeReservedCapacityOfferings",
        ];
        var operations = Operations.Targets.Select(static target => target.Split('.')[1]).ToHashSet();
        Assert.Equal(
            byOthers.Order(StringComparer.Ordinal),
            DynamoDbActions.All.Select(static action => action.Name["dynamodb:".Length..]).Where(name => !operations.Contains(name)).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> Shapes => [.. Requests.Keys.Except(Unknown)];

    [Theory, MemberData(nameof(Shapes))]
    public void Members_OfTheSdk_AreAllKnown(string operation)
    {
        // `IsLimitSet` and the like are of the SDK, not of the wire.
        var expected = Requests[operation].GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(static property => property.Name)
            .Where(static name => !(name.StartsWith("Is", StringComparison.Ordinal) && name.EndsWith("Set", StringComparison.Ordinal)));
        Assert.Equal(expected.Order(StringComparer.Ordinal), ShapeOf(operation).Names.Order(StringComparer.Ordinal));
    }

    private static Shape ShapeOf(string operation) => operation switch
    {
        "GetItem" => ItemOperations.GetShape,
        "PutItem" => ItemOperations.PutShape,
        "UpdateItem" => ItemOperations.UpdateShape,
        "DeleteItem" => ItemOperations.DeleteShape,
        "Query" => QueryOperations.QueryShape,
        "Scan" => QueryOperations.ScanShape,
        "SearchVectors" => QueryOperations.VectorShape,
        "BatchGetItem" => BatchOperations.GetShape,
        "BatchWriteItem" => BatchOperations.WriteShape,
        "TransactGetItems" => TransactionOperations.GetShape,
        "TransactWriteItems" => TransactionOperations.WriteShape,
        "ExecuteStatement" => StatementOperations.SingleShape,
        "BatchExecuteStatement" => StatementOperations.BatchShape,
        "ExecuteTransaction" => StatementOperations.TransactionShape,
        _ => ManagementRows.Tables.FirstOrDefault(row => row.Name == operation)?.Shape ?? ManagementRows.OfTargets.Single(row => row.Name == operation).Shape,
    };

    [Theory]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.Get))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.Put))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.Update))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.Delete))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.ConditionCheck))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.KeysAndAttributes))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.WriteRequest))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.BatchStatementRequest))]
    [InlineData(nameof(Amazon.DynamoDBv2.Model.ParameterizedStatement))]
    public void Members_OfElementsInTheSdk_AreAllKnown(string element)
    {
        var shape = element switch
        {
            "Get" => ItemOperations.GetElement,
            "Put" => ItemOperations.PutElement,
            "Update" => ItemOperations.UpdateElement,
            "Delete" or "ConditionCheck" => ItemOperations.DeleteElement,
            "KeysAndAttributes" => BatchOperations.KeysShape,
            "WriteRequest" => BatchOperations.RequestShape,
            "BatchStatementRequest" => StatementOperations.BatchElement,
            _ => StatementOperations.TransactionElement,
        };
        var type = typeof(AmazonDynamoDBClient).Assembly.GetType("Amazon.DynamoDBv2.Model." + element, throwOnError: true)!;
        Assert.Equal(type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(static property => property.Name).Order(StringComparer.Ordinal), shape.Names.Order(StringComparer.Ordinal));
    }
}
