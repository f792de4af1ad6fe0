using System.Globalization;
using System.Text;

namespace TenantAnalyzers.Iam.Json;

/// <summary>Writes text as JSON.</summary>
internal static class JsonText
{
    /// <summary>A string with its quotes; only what RFC 8259 section 7 demands is escaped.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                result.Append('\\').Append(c);
            else if (c < ' ')
                result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                result.Append(c);
        }

        return result.Append('"').ToString();
    }
}
