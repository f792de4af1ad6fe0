namespace TenantAnalyzers.Iam;

/// <summary>A range of characters of the policy text, in UTF-16 code units from its start.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>The first character after the range.</summary>
    public int End => Start + Length;

    /// <summary>The range from one position up to, not including, another.</summary>
    public static SourceSpan FromBounds(int start, int end) => new(start, end - start);
}
