using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>A DynamoDB that dies, is not there, or talks nonsense: an error that the SDK tries again, and never a part taken for the whole.</summary>
public sealed class DynamoDbFaultTests
{
    private const int Long = 300_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Deaths => [.. Answers.Keys];

    private static Dictionary<string, Func<NetworkStream, Task>> Answers { get; } = new()
    {
        ["before the head"] = static _ => Task.CompletedTask,
        ["in the head"] = static stream => StandInDynamoDb.WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Ty"),
        ["after the head"] = static stream => StandInDynamoDb.WriteAsync(stream, StandInDynamoDb.Head("Content-Length: 40")),
        ["in a short body"] = static stream => Half(stream, FaultScene.GetItemAnswer()),
        ["in a long body"] = static stream => Half(stream, FaultScene.GetItemAnswer(Long)),
        ["in a chunk"] = static stream => StandInDynamoDb.WriteAsync(stream, StandInDynamoDb.Head("Transfer-Encoding: chunked") + "20\r\n{\"Item\":"),
        ["between chunks"] = static stream => StandInDynamoDb.WriteAsync(stream, StandInDynamoDb.Head("Transfer-Encoding: chunked") + "8\r\n{\"Item\":\r\n"),
        ["before the last chunk, which is empty"] = static stream =>
            StandInDynamoDb.WriteAsync(stream, StandInDynamoDb.Head("Transfer-Encoding: chunked") + $"{FaultScene.GetItemAnswer().Length:x}\r\n{FaultScene.GetItemAnswer()}\r\n"),
        ["talking nonsense"] = static stream => StandInDynamoDb.WriteAsync(stream, "HTTP/9.9 maybe\r\n\r\n{}"),
    };

    [Theory, MemberData(nameof(Deaths))]
    public async Task DynamoDb_DiesMidway_ClientMayTryAgainAndRecordSaysSo(string when)
    {
        await using var dynamoDb = StandInDynamoDb.Start((stream, _) => Answers[when](stream));
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var client = await FaultScene.ClientAsync(gateway);

        var failure = await Record.ExceptionAsync(() => client.GetItemAsync("Orders", FaultScene.Key, Token));

        Assert.True(FaultScene.IsRetryable(failure), failure?.ToString() ?? "it was taken for a whole answer");
        // The SDK tries a broken answer again, whatever its settings say; the gateway sends each request on once.
        var records = gateway.Audit.Where(static entry => entry.Operation == "GetItem").ToArray();
        Assert.Equal(dynamoDb.Bodies.Count, records.Length);
        Assert.All(records, static record => Assert.True(record is { ErrorCode: not null, IsDenied: false }, record.Operation + ": no error in the record"));
    }

    [Fact]
    public async Task DynamoDb_DiesOnce_TheSdkTriesAgainAndGetsTheItem()
    {
        await using var dynamoDb = StandInDynamoDb.Start(static (stream, number) => number == 1 ? Task.CompletedTask : StandInDynamoDb.AnswerAsync(stream, FaultScene.GetItemAnswer()));
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var client = new AmazonDynamoDBClient(
            await gateway.AssumeAsync("Tenant", FaultScene.Tenant), new AmazonDynamoDBConfig { ServiceURL = gateway.Url.ToString(), AuthenticationRegion = TestGateway.Region });

        var response = await client.GetItemAsync("Orders", FaultScene.Key, Token);

        Assert.True(response.IsItemSet);
        Assert.Equal(["InternalServerError", null], gateway.Audit.Where(static entry => entry.Operation == "GetItem").Select(static entry => entry.ErrorCode));
    }

    [Fact]
    public async Task DynamoDb_IsNotThere_ClientMayTryAgain()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var address = $"http://{nobody.LocalEndpoint}";
        nobody.Stop();
        await using var gateway = await TestGateway.StartAsync(address, FaultScene.Config);
        using var client = await FaultScene.ClientAsync(gateway);

        var failure = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => client.GetItemAsync("Orders", FaultScene.Key, Token));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.NotNull(Assert.Single(gateway.Audit, static entry => entry.Operation == "GetItem").ErrorCode);
    }

    [Fact]
    public async Task DynamoDb_LongWholeAnswer_ComesThrough()
    {
        await using var dynamoDb = StandInDynamoDb.Start(static (stream, _) => StandInDynamoDb.AnswerAsync(stream, FaultScene.GetItemAnswer(Long)));
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var client = await FaultScene.ClientAsync(gateway);

        GetItemResponse response = await client.GetItemAsync("Orders", FaultScene.Key, Token);

        Assert.Equal(Long, response.Item["note"].S.Length);
    }

    private static Task Half(NetworkStream stream, string body) => StandInDynamoDb.WriteAsync(stream, StandInDynamoDb.Head($"Content-Length: {body.Length}") + body[..(body.Length / 2)]);
}
