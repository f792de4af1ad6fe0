namespace TenantAnalyzers.Gateway.Audit;

/// <summary>
/// The audit file: a line is written before its request goes on. It is then the operating system's, and outlives the gateway however that
/// ends; on the disk it is a moment later, or, where every record must outlive the machine too, before the request goes on.
/// </summary>
internal sealed class AuditLog : IAsyncDisposable
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _writing = new();
    private readonly SemaphoreSlim _flushing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly IAuditStorage _storage;
    private readonly bool _flushEach;
    private readonly Task _flusher;
    private long _written;
    private long _flushed;
    private bool _isClosed;
    private volatile bool _isHealthy = true;

    /// <param name="storage">What is written to; it is disposed with the log.</param>
    /// <param name="flushEach">Whether a line must be on the disk before its request goes on. Lines that come together share a flush.</param>
    public AuditLog(IAuditStorage storage, bool flushEach)
    {
        _storage = storage;
        _flushEach = flushEach;
        _flusher = flushEach ? Task.CompletedTask : FlushNowAndThenAsync();
    }

    /// <summary>Whether the last write or flush succeeded; a log that has written nothing yet is healthy.</summary>
    public bool IsHealthy => _isHealthy;

    /// <summary>Appends a line, with its line feed, and says where it stands.</summary>
    /// <exception cref="AuditException">It could not be written.</exception>
    public async ValueTask<AuditPlace> AppendAsync(ReadOnlyMemory<byte> line)
    {
        var (place, version) = Write(line.Span, at: null);
        // What could not be flushed once is not trusted again before it could.
        if (_flushEach || !_isHealthy)
            await FlushAsync(version);
        return place;
    }

    /// <summary>Overwrites bytes within a line that was appended before.</summary>
    /// <exception cref="AuditException">They could not be written.</exception>
    public void Overwrite(AuditPlace line, int offset, ReadOnlySpan<byte> bytes) => Write(bytes, line with { Offset = line.Offset + offset });

    public async ValueTask DisposeAsync()
    {
        lock (_writing)
            _isClosed = true;
        await _stop.CancelAsync();
        await _flusher;
        try
        {
            await FlushAsync(Volatile.Read(ref _written));
        }
        catch (AuditException)
        {
            // There is nobody left to refuse.
        }

        _storage.Dispose();
        _flushing.Dispose();
        _stop.Dispose();
    }

    private (AuditPlace Place, long Version) Write(ReadOnlySpan<byte> bytes, AuditPlace? at)
    {
        try
        {
            lock (_writing)
            {
                if (_isClosed)
                    throw new AuditException("the audit log is closed");
                if (at is { } place)
                    _storage.Overwrite(place, bytes);
                else
                    at = _storage.Append(bytes);
                return (at.Value, ++_written);
            }
        }
        catch (Exception exception) when (exception is not AuditException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>Returns when everything up to a version is on the disk.</summary>
    private async Task FlushAsync(long version)
    {
        await _flushing.WaitAsync();
        try
        {
            if (_flushed >= version && _isHealthy)
                return;
            var upTo = Volatile.Read(ref _written);
            _storage.Flush();
            _flushed = upTo;
            _isHealthy = true;
        }
        catch (Exception exception)
        {
            throw Failed(exception);
        }
        finally
        {
            _flushing.Release();
        }
    }

    private async Task FlushNowAndThenAsync()
    {
        using var timer = new PeriodicTimer(FlushInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    if (Volatile.Read(ref _written) != Volatile.Read(ref _flushed))
                        await FlushAsync(Volatile.Read(ref _written));
                }
                catch (AuditException)
                {
                    // The next line is refused until a flush succeeds.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private AuditException Failed(Exception exception)
    {
        _isHealthy = false;
        return new AuditException($"the audit record cannot be written: {exception.Message}", exception);
    }
}

/// <summary>Where a line stands.</summary>
/// <param name="File">Which of the files that have had this name, counted from 1.</param>
/// <param name="Offset">In bytes from the start of the file.</param>
internal readonly record struct AuditPlace(int File, long Offset);

/// <summary>An audit record could not be written: its request is denied.</summary>
internal sealed class AuditException(string message, Exception? inner = null) : Exception(message, inner);
