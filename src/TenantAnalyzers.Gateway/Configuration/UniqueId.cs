using System.Security.Cryptography;
using System.Text;

namespace TenantAnalyzers.Gateway.Configuration;

/// <summary>The unique ids of users and roles (IAM user guide, "IAM identifiers"): the same in every run, unlike AWS's.</summary>
internal static class UniqueId
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 17;

    public static string OfUser(string account, string name) => Of("AIDA", account, name);

    public static string OfRole(string account, string name) => Of("AROA", account, name);

    private static string Of(string prefix, string account, string name)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}/{account}/{name}"));
        return prefix + string.Create(Length, hash, static (text, bytes) =>
        {
            for (int i = 0; i < text.Length; i++)
                text[i] = Base32[bytes[i] & 31];
        });
    }
}
