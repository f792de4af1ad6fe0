namespace TenantAnalyzers.Gateway.Access;

/// <summary>The management operations. Members: Amazon DynamoDB API Reference; a test holds them against the SDK.</summary>
internal static class ManagementRows
{
    public static readonly TableOperation[] Tables =
    [
        new("CreateTable", ResourceOf.Table, Shape.Of("TableName AttributeDefinitions[ BillingMode DeletionProtectionEnabled? GlobalSecondaryIndexes[ "
            + "GlobalTableSettingsReplicationMode* GlobalTableSourceArn KeySchema[ LocalSecondaryIndexes[ OnDemandThroughput{ ProvisionedThroughput{ "
            + "ResourcePolicy SSESpecification{ StreamSpecification{ TableClass Tags[ VectorIndexes[ WarmThroughput{"), Changes: true),
        new("UpdateTable", ResourceOf.Table, Shape.Of("TableName AttributeDefinitions[ BillingMode DeletionProtectionEnabled? DisassociationProtectionEnabled? "
            + "GlobalSecondaryIndexUpdates[ GlobalTableSettingsReplicationMode* GlobalTableWitnessUpdates[ MultiRegionConsistency OnDemandThroughput{ "
            + "ProvisionedThroughput{ ReplicaUpdates[ SSESpecification{ StreamSpecification{ TableClass VectorIndexUpdates[ WarmThroughput{"), Changes: true),
        new("DeleteTable", ResourceOf.Table, Shape.Of("TableName"), Changes: true),
        new("DescribeTable", ResourceOf.Table, Shape.Of("TableName")),
        new("DescribeContinuousBackups", ResourceOf.Table, Shape.Of("TableName")),
        new("UpdateContinuousBackups", ResourceOf.Table, Shape.Of("TableName PointInTimeRecoverySpecification{")),
        new("DescribeContributorInsights", ResourceOf.TableOrIndex, Shape.Of("TableName IndexName")),
        new("UpdateContributorInsights", ResourceOf.TableOrIndex, Shape.Of("TableName IndexName ContributorInsightsAction ContributorInsightsMode")),
        new("DescribeKinesisStreamingDestination", ResourceOf.Table, Shape.Of("TableName")),
        new("EnableKinesisStreamingDestination", ResourceOf.Table, Shape.Of("TableName StreamArn EnableKinesisStreamingConfiguration{")),
        new("DisableKinesisStreamingDestination", ResourceOf.Table, Shape.Of("TableName StreamArn EnableKinesisStreamingConfiguration{")),
        new("UpdateKinesisStreamingDestination", ResourceOf.Table, Shape.Of("TableName StreamArn UpdateKinesisStreamingConfiguration{")),
        new("DescribeTableReplicaAutoScaling", ResourceOf.Table, Shape.Of("TableName")),
        new("UpdateTableReplicaAutoScaling", ResourceOf.Table, Shape.Of(
            "TableName GlobalSecondaryIndexUpdates[ ProvisionedWriteCapacityAutoScalingUpdate{ ReplicaUpdates[")),
        new("DescribeTimeToLive", ResourceOf.Table, Shape.Of("TableName")),
        new("UpdateTimeToLive", ResourceOf.Table, Shape.Of("TableName TimeToLiveSpecification{")),
        new("CreateBackup", ResourceOf.Table, Shape.Of("TableName BackupName")),
        new("DescribeBackup", ResourceOf.Arn, Shape.Of("BackupArn"), "BackupArn", Below: "backup"),
        new("DeleteBackup", ResourceOf.Arn, Shape.Of("BackupArn"), "BackupArn", Below: "backup"),
        new("RestoreTableFromBackup", ResourceOf.Arn, Shape.Of("BackupArn TargetTableName BillingModeOverride GlobalSecondaryIndexOverride[ "
            + "LocalSecondaryIndexOverride[ OnDemandThroughputOverride{ ProvisionedThroughputOverride{ SSESpecificationOverride{ VectorIndexOverride["),
            "BackupArn", Below: "backup"),
        new("ExportTableToPointInTime", ResourceOf.Arn, Shape.Of("TableArn ClientToken ExportFormat ExportTime* ExportType FilterSpecification{ "
            + "IncrementalExportSpecification{ S3Bucket S3BucketOwner S3Prefix S3SseAlgorithm S3SseKmsKeyId"), "TableArn"),
        new("DescribeExport", ResourceOf.Arn, Shape.Of("ExportArn"), "ExportArn", Below: "export"),
        new("DescribeImport", ResourceOf.Arn, Shape.Of("ImportArn"), "ImportArn", Below: "import"),
        new("TagResource", ResourceOf.Arn, Shape.Of("ResourceArn Tags["), "ResourceArn", Below: null),
        new("UntagResource", ResourceOf.Arn, Shape.Of("ResourceArn TagKeys["), "ResourceArn", Below: null),
        new("ListTagsOfResource", ResourceOf.Arn, Shape.Of("ResourceArn NextToken"), "ResourceArn", Below: null),
        new("GetResourcePolicy", ResourceOf.Arn, Shape.Of("ResourceArn"), "ResourceArn", Below: null),
        new("PutResourcePolicy", ResourceOf.Arn, Shape.Of("ResourceArn Policy ConfirmRemoveSelfResourceAccess? ExpectedRevisionId"), "ResourceArn", Below: null),
        new("DeleteResourcePolicy", ResourceOf.Arn, Shape.Of("ResourceArn ExpectedRevisionId"), "ResourceArn", Below: null),
        new("CreateGlobalTable", ResourceOf.GlobalTable, Shape.Of("GlobalTableName ReplicationGroup[")),
        new("DescribeGlobalTable", ResourceOf.GlobalTable, Shape.Of("GlobalTableName")),
        new("DescribeGlobalTableSettings", ResourceOf.GlobalTable, Shape.Of("GlobalTableName")),
        new("UpdateGlobalTable", ResourceOf.GlobalTable, Shape.Of("GlobalTableName ReplicaUpdates[")),
        new("UpdateGlobalTableSettings", ResourceOf.GlobalTable, Shape.Of("GlobalTableName GlobalTableBillingMode GlobalTableGlobalSecondaryIndexSettingsUpdate[ "
            + "GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate{ GlobalTableProvisionedWriteCapacityUnits# ReplicaSettingsUpdate[")),
        new("ListTables", ResourceOf.Account, Shape.Of("ExclusiveStartTableName Limit#")),
        new("ListBackups", ResourceOf.Account, Shape.Of("TableName BackupType ExclusiveStartBackupArn Limit# TimeRangeLowerBound* TimeRangeUpperBound*")),
        new("ListContributorInsights", ResourceOf.Account, Shape.Of("TableName MaxResults# NextToken")),
        new("ListExports", ResourceOf.Account, Shape.Of("TableArn MaxResults# NextToken")),
        new("ListImports", ResourceOf.Account, Shape.Of("TableArn NextToken PageSize#")),
        new("ListGlobalTables", ResourceOf.Account, Shape.Of("ExclusiveStartGlobalTableName Limit# RegionName")),
        new("DescribeLimits", ResourceOf.Account, Shape.Of("")),
        new("DescribeEndpoints", ResourceOf.Account, Shape.Of("")),
    ];

