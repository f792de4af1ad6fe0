namespace TenantAnalyzers.Iam;

/// <summary>The service's condition keys, as a set.</summary>
[Flags]
public enum DynamoDbConditionKeys
{
    /// <summary>None of the service's keys.</summary>
    None = 0,

    /// <summary><c>dynamodb:LeadingKeys</c>, and <c>dynamodb:FirstPartitionKeyValues</c> that is interchangeable with it.</summary>
    LeadingKeys = 1,

    /// <summary><c>dynamodb:Attributes</c>.</summary>
    Attributes = 2,

    /// <summary><c>dynamodb:EnclosingOperation</c>.</summary>
    EnclosingOperation = 4,

    /// <summary><c>dynamodb:ReturnConsumedCapacity</c>.</summary>
    ReturnConsumedCapacity = 8,

    /// <summary><c>dynamodb:ReturnValues</c>.</summary>
    ReturnValues = 16,

    /// <summary><c>dynamodb:Select</c>.</summary>
    Select = 32,

    /// <summary><c>dynamodb:FullTableScan</c>.</summary>
    FullTableScan = 64,
}
