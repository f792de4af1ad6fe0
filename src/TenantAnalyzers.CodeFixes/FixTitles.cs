namespace TenantAnalyzers.CodeFixes;

/// <summary>What the fixes are called in the editor, and the constant equivalence keys that fix-all groups by.</summary>
internal static class FixTitles
{
    /// <summary>TNT3001.</summary>
    public const string AddLeadingKeysCondition = "Bind the statement to the tenant's leading keys";

    /// <summary>TNT3001.</summary>
    public const string AddLeadingKeysConditionKey = nameof(AddLeadingKeysCondition);
}
