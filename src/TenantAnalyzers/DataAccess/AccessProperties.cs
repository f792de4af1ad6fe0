namespace TenantAnalyzers.DataAccess;

/// <summary>
/// What a TNT1xxx diagnostic tells its code fix, beside the message: names in <c>Diagnostic.Properties</c>.
/// A <em>place</em> (the names ending in <c>At</c>) holds the index of that place in <c>Diagnostic.AdditionalLocations</c>
/// and is absent when the place is not visible in the compilation's source.
/// </summary>
internal static class AccessProperties
{
    /// <summary>The attribute that should have bound the tenant, e.g. <c>tenantId</c>.</summary>
    public const string KeyAttribute = nameof(KeyAttribute);

    /// <summary>How the tenant stands in the key, e.g. <c>TENANT#{tenant}</c>; see <c>tenant_analyzers.key_format</c>.</summary>
    public const string KeyFormat = nameof(KeyFormat);

    /// <summary>Present (any value) when the request names an index: the key condition must then name the index's key.</summary>
    public const string HasIndex = nameof(HasIndex);

    /// <summary>
    /// Present (any value) when the code declares another partition key for the table: no attribute that is added to a key,
    /// an item or a condition can mend it.
    /// </summary>
    public const string HasOtherKey = nameof(HasOtherKey);

    /// <summary>The creation of the request object.</summary>
    public const string RequestAt = nameof(RequestAt);

    /// <summary>The creation of the item's key dictionary.</summary>
    public const string KeyAt = nameof(KeyAt);

    /// <summary>The creation of the item that is written, or of the entity.</summary>
    public const string ItemAt = nameof(ItemAt);

    /// <summary>The argument that gives the partition key by position.</summary>
    public const string HashAt = nameof(HashAt);

    /// <summary>The creation of a <c>QueryFilter</c>.</summary>
    public const string ConditionsAt = nameof(ConditionsAt);

    /// <summary>The expression assigned to <c>Statement</c>.</summary>
    public const string StatementAt = nameof(StatementAt);

    /// <summary>The creation of the list of parameters.</summary>
    public const string ParametersAt = nameof(ParametersAt);

    /// <summary>Present (any value) when the key has its two attributes already, so that only another key schema can mend it.</summary>
    public const string IsKeyFull = nameof(IsKeyFull);

    /// <summary>Present (any value) when the access stands in a method that this call leads to: no fix of the call can mend it.</summary>
    public const string IsThroughMethod = nameof(IsThroughMethod);

    /// <summary>The access in that method.</summary>
    public const string AccessAt = nameof(AccessAt);

    /// <summary>The declaration of what decides and is not visible; only with TNT1009.</summary>
    public const string CauseAt = nameof(CauseAt);

    /// <summary>The expression assigned to <c>KeyConditionExpression</c>.</summary>
    public const string KeyConditionAt = nameof(KeyConditionAt);

    /// <summary>The expression assigned to <c>FilterExpression</c>.</summary>
    public const string FilterAt = nameof(FilterAt);

    /// <summary>The creation of the <c>ExpressionAttributeNames</c> dictionary.</summary>
    public const string NamesAt = nameof(NamesAt);

    /// <summary>The creation of the <c>ExpressionAttributeValues</c> dictionary.</summary>
    public const string ValuesAt = nameof(ValuesAt);
}
