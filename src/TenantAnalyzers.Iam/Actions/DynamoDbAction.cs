namespace TenantAnalyzers.Iam;

/// <summary>An IAM action of DynamoDB: a row of the service's authorization reference.</summary>
/// <param name="Name">The name with its service: <c>dynamodb:GetItem</c>.</param>
/// <param name="Reach">What the action gets at.</param>
/// <param name="Resources">The item resource types it is authorised on; none when it is no item action.</param>
/// <param name="ConditionKeys">The service's condition keys that its requests can carry.</param>
public sealed record DynamoDbAction(
    string Name,
    DynamoDbReach Reach,
    DynamoDbResources Resources = DynamoDbResources.None,
    DynamoDbConditionKeys ConditionKeys = DynamoDbConditionKeys.None)
{
    /// <summary>Whether the action reads or writes items of a table or index.</summary>
    public bool IsItemAction => Resources != DynamoDbResources.None;

    /// <summary>Whether its requests can carry <c>dynamodb:LeadingKeys</c>; a key-less <c>PartiQLSelect</c> does not all the same.</summary>
    public bool CarriesLeadingKeys => (ConditionKeys & DynamoDbConditionKeys.LeadingKeys) != 0;

    /// <summary>Whether it is a PartiQL SELECT: only that one can be a full scan, and says in <c>dynamodb:FullTableScan</c> whether it is.</summary>
    public bool IsSelect => (ConditionKeys & DynamoDbConditionKeys.FullTableScan) != 0;

    /// <summary>Whether a request can come without leading keys.</summary>
    public bool CanOmitLeadingKeys => IsSelect || !CarriesLeadingKeys;

    /// <summary>Whether one request can carry several leading keys: a batch, and a SELECT with <c>IN</c>.</summary>
    public bool CarriesManyLeadingKeys => IsSelect || (CarriesLeadingKeys && Name.StartsWith("dynamodb:Batch", StringComparison.Ordinal));
}
