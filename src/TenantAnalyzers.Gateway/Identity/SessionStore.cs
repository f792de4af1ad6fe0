using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace TenantAnalyzers.Gateway.Identity;

/// <summary>The sessions that were given out, in memory. Those that have ended are kept a while, so that their users are told so.</summary>
/// <param name="clock">The clock that they end by.</param>
/// <param name="capacity">More than this at a time are not given out.</param>
internal sealed class SessionStore(TimeProvider clock, int capacity = 200_000)
{
    private const int KeyIdLength = 16;
    private const int SecretBytes = 30;
    private const int TokenBytes = 192;

    private static readonly TimeSpan Afterlife = TimeSpan.FromHours(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _sessions = new(StringComparer.Ordinal);
    private long _nextSweep;

    public int Count => _sessions.Count;

    /// <summary>Makes new credentials: <c>ASIA…</c>, a secret of 40 characters and a token.</summary>
    public static (string AccessKeyId, string Secret, string Token) NewCredentials() => (
        "ASIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", KeyIdLength),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes)),
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes)));

    /// <summary>Keeps a session; false when there are too many.</summary>
    public bool TryAdd(Session session)
    {
        DateTimeOffset now = clock.GetUtcNow();
        long nextSweep = Volatile.Read(ref _nextSweep);
        if (now.UtcTicks >= nextSweep && Interlocked.CompareExchange(ref _nextSweep, (now + SweepEvery).UtcTicks, nextSweep) == nextSweep)
            Sweep(now - Afterlife);
        if (_sessions.Count >= capacity)
            Sweep(now);
        return _sessions.Count < capacity && _sessions.TryAdd(session.AccessKeyId, new Entry(session));
    }

    /// <summary>The session of an access key; null when there is none, or it ended long ago.</summary>
    public Entry? Find(string accessKeyId) => _sessions.GetValueOrDefault(accessKeyId);

    private void Sweep(DateTimeOffset endedBefore)
    {
        foreach (KeyValuePair<string, Entry> session in _sessions)
        {
            if (session.Value.Session.Expires < endedBefore)
                _sessions.TryRemove(session);
        }
    }

    /// <summary>A session with what was last made of it.</summary>
    internal sealed class Entry(Session session)
    {
        public Session Session => session;

        /// <summary>The credentials under the configuration that they were last asked for: one caller for many requests.</summary>
        public CachedCredential? Cached { get; set; }
    }
}
