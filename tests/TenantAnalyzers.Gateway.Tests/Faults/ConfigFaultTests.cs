using Amazon.DynamoDBv2;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>A configuration that is replaced while the gateway runs.</summary>
public sealed class ConfigFaultTests
{
    // A net for a gateway that never takes notice, no measure of how soon it does.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\0\0\0\0")]
    [InlineData("""{ "tableAccount": "111122223333", "accounts": {} , "acounts": {} }""")]
    public async Task Config_ReplacedByGarbage_OldOneStaysInForceAndAGoodOneIsTaken(string garbage)
    {
        await using var dynamoDb = StandInDynamoDb.Start(static (stream, _) => StandInDynamoDb.AnswerAsync(stream, FaultScene.GetItemAnswer()));
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var client = await FaultScene.ClientAsync(gateway);

        await File.WriteAllTextAsync(gateway.ConfigFile, garbage, Token);
        await WaitForNoticeAsync(gateway, "is bad");
        Assert.True((await client.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);

        await File.WriteAllTextAsync(
            gateway.ConfigFile,
            TestGateway.ConfigOf(("Tenant", """{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "*", "Resource": "*" } }""")), Token);
        await WaitForNoticeAsync(gateway, "is in force");
        // The session is the same; what it may do is the configuration's business.
        var denied = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.GetItemAsync("Orders", FaultScene.Key, Token));
        Assert.Contains("explicit deny", denied.Message, StringComparison.Ordinal);
    }

    private static async Task WaitForNoticeAsync(TestGateway gateway, string words)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(Patience);
        while (!gateway.NoticeText.Contains(words, StringComparison.Ordinal))
            await Task.Delay(20, limit.Token);
    }
}
