using System.Collections.Immutable;
using System.Globalization;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>The rules of tags: of users, roles and tables, and of sessions.</summary>
/// <remarks>Source: IAM user guide, "Tags for IAM resources" and "Pass session tags in AWS STS".</remarks>
internal static class Tags
{
    public const int MaxCount = 50;
    public const int MaxKeyLength = 128;
    public const int MaxValueLength = 256;

    /// <summary>No tags. Keys are compared without case.</summary>
    public static readonly ImmutableDictionary<string, string> None = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a key, in words without a final period; null when nothing is.</summary>
    public static string? WrongKey(string key)
    {
        if (key.Length is 0 or > MaxKeyLength)
            return "a tag's key has 1 to 128 characters";
        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            return "tags that start with `aws:` are AWS's own";
        return IsText(key) ? null : Characters;
    }

    /// <summary>What is wrong with a value; null when nothing is. It may be empty.</summary>
    public static string? WrongValue(string value)
    {
        if (value.Length > MaxValueLength)
            return "a tag's value has at most 256 characters";
        return IsText(value) ? null : Characters;
    }

    private const string Characters = "a tag may hold letters, digits, white space and `_ . : / = + - @`";

    // [\p{L}\p{Z}\p{N}_.:/=+\-@]
    private static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsAllowed(text[i], CharUnicodeInfo.GetUnicodeCategory(text, i)))
                return false;
            if (char.IsHighSurrogate(text[i]))
                i++;
        }

        return true;
    }

    private static bool IsAllowed(char c, UnicodeCategory category) => c is '_' or '.' or ':' or '/' or '=' or '+' or '-' or '@' || category is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
