using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;

namespace TenantAnalyzers.Gateway.Tests.Support;

/// <summary>A connection to the gateway on which a test decides over every byte.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawConnection> OpenAsync(Uri gateway)
    {
        var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port, TestContext.Current.CancellationToken);
        return new RawConnection(client);
    }

    /// <summary>The head of a signed request; the connection is closed after its answer.</summary>
    public static string Head(Uri gateway, ImmutableCredentials keys, byte[] body, string? framing = null)
    {
        const string Target = "DynamoDB_20120810.GetItem";
        var head = new StringBuilder($"POST / HTTP/1.1\r\nHost: {gateway.Authority}\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: {Target}\r\n");
        foreach (var (name, value) in SignedRequest.Headers(keys, gateway.Authority, [("x-amz-target", Target)], body, DateTimeOffset.UtcNow))
            head.Append($"{name}: {value}\r\n");
        return head.Append(framing ?? $"Content-Length: {body.Length}").Append("\r\n\r\n").ToString();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Says that nothing more will come, and goes on listening.</summary>
    public void FinishSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>All that comes until the other side closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Reset: what came before counts.
        }

        return Encoding.Latin1.GetString(all.ToArray());
    }

    public void Dispose() => _client.Dispose();
}
