using System.Collections.Immutable;
using System.CommandLine;
using Spectre.Console;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Tool.Reports;

namespace TenantAnalyzers.Tool.Review;

/// <summary><c>tenant-analyzers review PATH…</c>.</summary>
internal sealed class ReviewCommand : Command
{
    private const int ProgressFrom = 50;

    private readonly Argument<string[]> _paths = new("PATH") { Description = "Files, and folders that are searched for *.json, *.template, *.yaml, *.yml and *.cs.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<ReportFormat> _format = new("--format") { Description = "How the report is written: text, json or sarif." };
    private readonly Option<string?> _output = new("--output") { Description = "The file that the report is written to." };
    private readonly Option<bool> _fix = new("--fix") { Description = "Mend what can be proved to be mended, in JSON files." };
    private readonly Option<string> _principalTag = new("--principal-tag") { Description = "The session tag that names the tenant.", DefaultValueFactory = static _ => "TenantId" };
    private readonly Option<string> _keyFormat = new("--key-format") { Description = "How the tenant stands in the partition key: TENANT#{tenant}.", DefaultValueFactory = static _ => TenancyModel.TenantPlaceholder };
    private readonly Option<string> _tenantIdChars = new("--tenant-id-chars") { Description = "The characters that a tenant's id can hold.", DefaultValueFactory = static _ => "A-Za-z0-9_-" };
    private readonly Option<IsolationModel> _isolation = new("--isolation") { Description = "What keeps tenants apart: pool (shared tables), table or database." };
    private readonly Option<string[]> _sharedTables = new("--shared-table") { Description = "A table that holds no tenant data.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _indexKeys = new("--index-key") { Description = "The partition key of an index: TABLE/INDEX=ATTRIBUTE.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _partitionKeys = new("--partition-key") { Description = "An attribute that is the tenant's key.", AllowMultipleArgumentsPerToken = true };

    private ReviewCommand()
        : base("review", "Reviews policies, templates and account authorization details.")
    {
        // Whatever follows is a path: a misspelt option would be one, too.
        _paths.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.StartsWith("--", StringComparison.Ordinal))
                    result.AddError($"{token.Value} is no option of review");
            }
        });
        _keyFormat.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string>()?.Contains(TenancyModel.TenantPlaceholder, StringComparison.Ordinal) != true)
                result.AddError($"--key-format must hold {TenancyModel.TenantPlaceholder}");
        });
        _indexKeys.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
            {
                if (token.Value.IndexOf('/') < 1 || token.Value.IndexOf('=') < token.Value.IndexOf('/') + 2 || token.Value.EndsWith('='))
                    result.AddError($"--index-key must be TABLE/INDEX=ATTRIBUTE, not {token.Value}");
            }
        });
        Arguments.Add(_paths);
        foreach (var option in new Option[] { _format, _output, _fix, _principalTag, _keyFormat, _tenantIdChars, _isolation, _sharedTables, _indexKeys, _partitionKeys })
            Options.Add(option);
        SetAction(RunAsync);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create() => new ReviewCommand();

    private ReviewOptions Read(ParseResult result) => new()
    {
        Paths = [.. result.GetValue(_paths)!],
        Fix = result.GetValue(_fix),
        SharedTables = [.. result.GetValue(_sharedTables) ?? []],
        PartitionKeys = result.GetValue(_partitionKeys) is { Length: > 0 } keys ? [.. keys] : ["tenantId"],
        IndexKeys = (result.GetValue(_indexKeys) ?? []).Select(static pair => pair.Split('=', 2))
            .GroupBy(static pair => pair[0], StringComparer.Ordinal).ToImmutableDictionary(static group => group.Key, static group => group.Last()[1]),
        Model = new()
        {
            PrincipalTag = result.GetValue(_principalTag)!,
            KeyFormat = result.GetValue(_keyFormat)!,
            TenantIdChars = result.GetValue(_tenantIdChars)!,
            Isolation = result.GetValue(_isolation),
        },
    };

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        return ToolCommand.RunAsync(error, async () =>
        {
            var options = Read(result);
            // Found first: the bar then knows its length, and files that --fix writes are not found again.
            var files = FileWalk.Find(options.Paths, cancellationToken).ToList();
            var path = result.GetValue(_output);
            using var target = path is null ? null : new FileStream(path, FileMode.Create, FileAccess.Write);
            using var buffer = new WriterStream(output);
            var stream = (Stream?)target ?? buffer;
            var format = result.GetValue(_format);
            IReport report = format switch
            {
                ReportFormat.Json => new JsonReport(stream),
                ReportFormat.Sarif => new SarifReport(stream, Directory.GetCurrentDirectory()),
                _ => new TextReport(Consoles.For(target is null ? output : new StreamWriter(target) { AutoFlush = true }, isFile: target is not null)),
            };
            // A bar and a report on one terminal would write over each other.
            var bar = (target is not null || Console.IsOutputRedirected) && ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected ? error : null;
            var totals = await RunAsync(files, options, report, bar, cancellationToken);
            if (format != ReportFormat.Text && target is null)
                await output.WriteLineAsync();
            return totals.ExitCode;
        });
    }

    private static async Task<ReviewTotals> RunAsync(
        List<FileToReview> files, ReviewOptions options, IReport report, TextWriter? bar, CancellationToken cancellationToken)
    {
        if (files.Count < ProgressFrom || bar is null)
            return await Reviewer.RunAsync(files, options, report, advanced: null, cancellationToken);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(bar) });
        return await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask("Reviewing", maxValue: files.Count);
            return await Reviewer.RunAsync(files, options, report, () => task.Increment(1), cancellationToken);
        });
    }
}
