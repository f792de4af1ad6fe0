using System.CommandLine;

namespace TenantAnalyzers.Tool.Simulate;

/// <summary><c>tenant-analyzers simulate --requests FILE.jsonl</c>.</summary>
internal sealed class SimulateCommand : Command
{
    private readonly Option<FileInfo> _requests = new("--requests")
    {
        Description = "A file with one request a line: {id, identity:[path…], session?, boundary?, resource?, principal:{arn,tags}, action, resource_arn, context:{key:[values]}, expect?}. "
            + "A path may end in #name for one policy of a template, an account or a C# file.",
        Required = true,
    };

    private SimulateCommand()
        : base("simulate", "Says what IAM would decide, request by request, and which statement decides.")
    {
        Options.Add(_requests);
        SetAction(RunAsync);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create() => new SimulateCommand();

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        var file = result.GetValue(_requests)!;
        return ToolCommand.RunAsync(error, async () =>
        {
            using var reader = new StreamReader(file.FullName);
            var simulator = new Simulator(new PolicyLibrary(file.DirectoryName ?? "."));
            var exitCode = ExitCodes.Clean;
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                var answer = simulator.Answer(line, cancellationToken);
                await output.WriteLineAsync(answer.Json.AsMemory(), cancellationToken);
                exitCode = Math.Max(exitCode, answer.ExitCode);
            }
            return exitCode;
        });
    }
}
