using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>
/// Thousands of requests of one tenant, valid and malformed, in any order and several at a time. Afterwards the other tenant's items and all
/// tables are as they were, nothing of them has come back, and every request is on record.
/// </summary>
/// <remarks>The seed is in the output; <c>TENANT_ANALYZERS_SEED</c> sets it, <c>TENANT_ANALYZERS_REQUESTS</c> the number of requests.</remarks>
public sealed class RandomAttackTests(ITestOutputHelper output)
{
    private const int AtATime = 8;

    private static readonly AttackOperation[] SdkOperations = [.. AttackOperation.All];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int Seed { get; } = Number("TENANT_ANALYZERS_SEED") ?? Random.Shared.Next(1_000_000_000);

    private static int Requests { get; } = Number("TENANT_ANALYZERS_REQUESTS") ?? 6_000;

    // Beside the shop's own policy: what makes the attacker's life easier, and gives nobody's items away.
    private static string Policy()
    {
        var policy = JsonNode.Parse(ShopScene.Policy)!;
        var more = JsonNode.Parse(ShopScene.Arns("""
            [
              { "Effect": "Allow", "Action": ["dynamodb:Describe*", "dynamodb:List*"], "Resource": "*" },
              { "Effect": "Allow", "Action": ["dynamodb:GetShardIterator", "dynamodb:GetRecords"], "Resource": "TABLE/orders-${aws:PrincipalTag/TenantId}/stream/*" }
            ]
            """))!;
        foreach (var statement in more.AsArray())
            policy["Statement"]!.AsArray().Add(statement!.DeepClone());
        return policy.ToJsonString();
    }

    [Fact]
    public async Task AnyRequests_OfOneTenant_LeaveTheOtherAlone()
    {
        await using var scene = await Scene.StartAsync(Policy());
        output.WriteLine($"TENANT_ANALYZERS_SEED={Seed} TENANT_ANALYZERS_REQUESTS={Requests}");

        await AttackAsync(scene, Requests);

        output.WriteLine(string.Join(", ", scene.Tap.Statuses.Select(static status => $"HTTP {status.Key}: {status.Value}")));
        Assert.Empty(scene.Tap.Leaks);
        Assert.Equal(scene.Before, await scene.SnapshotAsync());
        // One record is of the session itself.
        var records = scene.Gateway.Audit.Where(static entry => entry.Operation != "AssumeRole").ToArray();
        output.WriteLine(string.Join(", ", records.GroupBy(static record => record.ErrorCode ?? "(success)").OrderBy(static group => -group.Count()).Select(static group => $"{group.Key}: {group.Count()}")));
        Assert.Equal(scene.Tap.Sent, records.Length);
        Assert.Equal(scene.Tap.RequestIds.Order(), records.Select(static record => record.Record.GetProperty("requestID").GetString()!).Order());
        Assert.True(scene.Tap.Sent >= Requests);
        // Neither all refused nor all let through: the requests are worth sending.
        Assert.InRange(records.Count(static record => record.ErrorCode is null), Requests / 20, Requests * 19 / 20);
        await AssertVictimIsServedAsync(scene.Gateway);
    }

    /// <summary>The test itself: where a policy leaks, these requests find it.</summary>
    [Fact]
    public async Task AnyRequests_UnderAPolicyThatLeaks_FindAndSpoil()
    {
        await using var scene = await Scene.StartAsync(
            """{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": ["dynamodb:*Item", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQL*"], "Resource": "*" } }""");

        await AttackAsync(scene, 600);

        Assert.NotEmpty(scene.Tap.Leaks);
        Assert.NotEqual(scene.Before, await scene.SnapshotAsync());
    }

    private static async Task AttackAsync(Scene scene, int requests)
    {
        var credentials = await scene.Gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker);
        var keys = await credentials.GetCredentialsAsync();
        using var http = new HttpClient(scene.Tap.CreateHandler());
        using var sdk = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig
        {
            ServiceURL = scene.Gateway.Url.ToString(),
            AuthenticationRegion = TestGateway.Region,
            MaxErrorRetry = 0,
            HttpClientFactory = scene.Tap.CreateFactory(),
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, requests), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = Token }, async (number, token) =>
        {
            var dice = new Dice(unchecked(Seed + number * 7919));
            if (dice.OneIn(8))
                await SendBySdkAsync(sdk, dice, token);
            else
                await SendByHandAsync(scene.Gateway.Url, http, keys, dice, scene.Loot, token);
        });
    }

    private static async Task SendBySdkAsync(AmazonDynamoDBClient sdk, Dice dice, CancellationToken token)
    {
        var table = dice.Pick(ShopScene.Tables);
        var operation = dice.Pick(SdkOperations.Where(operation => operation.Fits(table.Shape)).ToArray());
        var target = dice.Pick(table.Victim, table.Victim, table.VictimsIdUnderAttackersKey, table.Attacker);
        var failure = await Record.ExceptionAsync(() => operation.SendAsync(new Attempt(sdk, target, table.Attacker, "m" + dice.Below(1_000_000), token)));
        Assert.True(failure is null or AmazonServiceException, failure?.ToString());
    }

    private static async Task SendByHandAsync(Uri gateway, HttpClient http, ImmutableCredentials keys, Dice dice, Loot loot, CancellationToken token)
    {
        var random = RandomRequest.Create(dice, loot);
        using var request = SignedRequest.Create(gateway, keys, random.Target, random.Body);
        var content = request.Content!;
        content.Headers.Remove("Content-Type");
        if (random.ContentType.Length > 0)
            content.Headers.TryAddWithoutValidation("Content-Type", random.ContentType);
        switch (dice.Below(120))
        {
            case 0:
                content.Headers.TryAddWithoutValidation("Content-Encoding", dice.Pick("gzip", "identity", "aws-chunked"));
                break;
            case 1:
                request.Headers.TransferEncodingChunked = true;
                break;
            case 2:
                request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
                break;
            case 3:
                request.Headers.TryAddWithoutValidation(dice.Pick("X-Amz-Security-Token", "X-Amz-Date", "X-Amz-Target", "X-Amz-Api-Version", "X-Amz-Content-Sha256"), dice.Pick("x", "DynamoDB_20120810.Scan"));
                break;
            case 4:
                request.Headers.TryAddWithoutValidation(dice.Pick("X-HTTP-Method-Override", "X-Original-URL", "Expect", "X-Forwarded-For"), dice.Pick("DELETE", "/shell", "100-continue"));
                break;
        }

        // Looked at by the tap; the answer itself is of no interest.
        using var response = await http.SendAsync(request, token);
    }

    private static async Task AssertVictimIsServedAsync(TestGateway gateway)
    {
        using var client = gateway.Client(await gateway.AssumeAsync(ShopScene.Role, ShopScene.Victim));
        foreach (var table in ShopScene.Tables)
            Assert.True((await client.GetItemAsync(table.VictimTable, table.Victim.Key, Token)).IsItemSet);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
