using System.Collections.Immutable;

namespace TenantAnalyzers.Iam;

/// <summary>The catalog of DynamoDB's IAM actions.</summary>
/// <remarks>
/// Source: "Actions, resources, and condition keys for Amazon DynamoDB" in the service authorization reference.
/// AWS adds actions: one that is not here carries no leading keys as far as we know.
/// </remarks>
public static class DynamoDbActions
{
    private const DynamoDbResources Table = DynamoDbResources.Table;
    private const DynamoDbResources Index = DynamoDbResources.Index;
    private const DynamoDbConditionKeys Keys = DynamoDbConditionKeys.LeadingKeys | DynamoDbConditionKeys.Attributes;
    private const DynamoDbConditionKeys Enclosing = DynamoDbConditionKeys.EnclosingOperation;
    private const DynamoDbConditionKeys Capacity = DynamoDbConditionKeys.ReturnConsumedCapacity;
    private const DynamoDbConditionKeys Returns = DynamoDbConditionKeys.ReturnValues;
    private const DynamoDbConditionKeys Select = DynamoDbConditionKeys.Select;

    /// <summary>Every action, the item actions first.</summary>
    public static ImmutableArray<DynamoDbAction> All { get; } = ImmutableArray.CreateRange(Rows());

    /// <summary>The item actions, in the order in which they are named to people.</summary>
    public static ImmutableArray<DynamoDbAction> ItemActions { get; } =
        ImmutableArray.CreateRange(All.Where(static action => action.IsItemAction));

    /// <summary>The action of that name, whatever its case; null when it is not in the catalog.</summary>
    public static DynamoDbAction? Find(string name)
    {
        foreach (DynamoDbAction action in All)
        {
            if (string.Equals(action.Name, name, StringComparison.OrdinalIgnoreCase))
                return action;
        }

        return null;
    }

    /// <summary>Whether an action pattern (<c>*</c>, <c>?</c>, any case) covers an action.</summary>
    public static bool Matches(string pattern, string action) => Glob.IsMatch(pattern, action, ignoreCase: true);

    private static IEnumerable<DynamoDbAction> Rows()
    {
        yield return Row("GetItem", DynamoDbReach.Items, Table, Keys | Enclosing | Capacity | Select);
        yield return Row("BatchGetItem", DynamoDbReach.Items, Table, Keys | Capacity | Select);
        yield return Row("Query", DynamoDbReach.Items, Table | Index, Keys | Capacity | Returns | Select);
        yield return Row("Scan", DynamoDbReach.BulkRead, Table | Index, DynamoDbConditionKeys.Attributes | Capacity | Returns | Select);
        yield return Row("PutItem", DynamoDbReach.Items, Table, Keys | Enclosing | Capacity | Returns);
        yield return Row("UpdateItem", DynamoDbReach.Items, Table, Keys | Enclosing | Capacity | Returns);
        yield return Row("DeleteItem", DynamoDbReach.Items, Table, Keys | Enclosing | Capacity | Returns);
        yield return Row("BatchWriteItem", DynamoDbReach.Items, Table, Keys | Capacity);
        yield return Row("ConditionCheckItem", DynamoDbReach.Items, Table, Keys | Capacity | Returns);
        yield return Row("PartiQLSelect", DynamoDbReach.Items, Table | Index, Keys | Enclosing | Select | DynamoDbConditionKeys.FullTableScan);
        yield return Row("PartiQLInsert", DynamoDbReach.Items, Table, Keys | Enclosing);
        yield return Row("PartiQLUpdate", DynamoDbReach.Items, Table, Keys | Enclosing | Returns);
        yield return Row("PartiQLDelete", DynamoDbReach.Items, Table, Keys | Enclosing | Returns);
        yield return Row("SearchVectors", DynamoDbReach.BulkRead, Index);

        foreach ((DynamoDbReach reach, string names) in Others)
        {
            foreach (string name in names.Split([' '], StringSplitOptions.RemoveEmptyEntries))
                yield return Row(name, reach);
        }
    }

    private static DynamoDbAction Row(
        string name, DynamoDbReach reach, DynamoDbResources resources = DynamoDbResources.None, DynamoDbConditionKeys keys = DynamoDbConditionKeys.None) =>
        new("dynamodb:" + name, reach, resources, keys);

    private static IEnumerable<(DynamoDbReach Reach, string Names)> Others =>
    [
        (DynamoDbReach.Stream, "GetRecords GetShardIterator"),
        (DynamoDbReach.Export, "ExportTableToPointInTime EnableKinesisStreamingDestination UpdateKinesisStreamingDestination"),
        (DynamoDbReach.Restore, "RestoreTableFromBackup RestoreTableToPointInTime RestoreTableFromAwsBackup StartAwsBackupJob CreateBackup"),
        (DynamoDbReach.Grant, "PutResourcePolicy DeleteResourcePolicy TagResource UntagResource UpdateAbacStatus"),
        (DynamoDbReach.Destroy, "DeleteTable DeleteBackup UpdateTimeToLive UpdateTable ImportTable"),
        (DynamoDbReach.Replication, "CreateTableReplica DeleteTableReplica AssociateTableReplica CreateGlobalTable UpdateGlobalTable "
            + "UpdateGlobalTableSettings UpdateGlobalTableVersion ReadDataForReplication WriteDataForReplication ReplicateSettings"),
        (DynamoDbReach.Settings, "CreateTable UpdateContinuousBackups UpdateContributorInsights DisableKinesisStreamingDestination "
            + "UpdateTableReplicaAutoScaling PurchaseReservedCapacityOfferings InjectError"),
        (DynamoDbReach.Metadata, "DescribeBackup DescribeContinuousBackups DescribeContributorInsights DescribeEndpoints DescribeExport "
            + "DescribeGlobalTable DescribeGlobalTableSettings DescribeImport DescribeKinesisStreamingDestination DescribeLimits "
            + "DescribeReservedCapacity DescribeReservedCapacityOfferings DescribeStream DescribeTable DescribeTableReplicaAutoScaling "
            + "DescribeTimeToLive GetAbacStatus GetResourcePolicy ListBackups ListContributorInsights ListExports ListGlobalTables "
            + "ListImports ListStreams ListTables ListTagsOfResource"),
    ];
}
