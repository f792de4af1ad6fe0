using System.Collections.Immutable;
using System.Text;
using TenantAnalyzers.Gateway.Access;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>Reads requests against known tables, and prints what is asked on one line a question.</summary>
internal static class Reading
{
    public const string Prefix = "arn:aws:dynamodb:us-east-1:111122223333:";

    public static readonly RequestScope Scope = new("aws", "us-east-1", "111122223333") { TableAccount = "111122223333" };

    private static readonly AccessReader Reader = new(new KnownTables());

    public static Task<AccessReading> OfAsync(string operation, string body, RequestScope? scope = null) => OfAsync(operation, Encoding.UTF8.GetBytes(body), scope);

    public static async Task<AccessReading> OfAsync(string operation, ReadOnlyMemory<byte> body, RequestScope? scope = null)
    {
        var service = operation is "GetRecords" or "GetShardIterator" or "DescribeStream" or "ListStreams" ? "DynamoDBStreams_20120810." : "DynamoDB_20120810.";
        var reading = await Reader.ReadAsync(service + operation, body, scope ?? Scope, TestContext.Current.CancellationToken);
        // What the authorizer relies on, whatever was read.
        Assert.NotNull(reading.Operation);
        Assert.Equal(reading.Doubt is not null, reading.Accesses.IsEmpty);
        return reading;
    }

    public static async Task<string> PrintAsync(string operation, string body, RequestScope? scope = null)
    {
        var reading = await OfAsync(operation, body, scope);
        var lines = reading.Accesses.Select(Print);
        if (reading.Doubt is { } doubt)
            lines = lines.Append("doubt: " + doubt);
        if (reading.MissingTable is { } missing)
            lines = lines.Append("missing: " + missing);
        if (!reading.ChangedTables.IsEmpty)
            lines = lines.Append("changes: " + string.Join(',', reading.ChangedTables));
        return string.Join('\n', lines);
    }

    public static string Print(ItemAccess access)
    {
        Assert.Equal(access.TableArn is null, access.Resource == "*");
        Assert.True(access.TableArn is null || access.Resource.StartsWith(access.TableArn, StringComparison.Ordinal) || access.Resource.Contains(":global-table/", StringComparison.Ordinal));
        var readings = access.OtherReadings.Insert(0, access.Keys).Select(Print);
        return $"{access.Action.Replace("dynamodb:", "")} {access.Resource.Replace(Prefix, "")} {string.Join(" / ", readings)}".TrimEnd();
    }

    private static string Print(ImmutableDictionary<string, ImmutableArray<string>> keys)
    {
        Assert.Equal(keys.GetValueOrDefault("dynamodb:LeadingKeys", []).AsSpan(), keys.GetValueOrDefault("dynamodb:FirstPartitionKeyValues", []).AsSpan());
        return string.Join(' ', keys
            .Where(static pair => pair.Key != "dynamodb:FirstPartitionKeyValues")
            .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
            .Select(static pair => $"{pair.Key.Replace("dynamodb:", "")}=[{string.Join(',', pair.Value.Select(static value => value.Contains('\u0001') ? "(nobody)" : value))}]"));
    }

    /// <summary>Orders is keyed by text, Numbers by number, Blobs by bytes; Gone is not there.</summary>
    private sealed class KnownTables : ITableSchemas
    {
        private static readonly KeyAttribute Pk = new("pk", KeyType.S);
        private static readonly KeyAttribute Sk = new("sk", KeyType.S);

        private static readonly Dictionary<string, TableSchema> Tables = new()
        {
            ["Orders"] = new("Orders", new([Pk], [Sk]), ImmutableDictionary.CreateRange<string, KeySchema>(
            [
                new("ByStatus", new([new("status", KeyType.S)], [Sk])),
                new("ByDate", new([Pk], [new("date", KeyType.S)])),
                new("ByRegion", new([new("tenant", KeyType.S), new("region", KeyType.S)], [])),
                new("ByCount", new([new("tenant", KeyType.S), new("count", KeyType.N)], [])),
            ])),
            ["Customers"] = new("Customers", new([new("id", KeyType.S)], []), ImmutableDictionary<string, KeySchema>.Empty),
            ["Numbers"] = new("Numbers", new([new("pk", KeyType.N)], []), ImmutableDictionary<string, KeySchema>.Empty),
            ["Blobs"] = new("Blobs", new([new("pk", KeyType.B)], []), ImmutableDictionary<string, KeySchema>.Empty),
        };

        public ValueTask<TableSchema?> FindAsync(string table, CancellationToken cancellationToken) => new(Tables.GetValueOrDefault(table));

        public void Forget(string table)
        {
        }
    }
}
