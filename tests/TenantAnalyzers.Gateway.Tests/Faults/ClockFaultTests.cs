using System.Net;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.Gateway.Tests.Identity;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>Clocks that do not agree, and sessions that are over.</summary>
public sealed class ClockFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-16, "Signature expired")]
    [InlineData(16, "Signature not yet current")]
    [InlineData(-4, null)]
    [InlineData(4, null)]
    public async Task Clock_OfTheClientIsOff_IsInvalidSignatureBeyondFiveMinutes(int minutes, string? refusal)
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        var keys = await FaultScene.KeysAsync(gateway);
        using var http = new HttpClient();
        using var request = SignedRequest.Create(gateway.Url, keys, "DynamoDB_20120810.GetItem", FaultScene.GetItemBody(), DateTimeOffset.UtcNow.AddMinutes(minutes));

        using var response = await http.SendAsync(request, Token);

        var body = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal(refusal is null ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(refusal ?? "\"Item\"", body, StringComparison.Ordinal);
        Assert.Equal(refusal is null ? null : "InvalidSignatureException", gateway.Audit[^1].ErrorCode);
        Assert.Equal(refusal is null ? 1 : 0, dynamoDb.Bodies.Count);
    }

    [Fact]
    public async Task Session_IsOver_IsExpiredToken()
    {
        var clock = new SetClock(DateTimeOffset.UtcNow);
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config, clock);
        using var client = await FaultScene.ClientAsync(gateway);
        Assert.True((await client.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);

        clock.Now = clock.Now.AddHours(1).AddSeconds(1);
        var refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => client.GetItemAsync(new GetItemRequest("Orders", FaultScene.Key), Token));

        Assert.Equal("ExpiredTokenException", refusal.ErrorCode);
        Assert.True(gateway.Audit[^1].IsDenied);
        Assert.Single(dynamoDb.Bodies);
    }

    private static StandInDynamoDb StandIn() => StandInDynamoDb.Start(static (stream, _) => StandInDynamoDb.AnswerAsync(stream, FaultScene.GetItemAnswer()));
}
