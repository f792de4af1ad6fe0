using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using TenantAnalyzers.Benchmarks;
using TenantAnalyzers.Benchmarks.Compilers;
using TenantAnalyzers.Benchmarks.Runtime;

// Piped into a file or a pager: plain text whose lines are never broken.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 10_000;

var quick = new Option<bool>("--quick") { Description = "Measure in this process only, in few rounds." };
var rounds = new Option<int>("--rounds") { Description = "Rounds of whole compilations.", DefaultValueFactory = static _ => 6 };
var rsp = new Option<FileInfo>("--rsp") { Description = "A real compilation to measure too: a csc response file in the folder that its paths are relative to." };
rsp.AcceptExistingOnly();
var gateway = new Option<bool>("--gateway") { Description = "Measure the gateway alone." };
var command = new RootCommand("What the analyzers and the gateway cost, as ratios measured in one run.") { quick, rounds, rsp, gateway };
command.SetAction((result, _) => RunAsync(result.GetValue(quick), Math.Max(1, result.GetValue(rounds)), result.GetValue(rsp), result.GetValue(gateway)));
return await command.Parse(args).InvokeAsync();

static async Task<int> RunAsync(bool quick, int rounds, FileInfo? rsp, bool gatewayOnly)
{
    try
    {
#if DEBUG
        AnsiConsole.MarkupLine("[yellow]This is a debug build: its figures mean nothing. Use -c Release.[/]");
#endif
        using var scratch = new Scratch();
        if (gatewayOnly)
        {
            AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version}, {Environment.ProcessorCount} processors"));
            var alone = await GatewayHop.RunAsync(scratch.Folder, quick ? 7 : 21);
            Report.Heading("Targets");
            Report.Targets(alone);
            return 0;
        }

        var trivial = TrivialRule.Build(scratch.Folder);
        var roslyn = typeof(Microsoft.CodeAnalysis.Compilation).Assembly.GetName().Version;
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $".NET {Environment.Version}, {Environment.ProcessorCount} processors, Roslyn {roslyn} in process, compiler of {Toolset.CompilerFolder}"));

        var targets = await new Details(scratch, trivial, quick ? 2 : 4).RunAsync(beside: !quick);
        targets.AddRange(PolicyEvaluation.Run(quick ? 5 : 21));
        targets.AddRange(await PolicyReview.RunAsync(scratch.Folder));
        targets.AddRange(await GatewayHop.RunAsync(scratch.Folder, quick ? 7 : 21));
        if (!quick)
            targets.AddRange(await Truth.RunAsync(scratch, trivial, rounds));
        if (rsp is not null)
        {
            var (real, asBuilt) = Subject.Read(rsp.FullName, scratch.Folder);
            targets.AddRange(await Real.RunAsync(real, asBuilt, quick ? 2 : 4));
            if (!quick)
                targets.AddRange(await Truth.RunRealAsync(real, asBuilt, scratch.Folder, rounds));
        }

        Report.Heading("Targets");
        Report.Targets(targets);
        return 0;
    }
    catch (Exception exception) when (exception is BenchmarkFailedException or TenantAnalyzers.DynamoDbLocal.DynamoDbLocalException or TenantAnalyzers.Gateway.GatewayException)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]The benchmark could not go on:[/] {exception.Message}");
        return 1;
    }
}
