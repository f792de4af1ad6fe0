using System.Buffers;
using Microsoft.AspNetCore.Http;
using TenantAnalyzers.Gateway.Signing;
using TenantAnalyzers.Gateway.Wire;

namespace TenantAnalyzers.Gateway.Hosting;

/// <summary>A request's body, read whole: a signature covers all of it, so nothing of it may go on before the last byte is here.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>
    /// The largest body, 16 MiB: what DynamoDB takes as a request ("Service, account, and table quotas": 16 MB for a batch write).
    /// </summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>What there is to say of a request whose body is too large to be read, and so to be verified.</summary>
    public static Verification TooLarge { get; } = new(null, "", null, WireError.TooLarge($"The request is larger than {MaxLength} bytes."));

    private const int FirstGuess = 4096;

    private byte[] _buffer;

    private RequestBody(byte[] buffer) => _buffer = buffer;

    /// <summary>The bytes; valid until disposed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Reads the body; null when it is longer than <see cref="MaxLength"/>.</summary>
    /// <exception cref="BadHttpRequestException">The client broke off, or sent it too slowly.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxLength)
            return null;
        // Never as much as a client only says that it will send.
        var body = new RequestBody(ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength ?? FirstGuess, 64 * 1024) + 1));
        try
        {
            var length = 0;
            while (true)
            {
                if (length == body._buffer.Length)
                    body.Grow(length);
                var read = await request.Body.ReadAsync(body._buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                    break;
                length += read;
                if (length > MaxLength)
                {
                    body.Dispose();
                    return null;
                }
            }

            body.Bytes = body._buffer.AsMemory(0, length);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Bytes = default;
    }

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length * 2);
        _buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
