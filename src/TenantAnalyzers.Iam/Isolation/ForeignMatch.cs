namespace TenantAnalyzers.Iam;

/// <summary>A tenant, another one, and a text of the other's that a pattern of the first matches.</summary>
internal readonly record struct Collision(string Tenant, string Other, string Text);

/// <summary>Whether a pattern, with one tenant's id in it, can match what belongs to another tenant.</summary>
/// <remarks>
/// Pattern and form are walked side by side, one character of a common text after the other. The two ids are the same when they
/// cover the same characters of that text; so a way on which they do not is a collision, and when there is no such way, there is none.
/// Only the pattern's first id is compared; a further one counts as any id, which can only add ways.
/// </remarks>
internal sealed class ForeignMatch(TenantPattern pattern, TenantPattern form, TenantAlphabet alphabet, bool ignoreCase)
{
    // Which characters a free place gets, so that two ids on different places differ.
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly int _firstTenant = IndexOfTenant(pattern);

    private static int IndexOfTenant(TenantPattern pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == TenantPattern.Tenant)
                return i;
        }

        return -1;
    }

    /// <summary>A place in both: the tokens, whether the form's id has begun, whether the ids are known to cover different characters.</summary>
    private readonly record struct Place(int Pattern, int Form, bool Begun, bool Differ);

    private readonly record struct Step(int From, char Char, bool InPattern, bool InForm, bool Free);

    private int NumberOf(Place place) => (((((place.Pattern * (form.Length + 1)) + place.Form) * 2) + (place.Begun ? 1 : 0)) * 2) + (place.Differ ? 1 : 0);

    /// <summary>Whether they have any text in common, be it for one tenant.</summary>
    public bool Meets()
    {
        Find(differ: true, out bool possible);
        return possible;
    }

    /// <summary>A collision; null when there is none. <paramref name="possible"/> is false when that is proved.</summary>
    public Collision? Find(out bool possible) => Find(differ: false, out possible);

    private Collision? Find(bool differ, out bool possible)
    {
        var cameFrom = new Step[(pattern.Length + 1) * (form.Length + 1) * 4];
        var seen = new bool[cameFrom.Length];
        var queue = new Queue<Place>();
        var start = new Place(0, 0, false, differ);
        Add(start, default);
        possible = false;
        while (queue.Count > 0)
        {
            Place place = queue.Dequeue();
            if (place.Pattern == pattern.Length && place.Form == form.Length && place.Differ)
            {
                possible = true;
                return Read(cameFrom, NumberOf(start), NumberOf(place));
            }

            int from = NumberOf(place);
            int p = place.Pattern < pattern.Length ? pattern[place.Pattern] : int.MinValue;
            int f = place.Form < form.Length ? form[place.Form] : int.MinValue;

            // Without a character: a wildcard or the pattern's id ends (the tag may be empty), the form's id ends once it has begun.
            if (p is GlobPattern.Any or TenantPattern.Tenant or TenantPattern.Unknown)
                Add(place with { Pattern = place.Pattern + 1 }, new Step(from, '\0', false, false, false));
            if (f == GlobPattern.Any || (f == TenantPattern.Tenant && place.Begun))
                Add(place with { Form = place.Form + 1 }, new Step(from, '\0', false, false, false));
            if (p == int.MinValue || f == int.MinValue || Common(p, f) is not { } c)
                continue;

            bool inPattern = p == TenantPattern.Tenant && place.Pattern == _firstTenant;
            bool inForm = f == TenantPattern.Tenant;
            var next = new Place(
                p is GlobPattern.Any or TenantPattern.Tenant or TenantPattern.Unknown ? place.Pattern : place.Pattern + 1,
                f is GlobPattern.Any or TenantPattern.Tenant ? place.Form : place.Form + 1,
                place.Begun || inForm,
                place.Differ || inPattern != inForm);
            Add(next, new Step(from, c, inPattern, inForm, p < 0 && f < 0));
        }

        return null;

        void Add(Place place, Step step)
        {
            int number = NumberOf(place);
            if (seen[number])
                return;
            seen[number] = true;
            cameFrom[number] = step;
            queue.Enqueue(place);
        }
    }

    /// <summary>A character that both tokens can be.</summary>
    private char? Common(int p, int f)
    {
        if (p >= 0 && f >= 0)
            return p == f || (ignoreCase && char.ToUpperInvariant((char)p) == char.ToUpperInvariant((char)f)) ? (char)f : null;
        if (p >= 0)
            return f != TenantPattern.Tenant || alphabet.Contains((char)p) ? (char)p : null;
        if (f >= 0)
            return p != TenantPattern.Tenant || alphabet.Contains((char)f) ? (char)f : null;
        return alphabet.Pick("a");
    }

    private Collision? Read(Step[] cameFrom, int start, int goal)
    {
        var steps = new Stack<Step>();
        for (int place = goal; place != start; place = cameFrom[place].From)
        {
            if (cameFrom[place].Char != '\0')
                steps.Push(cameFrom[place]);
        }

        string text = "", tenant = "", other = "";
        int free = 0;
        foreach (Step step in steps)
        {
            char c = step.Free && alphabet.Contains(Letters[free % Letters.Length]) ? Letters[free++ % Letters.Length] : step.Char;
            text += c;
            if (step.InPattern)
                tenant += c;
            if (step.InForm)
                other += c;
        }

        if (_firstTenant < 0)
            tenant = other != "acme" && alphabet.ContainsAll("acme") ? "acme" : other + alphabet.Pick("2a");
        return tenant == other || pattern.HasUnknown ? null : new Collision(tenant, other, text);
    }
}
