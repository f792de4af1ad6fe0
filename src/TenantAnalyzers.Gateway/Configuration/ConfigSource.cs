namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>The configuration that counts now. It is read again when one of its files changes; a bad one does not count.</summary>
/// <remarks>
/// The files are looked into, not watched: what counts is the file that has the name in the end, however an editor or a deployment put it
/// there (written in place, renamed over, a link that leads elsewhere), and that works on every file system.
/// </remarks>
internal sealed class ConfigSource : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly string _file;
    private readonly TextWriter _notices;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private volatile GatewayConfig _current;
    private FileStamps _taken;
    private FileStamps _seen;

    private ConfigSource(string file, TextWriter notices, bool watch)
    {
        _file = file;
        _notices = notices;
        ConfigReading reading = ConfigReader.Read(file);
        _current = reading.Config ?? throw new GatewayException(string.Join(Environment.NewLine, reading.Errors));
        _seen = _taken = reading.Files;
        Warn(_current);
        _watching = watch ? WatchAsync() : Task.CompletedTask;
    }

    /// <summary>The configuration as last read; it never changes, another takes its place.</summary>
    public GatewayConfig Current => _current;

    /// <summary>Reads the configuration and keeps an eye on its files.</summary>
    /// <exception cref="GatewayException">It is bad; the message says all that is wrong.</exception>
    public static ConfigSource Load(string file, TextWriter notices) => new(file, notices, watch: true);

    /// <summary>As <see cref="Load"/>, but looks at the files only when told to.</summary>
    internal static ConfigSource LoadOnce(string file, TextWriter notices) => new(file, notices, watch: false);

    /// <summary>Looks at the files. A change counts when it is there twice in a row: who is still writing is not interrupted.</summary>
    internal void Look()
    {
        FileStamps now = FileStamps.Of(_taken.Paths);
        bool isSettled = now.Equals(_seen);
        _seen = now;
        if (!isSettled || now.Equals(_taken))
            return;

        ConfigReading reading = ConfigReader.Read(_file);
        // Also the files that a bad configuration names: mending one of them mends it.
        _taken = _seen = reading.Files;
        if (reading.Config is { } config)
        {
            _current = config;
            Say($"The configuration {_file} has changed and is in force.");
            Warn(config);
        }
        else
            Say($"The configuration {_file} has changed and is bad; the one before stays in force." + string.Concat(reading.Errors.Select(static error => Environment.NewLine + "  " + error)));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                try
                {
                    Look();
                }
                catch (Exception exception)
                {
                    // Whatever is wrong with a file, the gateway goes on with what it has.
                    Say($"The configuration {_file} cannot be looked at: {exception.Message}");
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Warn(GatewayConfig config)
    {
        foreach (string warning in config.Warnings)
            Say("Warning: " + warning);
    }

    private void Say(string notice)
    {
        try
        {
            _notices.WriteLine(notice);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }
}
