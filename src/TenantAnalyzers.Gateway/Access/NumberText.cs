using System.Globalization;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>The text of a number of DynamoDB: up to 38 digits, a point, an exponent (developer guide, "Data types"); ASCII only, DynamoDB Local takes other digits.</summary>
internal static class NumberText
{
    private const int MostCharacters = 200;

    /// <summary>One text for all texts of a number: no exponent in reach, no sign of zero, no zeros that say nothing.</summary>
    public static bool TryCanonical(string text, out string canonical)
    {
        canonical = "";
        var at = 0;
        var isNegative = false;
        if (text.Length is 0 or > MostCharacters)
            return false;
        if (text[0] is '-' or '+')
            isNegative = text[at++] == '-';
        var whole = Digits(text, ref at);
        var fraction = "";
        if (at < text.Length && text[at] == '.')
        {
            at++;
            fraction = Digits(text, ref at);
        }

        if (whole.Length + fraction.Length == 0)
            return false;
        var exponent = 0;
        if (at < text.Length && text[at] is 'e' or 'E'
            && (!int.TryParse(text.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || exponent is < -999 or > 999))
        {
            return false;
        }

        if (at < text.Length && text[at] is not ('e' or 'E'))
            return false;
        canonical = Canonical(isNegative, whole + fraction, exponent - fraction.Length);
        return true;
    }

    private static string Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text[start..at];
    }

    private static string Canonical(bool isNegative, string digits, int exponent)
    {
        var trimmed = digits.TrimStart('0').TrimEnd('0');
        if (trimmed.Length == 0)
            return "0";
        exponent += digits.TrimStart('0').Length - trimmed.Length;
        var sign = isNegative ? "-" : "";
        if (exponent is < -60 or > 60)
            return $"{sign}{trimmed}E{exponent.ToString(CultureInfo.InvariantCulture)}";
        if (exponent >= 0)
            return sign + trimmed + new string('0', exponent);
        var point = trimmed.Length + exponent;
        return sign + (point > 0 ? $"{trimmed[..point]}.{trimmed[point..]}" : $"0.{new string('0', -point)}{trimmed}");
    }
}
