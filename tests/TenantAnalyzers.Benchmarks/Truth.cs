using TenantAnalyzers.Benchmarks.Compilers;

namespace TenantAnalyzers.Benchmarks;

/// <summary>What whole compilations cost: the compiler's work for an analyzer is seen here and nowhere else.</summary>
internal static class Truth
{
    private const double MostOverDefault = 1.05;

    /// <summary>Runs the sets of the issue against each other and prints the table.</summary>
    public static async Task<List<Target>> RunAsync(Scratch scratch, AnalyzerSet trivial, int rounds)
    {
        var (business, quiet, whole) = (scratch.Business(withAws: false), scratch.Business(withAws: true), scratch.Whole());
        var race = new Race();
        var none = race.Add("(a) no analyzers", business, AnalyzerSet.None);
        var least = race.Add("(b) trivial rule", business, trivial);
        var sdk = race.Add("(c) SDK default", business, Toolset.Sdk);
        var withoutSdk = race.Add("(d) SDK default + ours, no AWS SDK", business, Toolset.Sdk + Toolset.Ours);
        var quietSdk = race.Add("SDK default", quiet, Toolset.Sdk);
        var withoutHits = race.Add("(e) SDK default + ours, no hits", quiet, Toolset.Sdk + Toolset.Ours);
        var wholeSdk = race.Add("SDK default", whole, Toolset.Sdk);
        var withHits = race.Add("(f) SDK default + ours, 2,000 accesses", whole, Toolset.Sdk + Toolset.Ours);
        var meziantou = race.Add("(g) SDK default + Meziantou", whole, Toolset.Sdk + Toolset.Meziantou);
        var aws = race.Add("(h) SDK default + AWS SDK's own", whole, Toolset.Sdk + Toolset.Aws);
        using (var server = new CompilerServer(scratch.Folder))
            await race.RunAsync(server, rounds, Report.Progress);

        Report.Heading($"Whole compilations by the SDK's compiler server (ratio of minima over {rounds} interleaved rounds)");
        Report.Race(
        [
            (none, none), (least, none), (sdk, none), (withoutSdk, sdk), (withoutHits, quietSdk), (withHits, wholeSdk), (meziantou, wholeSdk), (aws, wholeSdk),
        ]);
        return
        [
            Target.AtMost("CPU on top of the SDK default, no AWS SDK", MostOverDefault, withoutSdk.CpuOver(sdk), " x"),
            Target.AtMost("CPU on top of the SDK default, no hits", MostOverDefault, withoutHits.CpuOver(quietSdk), " x"),
            Target.AtMost("CPU on top of the SDK default, 2,000 accesses", MostOverDefault, withHits.CpuOver(wholeSdk), " x"),
        ];
    }

    /// <summary>The same for a real compilation: without analyzers, as it is built, and with ours on top.</summary>
    public static async Task<List<Target>> RunRealAsync(Subject real, AnalyzerSet asBuilt, string scratch, int rounds)
    {
        var race = new Race();
        var none = race.Add("no analyzers", real, new("none", [.. asBuilt.Lines, "/skipanalyzers+"]));
        var built = race.Add("as built", real, asBuilt);
        var ours = race.Add("as built + ours", real, asBuilt + Toolset.Ours);
        using (var server = new CompilerServer(scratch))
            await race.RunAsync(server, rounds, Report.Progress);
        Report.Heading($"The real compilation by the SDK's compiler server (ratio of minima over {rounds} interleaved rounds)");
        Report.Race([(none, none), (built, none), (ours, built)]);
        return [Target.AtMost("CPU on top of the real build", MostOverDefault, ours.CpuOver(built), " x")];
    }
}
