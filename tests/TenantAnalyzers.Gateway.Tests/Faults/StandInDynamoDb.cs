using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TenantAnalyzers.Gateway.Tests.Faults;

/// <summary>In DynamoDB's place: it knows one table, and answers everything else as a test wants, at the level of bytes, so that it can break off anywhere.</summary>
internal sealed class StandInDynamoDb : IAsyncDisposable
{
    private const string Table = """
        {"Table":{"TableName":"Orders","TableStatus":"ACTIVE","KeySchema":[{"AttributeName":"tenantId","KeyType":"HASH"}],
        "AttributeDefinitions":[{"AttributeName":"tenantId","AttributeType":"S"}]}}
        """;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, int, Task> _answer;
    private readonly Task _accepting;
    private int _requests;

    private StandInDynamoDb(Func<NetworkStream, int, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>The bodies that have come, but for the questions about the table.</summary>
    public ConcurrentQueue<byte[]> Bodies { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="answer">Writes an answer, or a part of one, to the request of a number, from 1; the connection is closed then.</param>
    public static StandInDynamoDb Start(Func<NetworkStream, int, Task> answer) => new(answer);

    /// <summary>A whole answer.</summary>
    public static Task AnswerAsync(NetworkStream stream, string body) => WriteAsync(stream, Head($"Content-Length: {Encoding.UTF8.GetByteCount(body)}") + body);

    /// <summary>The head of an answer of success.</summary>
    public static string Head(params string[] headers) => "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nConnection: close\r\n" + string.Join("\r\n", headers) + "\r\n\r\n";

    public static Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var (head, body) = await ReadAsync(stream);
                if (head.Contains("DescribeTable", StringComparison.Ordinal))
                {
                    await AnswerAsync(stream, Table);
                    return;
                }

                Bodies.Enqueue(body);
                await _answer(stream, Interlocked.Increment(ref _requests));
                await stream.FlushAsync(_stop.Token);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The gateway hung up.
            }
        }
    }

    private async Task<(string Head, byte[] Body)> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, _stop.Token);
            head.Append((char)one[0]);
        }

        var text = head.ToString();
        var length = text.Split("\r\n").Single(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(length[15..], System.Globalization.CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return (text, body);
    }
}
