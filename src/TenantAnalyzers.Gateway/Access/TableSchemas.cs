using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace TenantAnalyzers.Gateway.Access;

/// <summary>Signs a request to DynamoDB before it is sent.</summary>
internal delegate void SignRequest(HttpRequestMessage request, ReadOnlyMemory<byte> body);

/// <summary>
/// The keys of tables, asked for with DescribeTable and remembered for a while. Requests that ask for one table at the same time share one
/// look-up. That a table is not there is not remembered: it may be made at any time.
/// </summary>
internal sealed class TableSchemas(HttpMessageInvoker dynamoDb, Uri endpoint, TimeProvider clock, SignRequest? sign = null) : ITableSchemas
{
    /// <summary>How old an answer may be: tables can change behind the gateway's back.</summary>
    internal static readonly TimeSpan MostAge = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookUpTimeout = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public ValueTask<TableSchema?> FindAsync(string table, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(table, out var entry))
        {
            if (!IsOld(entry))
                return entry.Schema is { IsCompletedSuccessfully: true, Result: { } schema } ? new(schema) : new(entry.Schema.WaitAsync(cancellationToken));
            Remove(table, entry);
        }

        entry = _entries.GetOrAdd(table, new Entry(table, this));
        return new(entry.Schema.WaitAsync(cancellationToken));
    }

    public void Forget(string table) => _entries.TryRemove(table, out _);

    private bool IsOld(Entry entry) => clock.GetElapsedTime(entry.Started) >= MostAge;

    private void Remove(string table, Entry entry) => _entries.TryRemove(KeyValuePair.Create(table, entry));

    // Nobody's token: who asked first may go away while others wait.
    private async Task<TableSchema?> LookUpAsync(string table, Entry entry)
    {
        TableSchema? schema = null;
        try
        {
            using var timeout = new CancellationTokenSource(LookUpTimeout);
            return schema = await DescribeAsync(table, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            throw new HttpRequestException($"DynamoDB does not say what the keys of `{table}` are.", exception);
        }
        finally
        {
            if (schema is null)
                Remove(table, entry);
        }
    }

    private async Task<TableSchema?> DescribeAsync(string table, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"TableName":"{{JsonEncodedText.Encode(table)}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.DescribeTable");
        // DynamoDB Local looks at the form of the header only.
        if (sign is not null)
            sign(request, body);
        else
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");

        using var response = await dynamoDb.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(answer);
            if (response.StatusCode == HttpStatusCode.OK)
                return TableDescription.Read(table, document.RootElement);
            var type = document.RootElement.GetProperty("__type"u8).GetString();
            if (response.StatusCode == HttpStatusCode.BadRequest && type is not null && type.EndsWith("#ResourceNotFoundException", StringComparison.Ordinal))
                return null;
            throw new HttpRequestException($"DynamoDB does not say what the keys of `{table}` are: {type}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new HttpRequestException($"DynamoDB's description of `{table}` cannot be read.", exception);
        }
    }

    /// <summary>One look-up. It starts when it is first waited for, so that the loser of a race sends nothing.</summary>
    private sealed class Entry
    {
        private readonly Lazy<Task<TableSchema?>> _schema;

        public Entry(string table, TableSchemas schemas)
        {
            Started = schemas.Now();
            _schema = new(() => schemas.LookUpAsync(table, this));
        }

        public long Started { get; }

        public Task<TableSchema?> Schema => _schema.Value;
    }

    private long Now() => clock.GetTimestamp();
}
