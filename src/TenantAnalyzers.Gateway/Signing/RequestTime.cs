using System.Globalization;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>The time that a request says it was signed at.</summary>
internal static class RequestTime
{
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>How far a request's time may be from ours (IAM user guide, "AWS Signature Version 4 for API requests": five minutes).</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Reads <c>X-Amz-Date</c>, <c>20260901T100000Z</c>, or a <c>Date</c> in HTTP's form.</summary>
    public static DateTimeOffset? Read(string text) =>
        DateTimeOffset.TryParseExact(text, [Format, "r"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            && time.Year < DateTimeOffset.MaxValue.Year // Minutes are added to it.
            ? time : null;

    /// <summary>Why a time is not now; null when it is.</summary>
    public static string? Check(DateTimeOffset time, DateTimeOffset now)
    {
        if (time < now - Skew)
            return $"Signature expired: {Write(time)} is now earlier than {Write(now - Skew)} ({Write(now)} - 5 min.)";
        return time > now + Skew ? $"Signature not yet current: {Write(time)} is still later than {Write(now + Skew)} ({Write(now)} + 5 min.)" : null;
    }
}
