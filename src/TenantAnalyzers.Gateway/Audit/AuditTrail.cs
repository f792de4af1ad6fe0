using System.Text.Json;

namespace TenantAnalyzers.Gateway.Audit;

/// <summary>An attempt as the audit file tells of it.</summary>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Record">The whole record.</param>
public sealed record AuditEntry(int Line, JsonElement Record)
{
    /// <summary>When: <c>2026-11-29T10:00:05Z</c>.</summary>
    public string Time => Text("eventTime");

    /// <summary>The operation: <c>GetItem</c>.</summary>
    public string Operation => Text("eventName");

    /// <summary>The error's code; null for a call that succeeded.</summary>
    public string? ErrorCode => Record.TryGetProperty("errorCode", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString() : null;

    /// <summary>The error's message; empty when there is none.</summary>
    public string ErrorMessage => Text("errorMessage");

    /// <summary>It was refused: by IAM, or because its signature or session does not hold.</summary>
    public bool IsDenied => ErrorCode is { } code && Refusals.Contains(code);

    /// <summary>The ARN of the caller; the access key that was named where no signature holds.</summary>
    public string Who => Record.TryGetProperty("userIdentity", out var who) && who.ValueKind == JsonValueKind.Object
        ? Of(who, "arn") ?? $"an unknown caller with the access key {Of(who, "accessKeyId") ?? "(none)"}"
        : "an unknown caller";

    /// <summary>The partition keys that the request names.</summary>
    public IEnumerable<string> LeadingKeys => Additional("leadingKeys") is { ValueKind: JsonValueKind.Array } keys
        ? keys.EnumerateArray().Where(static key => key.ValueKind == JsonValueKind.String).Select(static key => key.GetString()!)
        : [];

    /// <summary>It reaches every key of its tables.</summary>
    public bool ReachesEveryKey => Additional("everyKey") is { ValueKind: JsonValueKind.True };

    /// <summary>It was refused before anyone knew what it asks for: it could not be read without a doubt, or its signature does not hold.</summary>
    public bool IsUnjudged => Additional("decidedBy") is { ValueKind: JsonValueKind.String } decidedBy && decidedBy.GetString() is "doubt" or "signature";

    /// <summary>The ARNs of the tables and roles it is about.</summary>
    public IEnumerable<string> Resources => Record.TryGetProperty("resources", out var resources) && resources.ValueKind == JsonValueKind.Array
        ? resources.EnumerateArray().Select(static resource => Of(resource, "ARN")).OfType<string>()
        : [];

    /// <summary>The values of the tags that an <c>AssumeRole</c> asks for: whom the session would be.</summary>
    public IEnumerable<string> RequestedTags =>
        Record.TryGetProperty("requestParameters", out var parameters) && parameters.ValueKind == JsonValueKind.Object
        && parameters.TryGetProperty("principalTags", out var tags) && tags.ValueKind == JsonValueKind.Object
            ? tags.EnumerateObject().Where(static tag => tag.Value.ValueKind == JsonValueKind.String).Select(static tag => tag.Value.GetString()!)
            : [];

    private static readonly HashSet<string> Refusals = new(StringComparer.Ordinal)
    {
        "AccessDenied", "AccessDeniedException", "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignatureException", "IncompleteSignature",
        "UnrecognizedClientException", "InvalidClientTokenId", "MissingAuthenticationTokenException", "MissingAuthenticationToken",
        "ExpiredTokenException", "ExpiredToken",
    };

    private JsonElement? Additional(string name) =>
        Record.TryGetProperty("additionalEventData", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out var value) ? value : null;

    private string Text(string name) => Of(Record, name) ?? "";

    private static string? Of(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Reads an audit file.</summary>
public static class AuditTrail
{
    /// <summary>Opens a file that a gateway may be writing, or moving away, meanwhile.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StreamReader Open(string file) => new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <summary>The records of a file, in its order. A gateway may be writing it: the last line counts when it is whole.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="unreadable">Gets the number of each line that is no record, from 1.</param>
    public static IEnumerable<AuditEntry> Read(TextReader reader, Action<int> unreadable)
    {
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (TryParse(line) is { ValueKind: JsonValueKind.Object } record)
                yield return new AuditEntry(number, record);
            else
                unreadable(number);
        }
    }

    /// <summary>
    /// Whether an attempt was on a tenant's items: a partition key, a resource or the tag of a new session names the tenant, the request
    /// reaches every key of a table, or it was refused before anyone knew whose items it meant. A name counts where no letter or digit
    /// touches it: <c>TENANT#acme</c> and <c>table/orders-acme</c> name <c>acme</c>,
    /// <c>acme2</c> does not. So <c>acme-eu</c> counts for <c>acme</c> too: the look-up rather says too much.
    /// </summary>
    public static bool Concerns(AuditEntry entry, string tenant) =>
        entry.LeadingKeys.Any(key => Names(key, tenant)) || entry.Resources.Any(arn => Names(arn, tenant))
        || entry.RequestedTags.Any(tag => Names(tag, tenant)) || entry.ReachesEveryKey || entry.IsUnjudged;

    private static bool Names(string text, string tenant)
    {
        if (tenant.Length == 0)
            return false;
        for (var at = text.IndexOf(tenant, StringComparison.Ordinal); at >= 0; at = text.IndexOf(tenant, at + 1, StringComparison.Ordinal))
        {
            var end = at + tenant.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }

    private static JsonElement? TryParse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
