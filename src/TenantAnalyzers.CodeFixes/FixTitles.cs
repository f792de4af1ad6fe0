namespace TenantAnalyzers.CodeFixes;

/// <summary>What the fixes are called in the editor, and the constant equivalence keys that fix-all groups by.</summary>
internal static class FixTitles
{
}
