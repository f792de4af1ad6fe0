namespace TenantAnalyzers.Tenancy;

/// <summary>Compares names the way people write them: <c>TenantId</c>, <c>tenant_id</c> and <c>tenant-id</c> are one name.</summary>
internal static class TenantNaming
{
    /// <summary>The same letters and digits in the same order, whatever the case and the separators.</summary>
    public static bool Same(string a, string b)
    {
        int i = 0, j = 0;
        while (true)
        {
            while (i < a.Length && IsSeparator(a[i]))
                i++;
            while (j < b.Length && IsSeparator(b[j]))
                j++;
            if (i == a.Length || j == b.Length)
                return i == a.Length && j == b.Length && i > 0 && j > 0;
            if (Fold(a[i++]) != Fold(b[j++]))
                return false;
        }
    }

    /// <summary>The name ends with the words of <paramref name="ending"/>: <c>currentTenantId</c> with <c>tenantId</c>, but not <c>subtenantid</c>.</summary>
    public static bool EndsWithWords(string? name, string ending)
    {
        // Locals that the compiler makes for itself have no name.
        if (name is null or "")
            return false;
        int i = name.Length, j = ending.Length;
        while (true)
        {
            while (j > 0 && IsSeparator(ending[j - 1]))
                j--;
            if (j == 0)
                return i < name.Length && StartsWord(name, i);
            while (i > 0 && IsSeparator(name[i - 1]))
                i--;
            if (i == 0 || Fold(name[--i]) != Fold(ending[--j]))
                return false;
        }
    }

    private static bool StartsWord(string name, int at) =>
        at == 0 || IsSeparator(name[at - 1]) || (char.IsUpper(name[at]) && !char.IsUpper(name[at - 1])) || char.IsDigit(name[at - 1])
        || (char.IsUpper(name[at]) && at + 1 < name.Length && char.IsLower(name[at + 1]));

    private static bool IsSeparator(char c) => c is '_' or '-' or '.' or ' ' or ':' or '@';

    private static char Fold(char c) => char.ToUpperInvariant(c);
}
