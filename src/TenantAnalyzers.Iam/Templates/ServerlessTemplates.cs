namespace TenantAnalyzers.Iam;

/// <summary>The SAM policy templates that open DynamoDB tables.</summary>
/// <remarks>Source: SAM developer guide, "AWS SAM policy templates", "Policy template list".</remarks>
internal static class ServerlessTemplates
{
    private const string Table = "table/{TableName}";
    private const string Indexes = "table/{TableName}/index/*";

    private static readonly IReadOnlyDictionary<string, Grant[]> Grants = new Dictionary<string, Grant[]>(StringComparer.Ordinal)
    {
        ["DynamoDBCrudPolicy"] = [new(
            ["GetItem", "DeleteItem", "PutItem", "Scan", "Query", "UpdateItem", "BatchWriteItem", "BatchGetItem", "DescribeTable", "ConditionCheckItem"],
            [Table, Indexes])],
        ["DynamoDBReadPolicy"] = [new(["GetItem", "Scan", "Query", "BatchGetItem", "DescribeTable"], [Table, Indexes])],
        ["DynamoDBWritePolicy"] = [new(["PutItem", "UpdateItem", "BatchWriteItem"], [Table, Indexes])],
        ["DynamoDBReconfigurePolicy"] = [new(["UpdateTable"], [Table])],
        ["DynamoDBStreamReadPolicy"] =
        [
            new(["DescribeStream", "GetRecords", "GetShardIterator"], ["table/{TableName}/stream/{StreamName}"]),
            new(["ListStreams"], ["table/{TableName}/stream/*"]),
        ],
        ["DynamoDBBackupFullAccessPolicy"] =
        [
            new(["CreateBackup", "DescribeContinuousBackups"], [Table]),
            new(["DeleteBackup", "DescribeBackup", "ListBackups"], ["table/{TableName}/backup/*"]),
        ],
        ["DynamoDBRestoreFromBackupPolicy"] =
        [
            new(["RestoreTableFromBackup"], ["table/{TableName}/backup/*"]),
            new(["PutItem", "UpdateItem", "DeleteItem", "GetItem", "Query", "Scan", "BatchWriteItem"], [Table]),
        ],
    };

    /// <summary>What a template allows; null when it is not one of DynamoDB's.</summary>
    public static Grant[]? Find(string name) => Grants.TryGetValue(name, out Grant[]? grants) ? grants : null;

    /// <summary>Whether a name is one of a template that opens something else.</summary>
    public static bool IsOtherService(string name) => name.EndsWith("Policy", StringComparison.Ordinal) && !name.StartsWith("DynamoDB", StringComparison.Ordinal);

    /// <summary>A statement of a template.</summary>
    /// <param name="Actions">The actions of DynamoDB.</param>
    /// <param name="Resources">The last parts of the ARNs, with the template's parameters in braces.</param>
    internal sealed record Grant(string[] Actions, string[] Resources);
}
