using System.Text;
using TenantAnalyzers.Gateway.Audit;

namespace TenantAnalyzers.Gateway.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-audit-").FullName;

    private string File => Path.Combine(_folder, "audit.jsonl");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_OfManyAtOnce_KeepsEveryLineWholeAndSaysWhereItStands(bool flushEach)
    {
        var places = new Dictionary<string, AuditPlace>();
        await using (var log = new AuditLog(new AuditStorage(File), flushEach))
        {
            var lines = Enumerable.Range(0, 2000).Select(static i => $"line {i} {new string('x', i % 50)}").ToArray();
            var written = await Task.WhenAll(lines.Select(line => Task.Run(async () => (line, Place: await log.AppendAsync(Bytes(line + "\n"))))));
            foreach (var (line, place) in written)
                places.Add(line, place);
        }

        var content = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        Assert.Equal(2000, content.Count(static b => b == '\n'));
        foreach (var (line, place) in places)
            Assert.Equal(line + "\n", Encoding.UTF8.GetString(content, (int)place.Offset, line.Length + 1));
    }

    [Fact]
    public async Task Append_IsReadableByOthersWhenItReturns()
    {
        await using var log = Open();
        await log.AppendAsync(Bytes("one\n"));
        Assert.Equal("one\n", ReadShared());
    }

    [Fact]
    public async Task Overwrite_ChangesTheBytesOfItsLineAlone()
    {
        await using var log = Open();
        await log.AppendAsync(Bytes("first    .\n"));
        var second = await log.AppendAsync(Bytes("second    .\n"));
        await log.AppendAsync(Bytes("third    .\n"));
        log.Overwrite(second, 6, Bytes("!!"));
        Assert.Equal("first    .\nsecond!!  .\nthird    .\n", ReadShared());
    }

    [Fact]
    public async Task Open_AfterACrashInTheMiddleOfALine_KeepsTheHalfAndStartsAnew()
    {
        await System.IO.File.WriteAllTextAsync(File, "whole\nhal", TestContext.Current.CancellationToken);
        await using var log = Open();
        await log.AppendAsync(Bytes("next\n"));
        Assert.Equal("whole\nhal\nnext\n", ReadShared());
    }

    [Fact]
    public async Task Append_AfterTheFileWasMovedAway_BeginsANewOneAndLosesNothing()
    {
        await using var log = Open();
        var old = await log.AppendAsync(Bytes("old\n"));
        System.IO.File.Move(File, File + ".1");
        await log.AppendAsync(Bytes("new\n"));
        log.Overwrite(old, 0, Bytes("OLD"));
        Assert.Equal("new\n", ReadShared());
        Assert.Equal("old\n", await System.IO.File.ReadAllTextAsync(File + ".1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_OfAFileThatAnotherGatewayWrites_SaysSo()
    {
        await using var log = Open();
        var error = Assert.Throws<GatewayException>(() => new AuditStorage(File));
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_InAFolderThatIsAFile_SaysSo()
    {
        System.IO.File.WriteAllText(File, "");
        var error = Assert.Throws<GatewayException>(() => new AuditStorage(Path.Combine(File, "audit.jsonl")));
        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_OnAFullDisk_FailsForThoseLinesAndGoesOnWhenThereIsSpace(bool flushEach)
    {
        var storage = new FailingStorage();
        await using var log = new AuditLog(storage, flushEach);
        await log.AppendAsync(Bytes("one\n"));
        Assert.True(log.IsHealthy);
        storage.IsFull = true;
        var error = await Assert.ThrowsAsync<AuditException>(() => log.AppendAsync(Bytes("two\n")).AsTask());
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.False(log.IsHealthy);
        storage.IsFull = false;
        await log.AppendAsync(Bytes("three\n"));
        Assert.True(log.IsHealthy);
        Assert.Equal("one\nthree\n", storage.Text);
    }

    [Fact]
    public async Task Append_AfterAFlushThatFailed_FailsUntilOneSucceeds()
    {
        var storage = new FailingStorage();
        await using var log = new AuditLog(storage, flushEach: false);
        storage.CannotFlush = true;
        await log.AppendAsync(Bytes("one\n"));
        while (log.IsHealthy)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<AuditException>(() => log.AppendAsync(Bytes("two\n")).AsTask());
        storage.CannotFlush = false;
        await log.AppendAsync(Bytes("three\n"));
        Assert.True(log.IsHealthy);
    }

    [Fact]
    public async Task Append_AfterTheEnd_Fails()
    {
        var log = Open();
        await log.DisposeAsync();
        await Assert.ThrowsAsync<AuditException>(() => log.AppendAsync(Bytes("late\n")).AsTask());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AuditLog Open() => new(new AuditStorage(File), flushEach: false);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private string ReadShared()
    {
        using var reader = new StreamReader(new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}

/// <summary>A disk that can be full.</summary>
internal sealed class FailingStorage : IAuditStorage
{
    private readonly MemoryStream _bytes = new();

    public bool IsFull { get; set; }

    public string Text => Encoding.UTF8.GetString(_bytes.ToArray());

    public bool CannotFlush { get; set; }

    public AuditPlace Append(ReadOnlySpan<byte> line)
    {
        if (IsFull)
            throw new IOException("No space left on device");
        var start = _bytes.Length;
        _bytes.Write(line);
        return new AuditPlace(1, start);
    }

    public void Overwrite(AuditPlace place, ReadOnlySpan<byte> bytes)
    {
        _bytes.Position = place.Offset;
        _bytes.Write(bytes);
        _bytes.Position = _bytes.Length;
    }

    public void Flush()
    {
        if (CannotFlush)
            throw new IOException("Input/output error");
    }

    public void Dispose()
    {
    }
}
