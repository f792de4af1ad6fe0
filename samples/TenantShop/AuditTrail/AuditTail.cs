using System.Text;
using System.Text.Json;

namespace TenantShop.AuditTrail;

/// <summary>A record and where its line begins in the file: it may be read again there, when its outcome has been written in.</summary>
internal sealed record AuditEntry(long Position, JsonElement Record);

/// <summary>The newest records, and where the next one will begin.</summary>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long Next);

/// <summary>Reads the end of the gateway's audit file, one JSON object a line, while the gateway writes on.</summary>
/// <param name="file">The file; null for none.</param>
/// <param name="exceptKeyId">The access key whose records are left out: the sample data's own upkeep would hide what the tenants do.</param>
internal sealed class AuditTail(string? file, string? exceptKeyId = null)
{
    private const int MostEntries = 100;
    private const int MostBytes = 512 * 1024;

    /// <summary>The whole lines from <paramref name="after"/> on, the newest when there are many. A line without its end is not read yet.</summary>
    public async Task<AuditPage> ReadAsync(long after, CancellationToken cancellationToken)
    {
        if (file is null || !File.Exists(file))
            return new AuditPage([], 0);
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = stream.Length;
        // A shorter file is a new one.
        var start = Math.Max(after < 0 || after > length ? 0 : after, length - MostBytes);
        // One byte more: when it is no line's end, the start is inside a line, which is left out.
        var from = Math.Max(0, start - 1);
        var bytes = new byte[length - from];
        stream.Position = from;
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        var entries = new List<AuditEntry>();
        var end = Lines(bytes.AsSpan(0, read), from, entries);
        return new AuditPage(entries.Count > MostEntries ? entries[^MostEntries..] : entries, Math.Max(end, start));
    }

    private long Lines(ReadOnlySpan<byte> bytes, long from, List<AuditEntry> entries)
    {
        var at = 0;
        if (from > 0)
        {
            at = bytes.IndexOf((byte)'\n') + 1;
            if (at == 0)
                return from;
        }

        while (bytes[at..].IndexOf((byte)'\n') is var length and >= 0)
        {
            if (TryRead(bytes.Slice(at, length)) is { } record && !IsLeftOut(record))
                entries.Add(new AuditEntry(from + at, record));
            at += length + 1;
        }

        return from + at;
    }

    private bool IsLeftOut(JsonElement record) =>
        exceptKeyId is not null && record.TryGetProperty("userIdentity", out var identity) && identity.ValueKind == JsonValueKind.Object
        && identity.TryGetProperty("accessKeyId", out var key) && key.ValueKind == JsonValueKind.String && key.ValueEquals(exceptKeyId);

    private static JsonElement? TryRead(ReadOnlySpan<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(line));
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // Half written, or no record: the next look may find it whole.
            return null;
        }
    }
}
