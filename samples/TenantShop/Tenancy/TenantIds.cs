using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace TenantShop.Tenancy;

/// <summary>What a tenant's id may be: checked before it becomes a table, file, database or session name.</summary>
/// <remarks>At most 50 characters: PostgreSQL cuts names at 63 bytes, and two long tenants must not become one.</remarks>
public static partial class TenantIds
{
    public static bool IsValid([NotNullWhen(true)] string? id) => id is not null && Pattern().IsMatch(id);

    /// <summary>The id, when it is one.</summary>
    /// <exception cref="TenantAccessDeniedException">It is not; the text is not repeated, for it may be anything.</exception>
    public static string Require(string? id) => IsValid(id) ? id : throw new TenantAccessDeniedException("What was given is not a tenant's id.");

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,50}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
