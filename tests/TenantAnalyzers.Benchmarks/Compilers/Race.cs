namespace TenantAnalyzers.Benchmarks.Compilers;

/// <summary>
/// Compilations that are compared: after a warm-up each runs once a round, in a new order each round, so that what disturbs
/// the machine disturbs all alike. The least of its runs is the least disturbed.
/// </summary>
internal sealed class Race
{
    // A new server needs about a dozen compilations until it is compiled itself.
    private const int WarmUps = 12;

    private readonly List<Entry> _entries = [];

    public Entry Add(string label, Subject subject, AnalyzerSet set)
    {
        var entry = new Entry(label, subject, set);
        _entries.Add(entry);
        return entry;
    }

    public async Task RunAsync(CompilerServer server, int rounds, Action<string> progress)
    {
        for (var i = 0; i < Math.Max(WarmUps, _entries.Count); i++)
        {
            var entry = _entries[i % _entries.Count];
            progress($"warm-up {i + 1}: {entry.Label}");
            await server.CompileAsync(entry.Subject, entry.Set);
        }

        var random = new Random(rounds);
        var order = _entries.ToArray();
        for (var round = 1; round <= rounds; round++)
        {
            random.Shuffle(order);
            foreach (var entry in order)
            {
                progress($"round {round} of {rounds}: {entry.Label}");
                entry.Runs.Add(await server.CompileAsync(entry.Subject, entry.Set));
            }
        }
    }

    /// <summary>One compilation of the race and its runs.</summary>
    internal sealed record Entry(string Label, Subject Subject, AnalyzerSet Set)
    {
        public List<CompilerRun> Runs { get; } = [];

        public TimeSpan Cpu => Runs.Min(static run => run.Cpu);

        public TimeSpan Wall => Runs.Min(static run => run.Wall);

        public double CpuOver(Entry other) => Cpu / other.Cpu;

        public double WallOver(Entry other) => Wall / other.Wall;

        /// <summary>The same by medians: how far it is from <see cref="CpuOver"/> says how noisy the machine was.</summary>
        public double MedianCpuOver(Entry other) => Median / other.Median;

        private TimeSpan Median => Runs.Select(static run => run.Cpu).Order().ElementAt(Runs.Count / 2);
    }
}
