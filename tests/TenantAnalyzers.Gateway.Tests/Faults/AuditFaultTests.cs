using Amazon.DynamoDBv2;
using TenantAnalyzers.Gateway.Audit;
using TenantAnalyzers.Gateway.Tests.Support;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>Where no record can be written, nothing is done.</summary>
public sealed class AuditFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Disk_IsFull_NothingIsForwardedAndNoSessionGiven()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs /dev/full, a disk without space, which Linux has.");
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(
            dynamoDb.Url, FaultScene.Config, prepareFolder: static folder => File.CreateSymbolicLink(Path.Combine(folder, "audit.jsonl"), "/dev/full"));
        using var broker = gateway.Client(new Amazon.Runtime.BasicAWSCredentials(TestGateway.BrokerKey, TestGateway.BrokerSecret));

        var noSession = await Assert.ThrowsAsync<Amazon.SecurityToken.AmazonSecurityTokenServiceException>(() => FaultScene.ClientAsync(gateway));
        Assert.Equal("AccessDenied", noSession.ErrorCode);
        var denied = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => broker.GetItemAsync("Orders", FaultScene.Key, Token));
        Assert.Equal("AccessDeniedException", denied.ErrorCode);
        Assert.Empty(dynamoDb.Bodies);
    }

    [Fact]
    public async Task Folder_IsTakenAway_RequestsAreDeniedUntilItIsBack()
    {
        await using var dynamoDb = StandIn();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config);
        using var client = await FaultScene.ClientAsync(gateway);
        var folder = Path.GetDirectoryName(gateway.AuditFile)!;
        Assert.True((await client.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);

        Directory.Move(folder, folder + ".away");
        var denied = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.GetItemAsync("Orders", FaultScene.Key, Token));
        Assert.Equal("AccessDeniedException", denied.ErrorCode);
        Assert.Single(dynamoDb.Bodies);

        Directory.CreateDirectory(folder);
        Assert.True((await client.GetItemAsync("Orders", FaultScene.Key, Token)).IsItemSet);
        Assert.Single(gateway.Audit);
    }

    [Fact]
    public async Task Disk_FailsNowAndThen_WhatIsNotRecordedIsNotForwarded()
    {
        await using var dynamoDb = StandIn();
        var storage = new FailingStorage();
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config, change: options => options with { AuditStorage = storage });
        using var client = await FaultScene.ClientAsync(gateway);
        var served = 0;
        for (var i = 0; i < 20; i++)
        {
            storage.IsFull = i % 3 == 0;
            var failure = await Record.ExceptionAsync(() => client.GetItemAsync("Orders", FaultScene.Key, Token));
            Assert.Equal(storage.IsFull, failure is AmazonDynamoDBException { ErrorCode: "AccessDeniedException" });
            served += failure is null ? 1 : 0;
        }

        Assert.Equal(13, served);
        Assert.Equal(served, dynamoDb.Bodies.Count);
        // The session's own, and one of each that was served.
        Assert.Equal(served + 1, storage.Lines);
    }

    /// <summary>The record was there before the call; that its outcome cannot be added is no reason to keep the answer back.</summary>
    [Fact]
    public async Task Disk_FillsUpAfterTheRecord_TheAnswerComes()
    {
        var storage = new FailingStorage { CannotOverwrite = true };
        await using var dynamoDb = StandInDynamoDb.Start(static (_, _) => Task.CompletedTask);
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, FaultScene.Config, change: options => options with { AuditStorage = storage });
        using var client = await FaultScene.ClientAsync(gateway);

        var failure = await Record.ExceptionAsync(() => client.GetItemAsync("Orders", FaultScene.Key, Token));

        Assert.True(FaultScene.IsRetryable(failure), failure?.ToString());
        Assert.Equal(2, storage.Lines);
    }

    private static StandInDynamoDb StandIn() => StandInDynamoDb.Start(static (stream, _) => StandInDynamoDb.AnswerAsync(stream, FaultScene.GetItemAnswer()));

    /// <summary>A disk that is full when told to be.</summary>
    private sealed class FailingStorage : IAuditStorage
    {
        private volatile bool _isFull;

        public bool IsFull
        {
            get => _isFull;
            set => _isFull = value;
        }

        public bool CannotOverwrite { get; init; }

        public int Lines { get; private set; }

        public AuditPlace Append(ReadOnlySpan<byte> line)
        {
            if (IsFull)
                throw new IOException("No space left on device");
            Lines++;
            return new AuditPlace(1, 0);
        }

        public void Overwrite(AuditPlace place, ReadOnlySpan<byte> bytes)
        {
            if (CannotOverwrite)
                throw new IOException("No space left on device");
        }

        public void Flush()
        {
        }

        public void Dispose()
        {
        }
    }
}
