using System.Globalization;
using System.Text;
using TenantAnalyzers.Iam.Json;

namespace TenantAnalyzers.Iam;

/// <summary>A policy that is written in a string.</summary>
internal static class PolicyString
{
    /// <summary>The text in a string, decoded also from <c>%XX</c> where it is so written; null when it cannot be an object.</summary>
    public static MappedText? Decode(JsonString node, out SiteEncoding encoding)
    {
        string value = node.Value;
        string start = value.TrimStart();
        encoding = start.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) ? SiteEncoding.UrlEncoded : SiteEncoding.Escaped;
        if (encoding == SiteEncoding.Escaped && (start.Length == 0 || start[0] != '{'))
            return null;

        var text = new MappedText();
        for (int i = 0; i < value.Length;)
        {
            if (encoding == SiteEncoding.UrlEncoded && IsByte(value, i))
                i = DecodeRun(value, i, node, text);
            else
                text.Add(value[i], node.SpanOf(i++, 1));
        }

        return text;
    }

    /// <summary>A text as it stands in the file.</summary>
    public static string Encode(string text, SiteEncoding encoding)
    {
        if (encoding == SiteEncoding.UrlEncoded)
            text = Uri.EscapeDataString(text);
        if (encoding == SiteEncoding.Plain)
            return text;
        string quoted = JsonText.Quote(text);
        return quoted.Substring(1, quoted.Length - 2);
    }

    // A character outside of ASCII is several bytes, so a run is decoded as a whole and its characters get their bytes' place.
    private static int DecodeRun(string value, int start, JsonString node, MappedText text)
    {
        var bytes = new List<byte>();
        int end = start;
        for (; IsByte(value, end); end += 3)
        {
            byte next = byte.Parse(value.Substring(end + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            if (bytes.Count > 0 && (next & 0xC0) != 0x80)
                break;
            bytes.Add(next);
        }

        text.Add(Encoding.UTF8.GetString([.. bytes]), node.SpanOf(start, end - start));
        return end;
    }

    private static bool IsByte(string value, int index) =>
        index + 2 < value.Length && value[index] == '%' && IsHex(value[index + 1]) && IsHex(value[index + 2]);

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
