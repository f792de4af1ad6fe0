using Microsoft.Win32.SafeHandles;

namespace TenantAnalyzers.Gateway.Audit;

/// <summary>What the log writes to. One thread at a time writes; another may flush meanwhile.</summary>
internal interface IAuditStorage : IDisposable
{
    /// <summary>Appends a line, all of it or nothing, and says where it stands.</summary>
    AuditPlace Append(ReadOnlySpan<byte> line);

    /// <summary>Overwrites bytes that were appended; those of a file that was moved away are left alone.</summary>
    void Overwrite(AuditPlace place, ReadOnlySpan<byte> bytes);

    /// <summary>Returns when everything is on the disk.</summary>
    void Flush();
}

/// <summary>A file that is only ever appended to, but for the blank space that a record reserves for its outcome.</summary>
internal sealed class AuditStorage : IAuditStorage
{
    private readonly string _path;
    private readonly FileStream _lock;
    private SafeFileHandle _handle;
    private long _length;
    private int _file;

    public AuditStorage(string path)
    {
        _path = Path.GetFullPath(path);
        _lock = Try(() =>
        {
            if (Path.GetDirectoryName(_path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            // On Unix the file itself cannot be closed to other writers and open to readers.
            return new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        });
        try
        {
            _handle = Open();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public AuditPlace Append(ReadOnlySpan<byte> line)
    {
        if (_handle.IsClosed || WasMoved())
        {
            // Its last lines too are on the disk before another file takes their place.
            if (!_handle.IsClosed)
                RandomAccess.FlushToDisk(_handle);
            _handle.Dispose();
            _handle = Open();
        }

        var start = _length;
        try
        {
            RandomAccess.Write(_handle, line, start);
        }
        catch
        {
            // Half a line would spoil the next one.
            TryTruncate(start);
            throw;
        }

        _length += line.Length;
        return new AuditPlace(_file, start);
    }

    public void Overwrite(AuditPlace place, ReadOnlySpan<byte> bytes)
    {
        if (place.File == _file)
            RandomAccess.Write(_handle, bytes, place.Offset);
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose()
    {
        _handle.Dispose();
        _lock.Dispose();
    }

    private SafeFileHandle Open()
    {
        // Read and write: the last byte tells whether the last line is whole.
        var handle = Try(() => File.OpenHandle(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete));
        try
        {
            _length = RandomAccess.GetLength(handle);
            Span<byte> last = stackalloc byte[1];
            if (_length > 0 && RandomAccess.Read(handle, last, _length - 1) == 1 && last[0] != '\n')
            {
                // A crash left half a line: keep it, on a line of its own.
                RandomAccess.Write(handle, "\n"u8, _length);
                _length++;
            }

            _file++;
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private T Try<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new GatewayException($"The audit file {_path} cannot be opened for writing: {exception.Message} Name another file, or end what writes it.", exception);
        }
    }

    /// <summary>
    /// Another file, or none, has the name now. Someone who cuts the file short is found out here too. Looked at for each line: what goes
    /// into a file that is deleted is on no record.
    /// </summary>
    private bool WasMoved()
    {
        var now = new FileInfo(_path);
        return !now.Exists || now.Length != _length;
    }

    private void TryTruncate(long length)
    {
        try
        {
            RandomAccess.SetLength(_handle, length);
        }
        catch (IOException)
        {
            // The next append finds another length than it left, and begins on a line of its own.
        }
    }
}
