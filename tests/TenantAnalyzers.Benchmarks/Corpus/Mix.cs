namespace TenantAnalyzers.Benchmarks.Corpus;

/// <summary>Draws by weight, in the same order in every run.</summary>
internal static class Mix
{
    /// <summary><paramref name="count"/> items in the proportion of their weights, as exactly as whole numbers can be, shuffled.</summary>
    public static T[] Spread<T>(int count, Random random, params ReadOnlySpan<(T Item, double Weight)> items)
    {
        var total = 0.0;
        foreach (var (_, weight) in items)
            total += weight;

        var spread = new T[count];
        var (at, share) = (0, 0.0);
        foreach (var (item, weight) in items)
        {
            share += weight;
            for (var end = (int)Math.Round(count * share / total); at < end; at++)
                spread[at] = item;
        }

        random.Shuffle(spread);
        return spread;
    }
}
