using System.Collections.Immutable;
using System.Globalization;

namespace TenantAnalyzers.Iam;

/// <summary>Finds the characters that IAM refuses in a document: it takes tab, line feed, carriage return and U+0020 to U+00FF.</summary>
/// <remarks>Source: the pattern of <c>PolicyDocument</c> in IAM's API reference. Written as an escape they are ordinary characters of the document.</remarks>
internal static class PolicyCharacters
{
    private const char Last = '\u00FF';
    private const char ByteOrderMark = '\uFEFF';
    private const int MaxErrors = 32;

    public static void Check(string text, ImmutableArray<PolicyError>.Builder errors)
    {
        int found = 0;
        // Control characters are no JSON, and a byte order mark is taken away by whoever reads the file.
        int i = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
        while (i < text.Length && found < MaxErrors)
        {
            int start = i;
            while (i < text.Length && IsForbidden(text[i]))
                i++;
            if (i == start)
            {
                i++;
                continue;
            }

            found++;
            int code = char.IsSurrogatePair(text, start) ? char.ConvertToUtf32(text, start) : text[start];
            string name = "U+" + code.ToString("X4", CultureInfo.InvariantCulture);
            errors.Add(new PolicyError($"IAM does not take the character {name}: only tab, line breaks and U+0020 to U+00FF", SourceSpan.FromBounds(start, i)));
        }
    }

    private static bool IsForbidden(char c) => c > Last && c != PolicyValue.Hole;
}
