using TenantAnalyzers.Benchmarks.Compilers;

namespace TenantAnalyzers.Benchmarks;

/// <summary>The figures by analyzer of a real compilation.</summary>
internal static class Real
{
    public static async Task<List<Target>> RunAsync(Subject subject, AnalyzerSet asBuilt, int rounds)
    {
        var real = InProcess.Load(subject, asBuilt);
        real.CheckCompiles();
        Detail? ours = null;
        for (var round = 0; round < rounds; round++)
            ours = (await real.AnalyseAsync(Toolset.Ours)).Least(ours);
        var compile = real.Compile();
        Report.Heading($"The real compilation in this process: {Report.Count(real.Files)} files, {Report.Count(real.Lines)} lines");
        Report.Table(
            ["analyzer", "ms", "reports"],
            ours!.Slowest.Select(static item => new[] { item.Name, Report.Number(item.Time.TotalMilliseconds), "" }).Append(["all", Report.Number(ours.Analyzers.TotalMilliseconds), Report.Count(ours.Reports)]));
        return
        [
            Target.AtMost("real compilation: analyzer time per 1,000 lines", 0.7, ours.Analyzers.TotalMilliseconds * 1_000 / real.Lines, " ms"),
            Target.AtMost("real compilation: analyzer time of compile time", 3, 100 * (ours.Analyzers / compile), " %"),
        ];
    }
}
