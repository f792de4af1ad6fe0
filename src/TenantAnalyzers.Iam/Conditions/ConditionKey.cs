namespace TenantAnalyzers.Iam;

/// <summary>What a condition key says about a request for items. Names are case-insensitive (IAM user guide, "Condition").</summary>
internal static class ConditionKey
{
    private const string Service = "dynamodb:";
    private const string PrincipalTag = "aws:PrincipalTag/";
    private const string ResourceTag = "aws:ResourceTag/";

    /// <summary>Keys of a request's own parts, or of the world, that a witness is not free to choose.</summary>
    private static readonly string[] Fixed =
    [
        ResourceTag, "aws:RequestTag/", "aws:TagKeys", "aws:RequestedRegion", "aws:ResourceAccount", "aws:ResourceOrg",
        "aws:CurrentTime", "aws:EpochTime", "aws:CalledVia", "aws:ViaAWSService",
    ];

    private static readonly string[] Lists =
    [
        "dynamodb:LeadingKeys", "dynamodb:FirstPartitionKeyValues", "dynamodb:SecondPartitionKeyValues",
        "dynamodb:ThirdPartitionKeyValues", "dynamodb:FourthPartitionKeyValues", "dynamodb:Attributes",
    ];

    public static bool IsLeadingKeys(string key) => Is(key, "dynamodb:LeadingKeys") || Is(key, "dynamodb:FirstPartitionKeyValues");

    /// <summary>Whether a key is known to have several values (<c>ArrayOfString</c> in the service authorization reference).</summary>
    public static bool IsList(string key)
    {
        foreach (string list in Lists)
        {
            if (Is(key, list))
                return true;
        }

        return false;
    }

    public static bool IsService(string key) => Starts(key, Service);

    public static bool IsGlobal(string key) => Starts(key, "aws:");

    public static bool IsResourceTag(string key) => Starts(key, ResourceTag);

    public static bool IsPrincipalTag(string key, string tag) => Starts(key, PrincipalTag) && Is(key.Substring(PrincipalTag.Length), tag);

    public static bool IsResourceTag(string key, string tag) => IsResourceTag(key) && Is(key.Substring(ResourceTag.Length), tag);

    /// <summary>Keys of the request that only tagging and creating carry.</summary>
    public static bool IsRequestTag(string key) => Starts(key, "aws:RequestTag/") || Is(key, "aws:TagKeys");

    /// <summary>Keys of a session from an identity provider: <c>cognito-identity.amazonaws.com:sub</c>, <c>saml:sub</c>.</summary>
    public static bool IsSession(string key)
    {
        int colon = key.IndexOf(':');
        return colon > 0 && (key.IndexOf('.', 0, colon) >= 0 || Starts(key, "saml:") || Starts(key, "sts:"));
    }

    /// <summary>Whether a witness may have any value there: the caller's network, organisation, other tags …</summary>
    public static bool IsFree(string key, string principalTag)
    {
        if (IsPrincipalTag(key, principalTag) || !(IsGlobal(key) || IsSession(key)))
            return false;
        foreach (string prefix in Fixed)
        {
            if (Starts(key, prefix))
                return false;
        }

        return true;
    }

    /// <summary>Whether requests of an action can carry a key of the service.</summary>
    /// <remarks>The partition keys from the second on are those of special indexes only, and count as absent.</remarks>
    public static bool IsCarried(string key, DynamoDbAction action)
    {
        string name = key.Substring(Service.Length);
        // Enum.TryParse would take numbers, too.
        foreach (DynamoDbConditionKeys known in Known)
        {
            if (Is(name, known.ToString()))
                return (action.ConditionKeys & known) != 0;
        }

        return false;
    }

    private static readonly DynamoDbConditionKeys[] Known =
    [
        DynamoDbConditionKeys.LeadingKeys, DynamoDbConditionKeys.Attributes, DynamoDbConditionKeys.EnclosingOperation,
        DynamoDbConditionKeys.ReturnConsumedCapacity, DynamoDbConditionKeys.ReturnValues, DynamoDbConditionKeys.Select,
        DynamoDbConditionKeys.FullTableScan,
    ];

    private static bool Is(string key, string name) => string.Equals(key, name, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(string key, string prefix) => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
