using TenantAnalyzers.Benchmarks.Compilers;
using TenantAnalyzers.Benchmarks.Corpus;

namespace TenantAnalyzers.Benchmarks;

/// <summary>The figures by analyzer: one thread of this process, so that time and allocations are the analysis' own.</summary>
internal sealed class Details(Scratch scratch, AnalyzerSet trivial, int rounds)
{
    private readonly List<string[]> _rows = [];
    private readonly List<Target> _targets = [];

    /// <summary>Measures all, prints the table and gives the targets; fails when something is registered without the SDK.</summary>
    public async Task<List<Target>> RunAsync(bool beside)
    {
        await WithoutSdkAsync();
        var quiet = await WithoutHitsAsync();
        var hits = await LinearAsync();
        await WholeAsync(quiet + hits, beside);
        Report.Heading("In this process, on one thread (least of the rounds)");
        Report.Table(["analyzers", "compilation", "lines", "ms", "ms / 1,000 lines", "us / access", "MB allocated", "MB over trivial", "kB / access", "reports"], _rows);
        return _targets;
    }

    private async Task WithoutSdkAsync()
    {
        var business = InProcess.Load(scratch.Business(withAws: false), AnalyzerSet.None);
        var ours = await LeastAsync(business, Toolset.Ours, 1);
        Add(business, Toolset.Ours, ours, null);
        if (ours.Actions != 0)
            throw new BenchmarkFailedException($"{ours.Actions} actions are registered although the AWS SDK is not referenced");
        _targets.Add(new("actions registered without the AWS SDK", "0", Report.Count(ours.Actions), true));
    }

    private async Task<TimeSpan> WithoutHitsAsync()
    {
        var business = InProcess.Load(scratch.Business(withAws: true), AnalyzerSet.None);
        var least = await LeastAsync(business, trivial, rounds);
        Add(business, trivial, least, null);
        var ours = await LeastAsync(business, Toolset.Ours, rounds);
        Add(business, Toolset.Ours, ours, least);
        _targets.Add(Target.AtMost("analyzer time per 1,000 lines without hits", 0.7, ours.Analyzers.TotalMilliseconds * 1_000 / business.Lines, " ms"));
        return ours.Analyzers;
    }

    private async Task<TimeSpan> LinearAsync()
    {
        List<(int Accesses, Detail Ours, long Own)> sizes = [];
        foreach (var blocks in new[] { 1, 2, Scratch.Blocks })
        {
            var accesses = InProcess.Load(scratch.Accesses(blocks), AnalyzerSet.None);
            if (blocks == 1)
                await LeastAsync(accesses, Toolset.Ours, 3);
            var least = await LeastAsync(accesses, trivial, rounds);
            var ours = await LeastAsync(accesses, Toolset.Ours, rounds + 1);
            if (ours.Reports == 0)
                throw new BenchmarkFailedException("nothing is reported in the accesses, so nothing was measured");
            Add(accesses, Toolset.Ours, ours, least, blocks * DataLayer.BlockSize);
            sizes.Add((blocks * DataLayer.BlockSize, ours, ours.Allocated - least.Allocated));
        }

        _targets.Add(Target.AtMost("time per access, 2,000 over 500 accesses (1 is linear)", 1.2, (sizes[^1].Ours.Analyzers / sizes[^1].Accesses) / (sizes[0].Ours.Analyzers / sizes[0].Accesses)));
        _targets.Add(Target.AtMost("allocations per access, 2,000 over 500 accesses", 1.2, (double)sizes[^1].Own / sizes[^1].Accesses / ((double)sizes[0].Own / sizes[0].Accesses)));
        return sizes[^1].Ours.Analyzers;
    }

    // The whole is compiled for its time only: what the analyzers need for its parts is known.
    private async Task WholeAsync(TimeSpan analyzers, bool beside)
    {
        var whole = InProcess.Load(scratch.Whole(), AnalyzerSet.None);
        whole.CheckCompiles();
        var compile = TimeSpan.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            Report.Progress($"compile {whole.Subject.Name}");
            var time = whole.Compile();
            compile = time < compile ? time : compile;
        }

        _targets.Add(Target.AtMost("analyzer time of compile time, 2,000 accesses", 3, 100 * (analyzers / compile), " %"));
        if (!beside)
            return;
        foreach (var set in new[] { Toolset.Ours, Toolset.Sdk, Toolset.Meziantou, Toolset.Aws })
            Add(whole, set, await LeastAsync(whole, set, 1), null);
    }

    private static async Task<Detail> LeastAsync(InProcess subject, AnalyzerSet set, int rounds)
    {
        Detail? least = null;
        for (var round = 0; round < rounds; round++)
        {
            Report.Progress($"{set.Name} on {subject.Subject.Name}, {round + 1} of {rounds}");
            least = (await subject.AnalyseAsync(set)).Least(least);
        }

        return least!;
    }

    private void Add(InProcess subject, AnalyzerSet set, Detail detail, Detail? over, int accesses = 0)
    {
        var milliseconds = detail.Analyzers.TotalMilliseconds;
        var own = over is null ? (double?)null : detail.Allocated - over.Allocated;
        _rows.Add(
        [
            set.Name,
            subject.Subject.Name,
            Report.Count(subject.Lines),
            Report.Number(milliseconds),
            Report.Number(milliseconds * 1_000 / subject.Lines),
            accesses == 0 ? "" : Report.Number(milliseconds * 1_000 / accesses),
            Report.Megabytes(detail.Allocated),
            own is { } bytes ? Report.Megabytes(bytes) : "",
            accesses > 0 && own is { } all ? Report.Number(all / 1_000 / accesses) : "",
            Report.Count(detail.Reports),
        ]);
    }
}
