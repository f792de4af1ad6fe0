using TenantAnalyzers.Gateway.Identity;

namespace TenantAnalyzers.Gateway.Tests.Identity;

public sealed class SessionStoreTests
{
    private readonly SetClock _clock = new(new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero));

    private Session Create()
    {
        (string id, string secret, string token) = SessionStore.NewCredentials();
        return new Session
        {
            AccessKeyId = id,
            Secret = secret,
            Token = token,
            Account = "111122223333",
            RoleName = "Tenant",
            Name = "acme",
            Created = _clock.Now,
            Expires = _clock.Now.AddMinutes(15),
        };
    }

    [Fact]
    public void NewCredentials_AreAllDifferent()
    {
        var all = Enumerable.Range(0, 1000).Select(static _ => SessionStore.NewCredentials()).ToList();

        Assert.Equal(1000, all.Select(static one => one.AccessKeyId).Distinct().Count());
        Assert.All(all, static one => Assert.Matches("^ASIA[A-Z2-7]{16}$", one.AccessKeyId));
        Assert.All(all, static one => Assert.Equal(40, one.Secret.Length));
    }

    [Fact]
    public void Find_EndedSession_IsKnownForAnHour()
    {
        var store = new SessionStore(_clock);
        Session session = Create();
        Assert.True(store.TryAdd(session));

        _clock.Now = session.Expires.AddMinutes(30);
        Assert.True(store.TryAdd(Create()));
        Assert.Same(session, store.Find(session.AccessKeyId)!.Session);
        _clock.Now = session.Expires.AddMinutes(61);
        Assert.True(store.TryAdd(Create()));

        Assert.Null(store.Find(session.AccessKeyId));
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public void TryAdd_Full_RefusesUntilSessionsEnd()
    {
        var store = new SessionStore(_clock, capacity: 3);
        Session template = Create();
        for (int i = 0; i < 3; i++)
            Assert.True(store.TryAdd(template with { AccessKeyId = $"ASIA{i}" }));

        Assert.False(store.TryAdd(Create()));
        _clock.Now = template.Expires.AddSeconds(1);

        Assert.True(store.TryAdd(Create()));
        Assert.Equal(1, store.Count);
    }
}
