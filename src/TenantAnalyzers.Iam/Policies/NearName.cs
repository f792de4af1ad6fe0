using System.Text;

namespace TenantAnalyzers.Iam;

/// <summary>Finds the known name that a misspelt one stands for.</summary>
internal static class NearName
{
    private const int MaxDistance = 2;

    /// <summary>Longer than any name we know: not worth the comparing.</summary>
    private const int MaxLength = 100;

    /// <summary>
    /// The name that differs least, by at most two letters once blanks are removed and whatever the case; null when there is none,
    /// or when two are equally near.
    /// </summary>
    public static string? Find(string text, IEnumerable<string> names)
    {
        if (text.Length > MaxLength)
            return null;
        string bare = WithoutBlanks(text);
        string? best = null;
        int least = MaxDistance + 1;
        foreach (string name in names)
        {
            int distance = Distance(bare, name, least);
            if (distance == 0)
                return name;
            if (distance > least)
                continue;
            best = distance < least ? name : null;
            least = distance;
        }

        return least <= MaxDistance ? best : null;
    }

    private static string WithoutBlanks(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c))
                bare.Append(c);
        }

        return bare.ToString();
    }

    /// <summary>How many letters must be changed, added or left out (Levenshtein); more than a limit is not counted further.</summary>
    private static int Distance(string one, string other, int limit)
    {
        if (Math.Abs(one.Length - other.Length) > limit)
            return limit + 1;
        var row = new int[other.Length + 1];
        for (int j = 0; j < row.Length; j++)
            row[j] = j;
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            int least = row[0] = i;
            for (int j = 1; j < row.Length; j++)
            {
                int changed = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
                least = Math.Min(least, row[j]);
            }

            if (least > limit)
                return limit + 1;
        }

        return row[other.Length];
    }
}
