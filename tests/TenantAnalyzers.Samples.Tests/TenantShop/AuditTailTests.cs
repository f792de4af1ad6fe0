using System.Text;
using TenantShop.AuditTrail;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>The end of a file that another program is writing.</summary>
public sealed class AuditTailTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("audit-tail-").FullName;

    private string FilePath => Path.Combine(_folder, "audit.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Read_NoFile_IsEmpty()
    {
        Assert.Empty((await new AuditTail(null).ReadAsync(0, TestContext.Current.CancellationToken)).Entries);
        Assert.Equal(0, (await new AuditTail(FilePath).ReadAsync(40, TestContext.Current.CancellationToken)).Next);
    }

    [Fact]
    public async Task Read_HalfALine_WaitsForItsEnd()
    {
        Append("{\"eventName\":\"A\"}\n{\"eventName\":");
        var first = await ReadAsync(0);
        Assert.Equal(["A"], Names(first));
        Append("\"Bé\"}\n");
        var second = await ReadAsync(first.Next);
        Assert.Equal(["Bé"], Names(second));
        Assert.Empty((await ReadAsync(second.Next)).Entries);
    }

    [Fact]
    public async Task Read_LinePatchedInPlace_IsReadAgainAtItsPosition()
    {
        Append("{\"eventName\":\"A\"}\n{\"eventName\":\"B\"       }\n");
        var entry = (await ReadAsync(0)).Entries[1];
        using (var file = new FileStream(FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = entry.Position + "{\"eventName\":\"B\"".Length;
            file.Write(",\"e\":1"u8);
        }

        Assert.Equal(1, (await ReadAsync(entry.Position)).Entries.Single().Record.GetProperty("e").GetInt32());
    }

    [Fact]
    public async Task Read_NoRecords_LeavesThemOut()
    {
        Append("nonsense\n\n[1]\n{\"eventName\":\"A\"}\n{\"eventName\n");
        Assert.Equal(["A"], Names(await ReadAsync(0)));
    }

    [Fact]
    public async Task Read_FromInsideALine_BeginsWithTheNext()
    {
        Append("{\"eventName\":\"A\"}\n{\"eventName\":\"B\"}\n");
        Assert.Equal(["B"], Names(await ReadAsync(3)));
        Assert.Equal(["A", "B"], Names(await ReadAsync(-5)));
        Assert.Equal(["A", "B"], Names(await ReadAsync(1_000_000)));
    }

    [Fact]
    public async Task Read_LongFile_GivesTheNewest()
    {
        Append(string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{{\"eventName\":\"{i}\",\"padding\":\"{new string('x', 60)}\"}}\n")));
        var page = await ReadAsync(0);
        Assert.Equal(100, page.Entries.Count);
        Assert.Equal("19999", Names(page)[^1]);
        Assert.Equal(new FileInfo(FilePath).Length, page.Next);
    }

    [Fact]
    public async Task Read_RecordsOfTheExceptedKey_LeavesThemOut()
    {
        Append("{\"eventName\":\"A\",\"userIdentity\":{\"accessKeyId\":\"AKIAOPERATOR\"}}\n{\"eventName\":\"B\",\"userIdentity\":{\"accessKeyId\":\"ASIATENANT\"}}\n{\"eventName\":\"C\",\"userIdentity\":null}\n");
        Assert.Equal(["B", "C"], Names(await new AuditTail(FilePath, "AKIAOPERATOR").ReadAsync(0, TestContext.Current.CancellationToken)));
    }

    private static string[] Names(AuditPage page) => [.. page.Entries.Select(static entry => entry.Record.GetProperty("eventName").GetString()!)];

    private void Append(string text) => File.AppendAllText(FilePath, text, new UTF8Encoding(false));

    private Task<AuditPage> ReadAsync(long after) => new AuditTail(FilePath).ReadAsync(after, TestContext.Current.CancellationToken);
}
