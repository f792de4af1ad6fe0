using System.Threading.Channels;

namespace TenantAnalyzers.Gateway.Audit;

/// <summary>
/// The audit file: a line is on the disk before its request goes on. Requests that come together share one write and one flush.
/// A file that was moved away (log rotation) or deleted is begun anew; a line that cannot be written is taken back whole.
/// </summary>
internal sealed class AuditLog : IAsyncDisposable
{
    private const int MostTogether = 256;

    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IAuditStorage _storage;
    private readonly Task _writer;

    private AuditLog(IAuditStorage storage)
    {
        _storage = storage;
        _writer = Task.Run(WriteAsync);
    }

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="GatewayException">It cannot be opened for writing, or another gateway writes it.</exception>
    public static AuditLog Open(string path) => new(new AuditStorage(path));

    /// <summary>A log on another storage, for tests of failing disks.</summary>
    public static AuditLog On(IAuditStorage storage) => new(storage);

    /// <summary>Whether the last write succeeded; a log that has written nothing yet is healthy.</summary>
    public bool IsHealthy { get; private set; } = true;

    /// <summary>Appends a line, with its line feed; it is on the disk when the task ends.</summary>
    /// <exception cref="AuditException">It could not be written.</exception>
    public Task<AuditPlace> AppendAsync(ReadOnlyMemory<byte> line) => EnqueueAsync(new Job(line, null));

    /// <summary>Overwrites bytes within a line that was appended before.</summary>
    /// <exception cref="AuditException">They could not be written.</exception>
    public Task OverwriteAsync(AuditPlace line, int offset, ReadOnlyMemory<byte> bytes) =>
        EnqueueAsync(new Job(bytes, line with { Offset = line.Offset + offset }));

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        _storage.Dispose();
    }

    private Task<AuditPlace> EnqueueAsync(Job job) =>
        _jobs.Writer.TryWrite(job) ? job.Done.Task : Task.FromException<AuditPlace>(new AuditException("the audit log is closed"));

    private async Task WriteAsync()
    {
        var together = new List<Job>(MostTogether);
        while (await _jobs.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            together.Clear();
            while (together.Count < MostTogether && _jobs.Reader.TryRead(out var job))
                together.Add(job);
            WriteTogether(together);
        }
    }

    private void WriteTogether(List<Job> jobs)
    {
        try
        {
            foreach (var job in jobs)
            {
                if (job.At is { } place)
                    _storage.Overwrite(place, job.Bytes.Span);
            }

            var lines = jobs.Where(static job => job.At is null).ToArray();
            var first = _storage.Append(lines.Select(static job => job.Bytes).ToArray());
            _storage.Flush();
            IsHealthy = true;
            foreach (var job in lines)
            {
                job.Done.SetResult(first);
                first = first with { Offset = first.Offset + job.Bytes.Length };
            }

            foreach (var job in jobs)
                job.Done.TrySetResult(job.At.GetValueOrDefault());
        }
        catch (Exception exception)
        {
            IsHealthy = false;
            var failure = new AuditException($"the audit record cannot be written: {exception.Message}", exception);
            foreach (var job in jobs)
                job.Done.TrySetException(failure);
        }
    }

    private sealed record Job(ReadOnlyMemory<byte> Bytes, AuditPlace? At)
    {
        public TaskCompletionSource<AuditPlace> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <summary>Where a line stands.</summary>
/// <param name="File">Which of the files that have had this name, counted from 1.</param>
/// <param name="Offset">In bytes from the start of the file.</param>
internal readonly record struct AuditPlace(int File, long Offset);

/// <summary>An audit record could not be written: its request is denied.</summary>
internal sealed class AuditException(string message, Exception? inner = null) : Exception(message, inner);
