using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The actions of the catalog that data operations ask for, looked up once.</summary>
internal static class Actions
{
    public static readonly DynamoDbAction GetItem = Of("GetItem");
    public static readonly DynamoDbAction PutItem = Of("PutItem");
    public static readonly DynamoDbAction UpdateItem = Of("UpdateItem");
    public static readonly DynamoDbAction DeleteItem = Of("DeleteItem");
    public static readonly DynamoDbAction ConditionCheckItem = Of("ConditionCheckItem");
    public static readonly DynamoDbAction BatchGetItem = Of("BatchGetItem");
    public static readonly DynamoDbAction BatchWriteItem = Of("BatchWriteItem");
    public static readonly DynamoDbAction Query = Of("Query");
    public static readonly DynamoDbAction Scan = Of("Scan");
    public static readonly DynamoDbAction SearchVectors = Of("SearchVectors");
    public static readonly DynamoDbAction PartiQLSelect = Of("PartiQLSelect");
    public static readonly DynamoDbAction PartiQLInsert = Of("PartiQLInsert");
    public static readonly DynamoDbAction PartiQLUpdate = Of("PartiQLUpdate");
    public static readonly DynamoDbAction PartiQLDelete = Of("PartiQLDelete");

    /// <summary>The action of that name; an action that the catalog does not have is a doubt.</summary>
    public static DynamoDbAction Of(string name) =>
        DynamoDbActions.Find("dynamodb:" + name) ?? throw new DoubtException("the operation has no action that is known");
}