    /// <summary>Their source is not one member: all is read in <see cref="FurtherActions"/>.</summary>
    public static readonly (string Name, Shape Shape)[] OfTargets =
    [
        ("RestoreTableToPointInTime", Shape.Of("SourceTableArn SourceTableName TargetTableName BillingModeOverride GlobalSecondaryIndexOverride[ "
            + "LocalSecondaryIndexOverride[ OnDemandThroughputOverride{ ProvisionedThroughputOverride{ RestoreDateTime* SSESpecificationOverride{ "
            + "UseLatestRestorableTime? VectorIndexOverride[")),
        ("ImportTable", Shape.Of("ClientToken InputCompressionType InputFormat InputFormatOptions{ S3BucketSource{ TableCreationParameters{")),
    ];

    /// <summary>The operations of <c>DynamoDBStreams_20120810</c>, but for GetRecords.</summary>
    public static readonly TableOperation[] Streams =
    [
        new("ListStreams", ResourceOf.Account, Shape.Of("TableName ExclusiveStartStreamArn Limit#")),
        new("DescribeStream", ResourceOf.Arn, Shape.Of("StreamArn ExclusiveStartShardId Limit# ShardFilter{"), "StreamArn", Below: "stream"),
        new("GetShardIterator", ResourceOf.Arn, Shape.Of("StreamArn SequenceNumber ShardId ShardIteratorType"), "StreamArn", Below: "stream"),
    ];
}
