using System.Security.Cryptography;
using System.Text;
using TenantShop.Tenancy;

namespace TenantShop.SignIn;

/// <summary>Someone who may sign in, and the one tenant they belong to.</summary>
internal sealed record ShopUser(string Name, string TenantId);

/// <summary>The users of the configuration (<c>Users:NAME:Tenant</c> and <c>:Password</c>): samples, so their passwords stand there as they are.</summary>
internal sealed class ShopUsers
{
    private readonly Dictionary<string, (ShopUser User, byte[] Password)> _users = new(StringComparer.Ordinal);

    public ShopUsers(IConfiguration configuration)
    {
        foreach (var entry in configuration.GetSection("Users").GetChildren())
        {
            var tenant = entry["Tenant"];
            if (!TenantIds.IsValid(tenant) || entry["Password"] is not { Length: > 0 } password)
                throw new InvalidOperationException($"Users:{entry.Key} needs a Password, and a Tenant of letters, digits, '_' and '-'.");
            _users.Add(entry.Key, (new ShopUser(entry.Key, tenant), Hash(password)));
        }
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<ShopUser> All => [.. _users.Values.Select(static entry => entry.User).OrderBy(static user => user.Name, StringComparer.Ordinal)];

    /// <summary>Every tenant that has a user.</summary>
    public IReadOnlyList<string> Tenants => [.. _users.Values.Select(static entry => entry.User.TenantId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The user, when the password is theirs. An unknown name takes as long as a wrong password.</summary>
    public ShopUser? Find(string name, string password)
    {
        var (user, expected) = _users.GetValueOrDefault(name, (new ShopUser("", ""), Hash("")));
        var same = CryptographicOperations.FixedTimeEquals(Hash(password), expected);
        return same && user.Name.Length > 0 ? user : null;
    }

    private static byte[] Hash(string password) => SHA256.HashData(Encoding.UTF8.GetBytes(password));
}
