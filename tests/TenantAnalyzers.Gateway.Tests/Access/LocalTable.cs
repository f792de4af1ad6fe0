using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway.Access;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>A table with several partitions in a real DynamoDB Local, reached over plain HTTP. Every text in an item ends with <c>@</c> and its partition.</summary>
public sealed class LocalTable : IAsyncLifetime
{
    public static readonly string[] Partitions = ["A", "B", "a", "A'B", "A\"", "AB", "é", "1", "pk", "A@"];

    private readonly HttpClient _client = new();
    private DynamoDbLocalServer? _server;

    internal AccessReader Reader { get; private set; } = null!;

    internal TableSchemas Schemas { get; private set; } = null!;

    internal Uri Url { get; private set; } = null!;

    internal HttpClient Client => _client;

    public async ValueTask InitializeAsync()
    {
        _server = await Needs.DynamoDbAsync();
        Url = new Uri(_server.ServiceUrl);
        Schemas = new TableSchemas(_client, Url, TimeProvider.System);
        Reader = new AccessReader(Schemas);
        await MustAsync("CreateTable", """
            {"TableName":"Orders","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"S"},{"AttributeName":"status","AttributeType":"S"},{"AttributeName":"date","AttributeType":"S"}],
             "LocalSecondaryIndexes":[{"IndexName":"ByDate","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"date","KeyType":"RANGE"}],"Projection":{"ProjectionType":"ALL"}}],
             "GlobalSecondaryIndexes":[{"IndexName":"ByStatus","KeySchema":[{"AttributeName":"status","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}]}
            """);
        await MustAsync("CreateTable", """
            {"TableName":"Numbers","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"N"}]}
            """);
        foreach (var partition in Partitions)
        {
            foreach (var sort in (string[])["1", "2"])
                await SeedAsync(partition, sort);
        }

        foreach (var number in (string[])["1", "10", "2"])
            await MustAsync("PutItem", """{"TableName":"Numbers","Item":{"pk":{"N":"#"},"v":{"S":"v@#"}}}""".Replace("#", number));
    }

    /// <summary>Puts an item back to what it was.</summary>
    public Task SeedAsync(string partition, string sort)
    {
        static JsonObject S(string text) => new() { ["S"] = text };
        var at = "@" + partition;
        // Attributes with names that are nearly the key's, and an index where all partitions share one key.
        var item = new JsonObject
        {
            ["pk"] = S(partition),
            ["sk"] = S(sort),
            ["PK"] = S("A"),
            ["v"] = S("v" + at),
            ["x"] = S("x" + at),
            ["status"] = S(sort == "1" ? "open" : partition),
            ["date"] = S("2026" + at),
        };
        return MustAsync("PutItem", new JsonObject { ["TableName"] = "Orders", ["Item"] = item }.ToJsonString());
    }

    /// <summary>Sends a request as it is.</summary>
    internal async Task<(HttpStatusCode Status, string Text)> SendAsync(string operation, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810." + operation);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Reads a request; null when DynamoDB Local fails at the look-up, as it does at times when it is asked much at once.</summary>
    internal async Task<AccessReading?> TryReadAsync(string operation, byte[] body)
    {
        try
        {
            return await Reader.ReadAsync("DynamoDB_20120810." + operation, body, Reading.Scope, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    internal async Task<JsonNode> MustAsync(string operation, string body)
    {
        var (status, text) = await SendAsync(operation, Encoding.UTF8.GetBytes(body));
        Assert.True(status == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Every item, by its key.</summary>
    internal async Task<Dictionary<string, string>> ItemsAsync()
    {
        var answer = await MustAsync("Scan", """{"TableName":"Orders"}""");
        return answer["Items"]!.AsArray().ToDictionary(static item => KeyOf(item!), static item => Sorted(item!));
    }

    internal static string KeyOf(JsonNode item) => item["pk"]!["S"]!.GetValue<string>() + "\n" + item["sk"]!["S"]!.GetValue<string>();

    private static string Sorted(JsonNode item) =>
        string.Join(',', item.AsObject().OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Key + JsonSerializer.Serialize(pair.Value)));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
