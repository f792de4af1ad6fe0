using System.Text;
using TenantAnalyzers.Gateway.Audit;

namespace TenantAnalyzers.Gateway.Tests.Audit;

public sealed class AuditLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-audit-").FullName;

    private string File => Path.Combine(_folder, "audit.jsonl");

    [Fact]
    public async Task Append_OfManyAtOnce_KeepsEveryLineWholeAndSaysWhereItStands()
    {
        var places = new Dictionary<string, AuditPlace>();
        await using (var log = AuditLog.Open(File))
        {
            var lines = Enumerable.Range(0, 2000).Select(static i => $"line {i} {new string('x', i % 50)}").ToArray();
            var written = await Task.WhenAll(lines.Select(async line => (line, Place: await log.AppendAsync(Bytes(line + "\n")))));
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
        await using var log = AuditLog.Open(File);
        await log.AppendAsync(Bytes("one\n"));
        Assert.Equal("one\n", ReadShared());
    }

    [Fact]
    public async Task Overwrite_ChangesTheBytesOfItsLineAlone()
    {
        await using var log = AuditLog.Open(File);
        await log.AppendAsync(Bytes("first    .\n"));
        var second = await log.AppendAsync(Bytes("second    .\n"));
        await log.AppendAsync(Bytes("third    .\n"));
        await log.OverwriteAsync(second, 6, Bytes("!!"));
        Assert.Equal("first    .\nsecond!!  .\nthird    .\n", ReadShared());
    }

    [Fact]
    public async Task Open_AfterACrashInTheMiddleOfALine_KeepsTheHalfAndStartsAnew()
    {
        await System.IO.File.WriteAllTextAsync(File, "whole\nhal", TestContext.Current.CancellationToken);
        await using var log = AuditLog.Open(File);
        await log.AppendAsync(Bytes("next\n"));
        Assert.Equal("whole\nhal\nnext\n", ReadShared());
    }

    [Fact]
    public async Task Append_AfterTheFileWasMovedAway_BeginsANewOneAndLosesNothing()
    {
        await using var log = AuditLog.Open(File);
        var old = await log.AppendAsync(Bytes("old\n"));
        System.IO.File.Move(File, File + ".1");
        await log.AppendAsync(Bytes("new\n"));
        await log.OverwriteAsync(old, 0, Bytes("OLD"));
        Assert.Equal("new\n", ReadShared());
        Assert.Equal("old\n", await System.IO.File.ReadAllTextAsync(File + ".1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_OfAFileThatAnotherGatewayWrites_SaysSo()
    {
        await using var log = AuditLog.Open(File);
        var error = Assert.Throws<GatewayException>(() => AuditLog.Open(File));
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_InAFolderThatIsAFile_SaysSo()
    {
        System.IO.File.WriteAllText(File, "");
        var error = Assert.Throws<GatewayException>(() => AuditLog.Open(Path.Combine(File, "audit.jsonl")));
        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_OnAFullDisk_FailsForThoseLinesAndGoesOnWhenThereIsSpace()
    {
        var storage = new FailingStorage();
        await using var log = AuditLog.On(storage);
        await log.AppendAsync(Bytes("one\n"));
        Assert.True(log.IsHealthy);
        storage.IsFull = true;
        var error = await Assert.ThrowsAsync<AuditException>(() => log.AppendAsync(Bytes("two\n")));
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.False(log.IsHealthy);
        storage.IsFull = false;
        await log.AppendAsync(Bytes("three\n"));
        Assert.True(log.IsHealthy);
        Assert.Equal("one\nthree\n", storage.Text);
    }

    [Fact]
    public async Task Append_AfterTheEnd_Fails()
    {
        var log = AuditLog.Open(File);
        await log.DisposeAsync();
        await Assert.ThrowsAsync<AuditException>(() => log.AppendAsync(Bytes("late\n")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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

    public AuditPlace Append(IReadOnlyList<ReadOnlyMemory<byte>> lines)
    {
        if (IsFull)
            throw new IOException("No space left on device");
        var start = _bytes.Length;
        foreach (var line in lines)
            _bytes.Write(line.Span);
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
    }

    public void Dispose()
    {
    }
}
