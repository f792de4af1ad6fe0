using TenantAnalyzers.Gateway.Configuration;
using TenantAnalyzers.Gateway.Signing;

namespace TenantAnalyzers.Gateway.Identity;

/// <summary>What a session's credentials are under a configuration; none when its role is gone.</summary>
internal sealed record CachedCredential(GatewayConfig Config, Credential? Credential);

/// <summary>The credentials of the configuration's users and of the sessions.</summary>
internal sealed class Credentials(ConfigSource config, SessionStore sessions) : ICredentials
{
    /// <inheritdoc/>
    public Credential? Find(string accessKeyId)
    {
        GatewayConfig current = config.Current;
        if (current.AccessKeys.TryGetValue(accessKeyId, out Credential? user))
            return user;
        if (sessions.Find(accessKeyId) is not { } entry)
            return null;
        CachedCredential? cached = entry.Cached;
        // Two at once make it twice: both are right.
        if (cached is null || !ReferenceEquals(cached.Config, current))
            entry.Cached = cached = new CachedCredential(current, entry.Session.Under(current));
        return cached.Credential;
    }
}
