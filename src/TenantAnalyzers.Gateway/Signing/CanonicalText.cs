using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace TenantAnalyzers.Gateway.Signing;

/// <summary>Builds the UTF-8 text that is hashed, without garbage.</summary>
internal ref struct CanonicalText : IDisposable
{
    private byte[] _buffer;
    private int _length;

    public CanonicalText(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Add(char c)
    {
        Reserve(1);
        _buffer[_length++] = (byte)c;
    }

    public void Add(scoped ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
    }

    /// <summary>A header's value: trimmed, and each run of blanks one blank.</summary>
    public void AddTrimmed(scoped ReadOnlySpan<char> value)
    {
        value = value.Trim();
        for (int blanks = value.IndexOf("  ", StringComparison.Ordinal); blanks >= 0; blanks = value.IndexOf("  ", StringComparison.Ordinal))
        {
            Add(value[..(blanks + 1)]);
            value = value[blanks..].TrimStart(' ');
        }

        Add(value);
    }

    /// <summary>Percent-encodes all but the unreserved characters (RFC 3986 section 2.3).</summary>
    public void AddEncoded(scoped ReadOnlySpan<byte> text, bool keepSlash)
    {
        foreach (byte b in text)
        {
            if (UriText.IsUnreserved(b) || (keepSlash && b == '/'))
            {
                Add((char)b);
                continue;
            }

            Add('%');
            Add("0123456789ABCDEF"[b >> 4]);
            Add("0123456789ABCDEF"[b & 15]);
        }
    }

    /// <summary>The SHA-256 of all of it in lower-case hexadecimal digits.</summary>
    public readonly void Hash(Span<char> hex)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Written, hash);
        Convert.TryToHexStringLower(hash, hex, out _);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length >= count)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _length + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
