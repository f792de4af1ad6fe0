using System.Net;
using System.Text;
using Amazon.DynamoDBv2;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>Clients that are slow, break off, send much, or only keep connections open.</summary>
public sealed class ClientFaultTests
{
    private const int MaxLength = 16 * 1024 * 1024;
    private const int IdleConnections = 2_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_SendsByteByByte_IsServedAndOthersMeanwhile()
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var other = await FaultScene.ClientAsync(gateway);
        var keys = await FaultScene.KeysAsync(gateway);
        var body = FaultScene.GetItemBody();
        using var slow = await RawConnection.OpenAsync(gateway.Url);

        foreach (var one in Encoding.Latin1.GetBytes(RawConnection.Head(gateway.Url, keys, body)))
            await slow.SendAsync(new[] { one });
        for (var i = 0; i < body.Length; i++)
        {
            await slow.SendAsync(body.AsMemory(i, 1));
            if (i % 10 == 0)
                Assert.True((await other.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);
        }

        Assert.Contains("\"Item\"", await slow.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_StopsInTheBody_NothingIsForwardedAndOthersAreServed()
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var other = await FaultScene.ClientAsync(gateway);
        var keys = await FaultScene.KeysAsync(gateway);
        var body = FaultScene.GetItemBody();

        // One says that it has finished, one hangs up, one never says anything more.
        using var finished = await RawConnection.OpenAsync(gateway.Url);
        await finished.SendAsync(RawConnection.Head(gateway.Url, keys, body));
        await finished.SendAsync(body.AsMemory(0, body.Length / 2));
        finished.FinishSending();
        using (var gone = await RawConnection.OpenAsync(gateway.Url))
        {
            await gone.SendAsync(RawConnection.Head(gateway.Url, keys, body));
            await gone.SendAsync(body.AsMemory(0, body.Length / 2));
        }

        using var silent = await RawConnection.OpenAsync(gateway.Url);
        await silent.SendAsync(RawConnection.Head(gateway.Url, keys, body));
        await silent.SendAsync(body.AsMemory(0, body.Length / 2));

        Assert.DoesNotContain("\"Item\"", await finished.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(dynamoDb.Bodies);
        Assert.True((await other.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);
        Assert.Single(dynamoDb.Bodies);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OfUpToSixteenMebibytes_IsForwardedByteForByte(bool isChunked)
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        // Chunks have heads and ends, which count.
        var body = FaultScene.GetItemBody(isChunked ? MaxLength / 2 : MaxLength);

        using var response = await SendAsync(gateway, body, isChunked);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(body, Assert.Single(dynamoDb.Bodies));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_OfOneByteMore_IsRefusedAndOnRecord(bool isChunked)
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);

        using var response = await SendAsync(gateway, FaultScene.GetItemBody(MaxLength + 1), isChunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("RequestTooLargeException", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("RequestTooLargeException", gateway.Audit[^1].ErrorCode);
        Assert.Empty(dynamoDb.Bodies);
    }

    [Fact]
    public async Task Body_InManyChunks_IsReadWhole()
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        var keys = await FaultScene.KeysAsync(gateway);
        var body = FaultScene.GetItemBody();
        using var connection = await RawConnection.OpenAsync(gateway.Url);

        await connection.SendAsync(RawConnection.Head(gateway.Url, keys, body, "Transfer-Encoding: chunked"));
        foreach (var one in body)
            await connection.SendAsync($"1;x=\"y\"\r\n{(char)one}\r\n");
        await connection.SendAsync("0\r\n\r\n");

        Assert.Contains("\"Item\"", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(body, Assert.Single(dynamoDb.Bodies));
    }

    /// <summary>Two lengths, or a length and chunks: two servers could see two requests where one was signed.</summary>
    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6")]
    [InlineData("Content-Length: 5, 6")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")]
    [InlineData("Content-Length: +5")]
    public async Task Body_OfDoubtfulLength_IsRefused(string framing)
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        var keys = await FaultScene.KeysAsync(gateway);
        var body = FaultScene.GetItemBody();
        using var connection = await RawConnection.OpenAsync(gateway.Url);

        await connection.SendAsync(RawConnection.Head(gateway.Url, keys, body, framing));
        await connection.SendAsync(body);
        connection.FinishSending();

        Assert.DoesNotContain("\"Item\"", await connection.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(dynamoDb.Bodies);
    }

    [Fact]
    public async Task Connections_IdleByThousands_RequestsGoOn()
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var client = await FaultScene.ClientAsync(gateway);
        var idle = new List<RawConnection>();
        try
        {
            for (var i = 0; i < IdleConnections; i++)
            {
                idle.Add(await RawConnection.OpenAsync(gateway.Url));
                if (i % 100 == 0)
                    Assert.True((await client.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);
            }

            Assert.True((await client.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);
        }
        finally
        {
            idle.ForEach(static connection => connection.Dispose());
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(TestGateway gateway, byte[] body, bool isChunked)
    {
        // However long the gateway takes on a busy machine: the body goes only when it is asked for.
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) });
        using var request = SignedRequest.Create(gateway.Url, await FaultScene.KeysAsync(gateway), "DynamoDB_20120810.GetItem", body);
        request.Headers.TransferEncodingChunked = isChunked;
        // What is too long is refused before it is read, by its length: a client that asks first sends nothing in vain.
        request.Headers.ExpectContinue = true;
        return await http.SendAsync(request, Token);
    }

    private static StandInDynamoDb StandIn() => StandInDynamoDb.Start(static (stream, _) => StandInDynamoDb.AnswerAsync(stream, FaultScene.GetItemAnswer()));
}
