using System.Globalization;
using System.Text;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>The path and query of a signed request in canonical form.</summary>
/// <remarks>Source: IAM user guide, "Create a signed AWS API request", step 1.</remarks>
internal static class UriText
{
    public static bool IsUnreserved(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';

    /// <summary>The path as sent, without <c>.</c>, <c>..</c> and empty segments, and encoded once more: all services but S3 do.</summary>
    public static void AddPath(ref CanonicalText text, ReadOnlySpan<char> path)
    {
        string normal = path is "" or "/" ? "/" : Normalize(path);
        text.AddEncoded(Encoding.UTF8.GetBytes(normal), keepSlash: true);
    }

    /// <summary>The parameters in order, each encoded anew.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="query">The query as sent, without <c>?</c>.</param>
    /// <param name="without">A parameter that is left out: the signature itself.</param>
    public static void AddQuery(ref CanonicalText text, ReadOnlySpan<char> query, string? without = null)
    {
        if (query.IsEmpty)
            return;
        var parameters = new List<(string Name, string Value)>();
        foreach (Range part in query.Split('&'))
        {
            ReadOnlySpan<char> parameter = query[part];
            int equals = parameter.IndexOf('=');
            string name = Recode(equals < 0 ? parameter : parameter[..equals]);
            if (parameter.Length > 0 && name != without)
                parameters.Add((name, equals < 0 ? "" : Recode(parameter[(equals + 1)..])));
        }

        parameters.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name) is not 0 and var order ? order : string.CompareOrdinal(one.Value, other.Value));
        for (int i = 0; i < parameters.Count; i++)
        {
            if (i > 0)
                text.Add('&');
            text.Add(parameters[i].Name);
            text.Add('=');
            text.Add(parameters[i].Value);
        }
    }

    /// <summary>Percent-decodes; a <c>+</c> is itself.</summary>
    public static byte[] Decode(ReadOnlySpan<char> text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                bytes[length++] = (byte)(Digit(bytes[i + 1]) << 4 | Digit(bytes[i + 2]));
                i += 2;
            }
            else
                bytes[length++] = bytes[i];
        }

        return bytes[..length];

        static int Digit(byte b) => b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
    }

    private static string Recode(ReadOnlySpan<char> text)
    {
        var recoded = new StringBuilder(text.Length);
        foreach (byte b in Decode(text))
        {
            if (IsUnreserved(b))
                recoded.Append((char)b);
            else
                recoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return recoded.ToString();
    }

    private static string Normalize(ReadOnlySpan<char> path)
    {
        var segments = new List<string>();
        bool endsWithSlash = path[^1] == '/';
        foreach (Range part in path.Split('/'))
        {
            string segment = path[part].ToString();
            if (segment == "..")
            {
                if (segments.Count > 0)
                    segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
                segments.Add(segment);
        }

        return segments.Count == 0 ? "/" : $"/{string.Join('/', segments)}{(endsWithSlash ? "/" : "")}";
    }
}
