using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>What is no secret by AWS's book and may fall into an attacker's hands: page tokens, stream ARNs, shard iterators of anyone.</summary>
internal sealed record Loot(IReadOnlyList<string> NextTokens, IReadOnlyList<string> StreamArns, IReadOnlyList<string> ShardIds, IReadOnlyList<string> ShardIterators)
{
    /// <summary>Gathers it, past all layers.</summary>
    public static async Task<Loot> GatherAsync(IAmazonDynamoDB admin, string dynamoDb, CancellationToken cancellationToken)
    {
        var tokens = new List<string>();
        foreach (var table in ShopScene.Tables)
        {
            foreach (var target in new[] { table.Attacker, table.Victim })
            {
                foreach (var where in new[] { "", $" WHERE \"{target.Shape.PartitionKey}\" = '{target.Partition.S}'" })
                {
                    var response = await admin.ExecuteStatementAsync(
                        new ExecuteStatementRequest { Statement = $"SELECT * FROM \"{target.Table}\"{where}", Limit = 1 }, cancellationToken);
                    if (response.NextToken is { } token)
                        tokens.Add(token);
                }
            }
        }

        var arns = new List<string>();
        var shards = new List<string>();
        var iterators = new List<string>();
        using var http = new HttpClient();
        foreach (var stream in (await CallAsync("ListStreams", []))["Streams"]!.AsArray())
        {
            var arn = stream!["StreamArn"]!.GetValue<string>();
            arns.Add(arn);
            var description = await CallAsync("DescribeStream", new JsonObject { ["StreamArn"] = arn });
            foreach (var shard in description["StreamDescription"]!["Shards"]!.AsArray())
            {
                var id = shard!["ShardId"]!.GetValue<string>();
                shards.Add(id);
                var iterator = await CallAsync("GetShardIterator", new JsonObject { ["StreamArn"] = arn, ["ShardId"] = id, ["ShardIteratorType"] = "TRIM_HORIZON" });
                iterators.Add(iterator["ShardIterator"]!.GetValue<string>());
            }
        }

        return new Loot(tokens, arns, shards, iterators);

        async Task<JsonNode> CallAsync(string operation, JsonObject body)
        {
            using var request = SignedRequest.Create(
                new Uri(dynamoDb), new ImmutableCredentials("local", "local", null), "DynamoDBStreams_20120810." + operation, Encoding.UTF8.GetBytes(body.ToJsonString()));
            using var response = await http.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        }
    }

    /// <summary>An iterator: as it was, or put together from two.</summary>
    public string ShardIterator(Dice dice)
    {
        var (one, other) = (dice.Pick(ShardIterators), dice.Pick(ShardIterators));
        return dice.Below(6) switch
        {
            0 => one[..(one.IndexOf('|', StringComparison.Ordinal) + 1)] + other[(other.IndexOf('|', StringComparison.Ordinal) + 1)..],
            1 => one + other,
            2 => "x" + one,
            _ => one,
        };
    }
}
