using System.Diagnostics;
using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway;

namespace TenantAnalyzers.Benchmarks.Runtime;

/// <summary>
/// What the gateway costs at run time: the same calls of the SDK's client to DynamoDB Local itself, through a hop that only forwards, and
/// through the gateway with signatures, decisions and audit. The three take turns, so that what else the machine does meets all alike.
/// </summary>
internal static class GatewayHop
{
    private const double LeastOfBareHop = 0.9;
    private const string Table = "Orders";
    private const string Tenant = "acme";
    private const int Orders = 20;
    private const int Warmups = 6;

    private const string Secret = "benchmark-secret-benchmark-secret-000000";

    // As a tenant's role has it.
    private const string Config = """
        {
          "tableAccount": "111122223333",
          "accounts": { "111122223333": { "users": { "tenant": {
            "accessKeys": [{ "id": "AKIABENCHMARK0000001", "secret": "benchmark-secret-benchmark-secret-000000" }],
            "tags": { "TenantId": "acme" },
            "policies": [{ "Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:Query"],
              "Resource": "arn:aws:dynamodb:us-east-1:111122223333:table/Orders",
              "Condition": {
                "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
                "Null": { "dynamodb:LeadingKeys": "false" }
              }
            }] }]
          } } } }
        }
        """;

    public static async Task<List<Target>> RunAsync(string scratch, int rounds)
    {
        await using var local = await DynamoDbLocalServer.StartAsync();
        var config = Path.Combine(scratch, "gateway.json");
        await File.WriteAllTextAsync(config, Config);
        await Stages.RunAsync(config, scratch, rounds);
        await using var hop = await BareHop.StartAsync(new Uri(local.ServiceUrl));
        await using var gateway = await GatewayServer.StartAsync(
            new GatewayOptions { ConfigFile = config, DynamoDb = new Uri(local.ServiceUrl), AuditFile = Path.Combine(scratch, "audit.jsonl") });

        // One access key on every way: DynamoDB Local sees the same client.
        (string Name, AmazonDynamoDBClient Client)[] ways =
            [("direct", Client(local.ServiceUrl)), ("bare hop", Client(hop.Url)), ("gateway", Client(gateway.Url.ToString()))];
        await SeedAsync(ways[0].Client);
        (string Name, Func<AmazonDynamoDBClient, Task> Call, int Callers)[] works =
            [("GetItem", GetAsync, 1), ("GetItem", GetAsync, 16), ("Query", QueryAsync, 1), ("Query", QueryAsync, 16)];

        var rows = new List<string[]>();
        var targets = new List<Target>();
        foreach (var (name, call, callers) in works)
        {
            var calls = callers == 1 ? 400 : 1600;
            var seconds = ways.Select(_ => new List<double>()).ToArray();
            // The first rounds are the compilers', ours and Java's.
            for (var round = -Warmups; round < rounds; round++)
            {
                for (var i = 0; i < ways.Length; i++)
                {
                    // Whoever goes first has the quieter machine: each does in turn.
                    var way = (i + Math.Abs(round)) % ways.Length;
                    var elapsed = await MeasureAsync(ways[way].Client, call, callers, calls);
                    if (round >= 0)
                        seconds[way].Add(elapsed.TotalSeconds);
                }
            }

            var rates = seconds.Select(times => calls / Median(times)).ToArray();
            var ofHop = Median([.. seconds[1].Zip(seconds[2], static (bare, gate) => bare / gate)]);
            rows.Add([$"{name}, {callers} {(callers == 1 ? "caller" : "callers")}", .. rates.Select(Report.Count), Report.Number(rates[1] / rates[0]), Report.Number(rates[2] / rates[0]), Report.Number(ofHop)]);
            targets.Add(new($"gateway over bare hop, {name}, {callers} callers", $">= {LeastOfBareHop.ToString(CultureInfo.InvariantCulture)}", Report.Number(ofHop), ofHop >= LeastOfBareHop));
        }

        Report.Heading($"Requests per second, direct and through hops (medians of {rounds} interleaved rounds)");
        Report.Table(["work", "direct", "bare hop", "gateway", "bare hop / direct", "gateway / direct", "gateway / bare hop"], rows);
        foreach (var (_, client) in ways)
            client.Dispose();
        return targets;
    }

    private static AmazonDynamoDBClient Client(string url) => new(
        new BasicAWSCredentials("AKIABENCHMARK0000001", Secret),
        new AmazonDynamoDBConfig { ServiceURL = url, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static async Task SeedAsync(AmazonDynamoDBClient client)
    {
        await client.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new("tenantId", ScalarAttributeType.S), new("orderId", ScalarAttributeType.S)],
            KeySchema = [new("tenantId", KeyType.HASH), new("orderId", KeyType.RANGE)],
        });
        for (var i = 0; i < Orders; i++)
        {
            await client.PutItemAsync(Table, new()
            {
                ["tenantId"] = new(Tenant),
                ["orderId"] = new($"order-{i}"),
                ["status"] = new("OPEN"),
                ["note"] = new(new string('x', 200)),
                ["total"] = new() { N = "7" },
            });
        }
    }

    private static Task GetAsync(AmazonDynamoDBClient client) => client.GetItemAsync(Table, new() { ["tenantId"] = new(Tenant), ["orderId"] = new("order-7") });

    private static Task QueryAsync(AmazonDynamoDBClient client) => client.QueryAsync(new QueryRequest(Table)
    {
        KeyConditionExpression = "tenantId = :tenant",
        ExpressionAttributeValues = new() { [":tenant"] = new(Tenant) },
    });

    private static async Task<TimeSpan> MeasureAsync(AmazonDynamoDBClient client, Func<AmazonDynamoDBClient, Task> call, int callers, int calls)
    {
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            for (var i = 0; i < calls / callers; i++)
                await call(client);
        }));
        return Stopwatch.GetElapsedTime(start);
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
