using System.Globalization;

namespace TenantAnalyzers.Iam;

/// <summary>A value of a Numeric or Date operator (IAM user guide, "Condition operators").</summary>
internal sealed class OrderedValue : ComparedValue
{
    /// <summary>The W3C profile of ISO 8601; <c>K</c> is a time zone, which may be missing.</summary>
    private static readonly string[] DateFormats =
        ["yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private readonly string _text;
    private readonly bool _isDate;
    private readonly bool _less;
    private readonly bool _greater;
    private readonly bool _equal;
    private readonly decimal? _value;

    public OrderedValue(string @operator, string text)
    {
        _text = text;
        _isDate = @operator.StartsWith("Date", StringComparison.Ordinal);
        _less = @operator.IndexOf("Less", StringComparison.Ordinal) > 0;
        _greater = @operator.IndexOf("Greater", StringComparison.Ordinal) > 0;
        _equal = @operator.EndsWith("Equals", StringComparison.Ordinal);
        _value = Parse(text);
    }

    public override Holds IsMatch(string value, RequestContext context, bool inDeny)
    {
        if (_value is not { } mine || Parse(value) is not { } theirs)
            return OpenQuestions.ValueOfAnotherType;
        int order = theirs.CompareTo(mine);
        return Of((order < 0 && _less) || (order > 0 && _greater) || (order == 0 && _equal));
    }

    public override string Show(RequestContext context, bool inDeny) => _text;

    private decimal? Parse(string text)
    {
        // A date may be given in seconds since 1970.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
            return number;
        if (!_isDate || !DateTimeOffset.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date))
            return null;
        return (decimal)(date.UtcTicks - Epoch) / TimeSpan.TicksPerSecond;
    }

    private static readonly long Epoch = DateTimeOffset.FromUnixTimeSeconds(0).UtcTicks;
}
