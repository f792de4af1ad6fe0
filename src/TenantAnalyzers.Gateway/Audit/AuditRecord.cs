using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TenantAnalyzers.Gateway.Identity;

namespace TenantAnalyzers.Gateway.Audit;

/// <summary>One line of the audit file.</summary>
/// <param name="Line">The record, with its line feed.</param>
/// <param name="OutcomeAt">Where blank space is reserved for an error that is known only after the call; -1 for none.</param>
/// <remarks>
/// The fields are CloudTrail's ("CloudTrail record contents", "Understanding DynamoDB log file entries"). What CloudTrail does not record, and
/// whoever looks for a tenant needs, stands in <c>additionalEventData</c>: partition keys, session tags, what decided.
/// </remarks>
internal readonly record struct AuditRecord(ReadOnlyMemory<byte> Line, int OutcomeAt)
{
    /// <summary>The space for an outcome, in bytes.</summary>
    public const int OutcomeLength = 256;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event. One that is allowed has its outcome still to come.</summary>
    public static AuditRecord Write(AuditEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("eventVersion", "1.08");
        WriteIdentity(json, happened);
        json.WriteString("eventTime", Text(happened.Time));
        json.WriteString("eventSource", happened.Source);
        json.WriteString("eventName", happened.Name);
        json.WriteString("awsRegion", happened.Region);
        json.WriteString("sourceIPAddress", happened.SourceIp);
        json.WriteString("userAgent", happened.UserAgent);
        var outcomeAt = -1;
        if (happened.ErrorCode is not null)
        {
            json.WriteString("errorCode", happened.ErrorCode);
            json.WriteString("errorMessage", happened.ErrorMessage);
        }
        else
        {
            json.Flush();
            outcomeAt = buffer.WrittenCount;
            buffer.GetSpan(OutcomeLength)[..OutcomeLength].Fill((byte)' ');
            buffer.Advance(OutcomeLength);
        }

        Write(json, "requestParameters", happened.Parameters);
        Write(json, "responseElements", happened.Response);
        WriteAdditional(json, happened);
        json.WriteString("requestID", happened.RequestId);
        json.WriteString("eventID", Guid.NewGuid());
        json.WriteBoolean("readOnly", happened.IsReadOnly);
        json.WriteStartArray("resources");
        foreach (var (type, arn) in happened.Resources)
        {
            json.WriteStartObject();
            json.WriteString("accountId", AccountOf(arn) ?? happened.Account);
            json.WriteString("type", type);
            json.WriteString("ARN", arn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("eventType", "AwsApiCall");
        if (happened.Source.StartsWith("dynamodb", StringComparison.Ordinal))
            json.WriteString("apiVersion", "2012-08-10");
        json.WriteBoolean("managementEvent", !happened.IsDataEvent);
        json.WriteString("recipientAccountId", happened.Account);
        json.WriteString("eventCategory", happened.IsDataEvent ? "Data" : "Management");
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        return new AuditRecord(buffer.WrittenMemory, outcomeAt);
    }

    /// <summary>What goes into the reserved space when a call that was allowed failed; a long message is cut.</summary>
    public static byte[] Outcome(string code, string message)
    {
        for (var length = message.Length; ; length /= 2)
        {
            // The serializer escapes all that is not ASCII: a character is a byte.
            var text = $",\"errorCode\":{Quote(code, 64)},\"errorMessage\":{Quote(message, length)}";
            if (text.Length <= OutcomeLength)
                return Encoding.ASCII.GetBytes(text.PadRight(OutcomeLength));
            if (length == 0)
                return Encoding.ASCII.GetBytes(",\"errorCode\":\"Unknown\"".PadRight(OutcomeLength));
        }

        static string Quote(string text, int most) => JsonSerializer.Serialize(text.Length <= most ? text : text[..most] + "...");
    }

    private static void WriteIdentity(Utf8JsonWriter json, AuditEvent happened)
    {
        json.WriteStartObject("userIdentity");
        var caller = happened.Caller;
        json.WriteString("type", caller?.Kind switch { CallerKind.User => "IAMUser", CallerKind.AssumedRole => "AssumedRole", _ => "Unknown" });
        if (caller is not null)
        {
            json.WriteString("principalId", caller.PrincipalId);
            json.WriteString("arn", caller.Arn);
            json.WriteString("accountId", caller.Account);
        }

        if ((caller?.AccessKeyId ?? happened.AccessKeyId) is { } accessKeyId)
            json.WriteString("accessKeyId", accessKeyId);
        if (caller?.UserName is { } userName)
            json.WriteString("userName", userName);
        if (caller?.Session is { } session)
        {
            json.WriteStartObject("sessionContext");
            json.WriteStartObject("sessionIssuer");
            json.WriteString("type", "Role");
            json.WriteString("principalId", session.RoleId);
            json.WriteString("arn", session.RoleArn);
            json.WriteString("accountId", caller.Account);
            json.WriteString("userName", session.RoleName);
            json.WriteEndObject();
            json.WriteStartObject("attributes");
            json.WriteString("creationDate", Text(session.Created));
            json.WriteString("mfaAuthenticated", "false");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteAdditional(Utf8JsonWriter json, AuditEvent happened)
    {
        json.WriteStartObject("additionalEventData");
        if (happened.DecidedBy is { } decidedBy)
            json.WriteString("decidedBy", decidedBy);
        if (happened.Caller is { Tags.Count: > 0 } caller)
        {
            json.WriteStartObject("principalTags");
            foreach (var (key, value) in caller.Tags)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        if (!happened.LeadingKeys.IsEmpty)
        {
            json.WriteStartArray("leadingKeys");
            foreach (var key in happened.LeadingKeys)
                json.WriteStringValue(key);
            json.WriteEndArray();
        }

        if (happened.ReachesEveryKey)
            json.WriteBoolean("everyKey", true);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, JsonObject? value)
    {
        json.WritePropertyName(name);
        if (value is null)
            json.WriteNullValue();
        else
            value.WriteTo(json);
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? AccountOf(string arn) => arn.Split(':') is { Length: > 5 } parts && parts[4].Length > 0 ? parts[4] : null;
}
