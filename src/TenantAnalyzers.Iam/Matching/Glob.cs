namespace TenantAnalyzers.Iam;

/// <summary>Patterns of <c>*</c> (any characters) and <c>?</c> (one character).</summary>
public static class Glob
{
    /// <summary>Whether a pattern covers a whole text, character by character, without culture.</summary>
    public static bool IsMatch(string pattern, string text, bool ignoreCase) => GlobPattern.Parse(pattern).IsMatch(text, ignoreCase);
}
