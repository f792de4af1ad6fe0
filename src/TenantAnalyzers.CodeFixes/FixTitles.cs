namespace TenantAnalyzers.CodeFixes;

/// <summary>What the fixes are called in the editor, and the constant equivalence keys that fix-all groups by.</summary>
internal static class FixTitles
{
    /// <summary>TNT3001.</summary>
    public const string AddLeadingKeysCondition = "Bind the statement to the tenant's leading keys";

    /// <summary>TNT3001.</summary>
    public const string AddLeadingKeysConditionKey = nameof(AddLeadingKeysCondition);

    /// <summary>TNT1001.</summary>
    public const string BindQueryToTenant = "Bind the query to the tenant";

    /// <summary>TNT1001.</summary>
    public const string BindQueryToTenantKey = nameof(BindQueryToTenant);

    /// <summary>TNT1002.</summary>
    public const string AddTenantToKey = "Add the tenant to the key";

    /// <summary>TNT1002.</summary>
    public const string AddTenantToKeyKey = nameof(AddTenantToKey);

    /// <summary>TNT1003.</summary>
    public const string RewriteScanAsQuery = "Rewrite as a query on the tenant key";

    /// <summary>TNT1003.</summary>
    public const string RewriteScanAsQueryKey = nameof(RewriteScanAsQuery);

    /// <summary>TNT1004.</summary>
    public const string AddTenantToWrite = "Add the tenant to what the write is keyed by";

    /// <summary>TNT1004.</summary>
    public const string AddTenantToWriteKey = nameof(AddTenantToWrite);

    /// <summary>TNT1005.</summary>
    public const string BindStatementToTenant = "Bind the statement to the tenant";

    /// <summary>TNT1005.</summary>
    public const string BindStatementToTenantKey = nameof(BindStatementToTenant);

    /// <summary>TNT1009.</summary>
    public const string MarkAsTenantKey = "State with [TenantKey] that it is bound to the tenant";

    /// <summary>TNT1009.</summary>
    public const string MarkAsTenantKeyKey = nameof(MarkAsTenantKey);

    /// <summary>TNT2003.</summary>
    public const string AddTenantHashKey = "Key the entity by the tenant";

    /// <summary>TNT2003.</summary>
    public const string AddTenantHashKeyKey = nameof(AddTenantHashKey);

    /// <summary>TNT3002.</summary>
    public const string CloseLeadingKeysCondition = "Close the condition on the leading keys";

    /// <summary>TNT3002.</summary>
    public const string CloseLeadingKeysConditionKey = nameof(CloseLeadingKeysCondition);

    /// <summary>TNT3003.</summary>
    public const string DelimitKeyPattern = "End the tenant in the pattern with a delimiter";

    /// <summary>TNT3003.</summary>
    public const string DelimitKeyPatternKey = nameof(DelimitKeyPattern);

    /// <summary>TNT3004.</summary>
    public const string UsePolicyVariable = "Compare with the tenant of the caller";

    /// <summary>TNT3004.</summary>
    public const string UsePolicyVariableKey = nameof(UsePolicyVariable);

    /// <summary>TNT3005.</summary>
    public const string SetPolicyVersion = "Set the policy version that has variables";

    /// <summary>TNT3005.</summary>
    public const string SetPolicyVersionKey = nameof(SetPolicyVersion);

    /// <summary>TNT3007.</summary>
    public const string CorrectSpelling = "Correct the spelling";

    /// <summary>TNT3007.</summary>
    public const string CorrectSpellingKey = nameof(CorrectSpelling);
}
