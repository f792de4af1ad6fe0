using System.CommandLine;
using TenantAnalyzers.Gateway.Audit;

namespace TenantAnalyzers.Tool.Runtime;

/// <summary><c>tenant-analyzers audit FILE --tenant B [--denied]</c>: who tried tenant B?</summary>
internal sealed class AuditCommand : Command
{
    private readonly Argument<FileInfo> _file = new("FILE") { Description = "The audit file of a gateway: one CloudTrail record a line." };
    private readonly Option<string?> _tenant = new("--tenant") { Description = "Only attempts on this tenant's items: its id stands in a key, a table's name or a requested tag, the request reaches every key, or nobody could tell whom it meant." };
    private readonly Option<bool> _denied = new("--denied") { Description = "Only attempts that were refused." };
    private readonly Option<string> _format = new Option<string>("--format") { Description = "text, or json for the records themselves.", DefaultValueFactory = static _ => "text" }
        .AcceptOnlyFromAmong("text", "json");

    private AuditCommand()
        : base("audit", "Answers from a gateway's audit file: who tried to reach a tenant's items, and with what result.")
    {
        Arguments.Add(_file);
        Options.Add(_tenant);
        Options.Add(_denied);
        Options.Add(_format);
        SetAction(RunAsync);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create() => new AuditCommand();

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        var file = result.GetValue(_file)!;
        return ToolCommand.RunAsync(error, async () =>
        {
            using var reader = AuditTrail.Open(file.FullName);
            var (total, denied, unreadable) = (0, 0, 0);
            foreach (var entry in AuditTrail.Read(reader, line =>
            {
                unreadable++;
                error.WriteLine($"{file}({line}): this line is no JSON object, so it says nothing; the gateway was killed while it wrote, or the file was changed by hand.");
            }))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (result.GetValue(_denied) && !entry.IsDenied)
                    continue;
                if (result.GetValue(_tenant) is { } tenant && !AuditTrail.Concerns(entry, tenant))
                    continue;
                total++;
                denied += entry.IsDenied ? 1 : 0;
                await output.WriteLineAsync(result.GetValue(_format) == "json" ? entry.Record.GetRawText() : Describe(entry));
            }

            if (result.GetValue(_format) == "text")
                await output.WriteLineAsync($"{total} {(total == 1 ? "attempt" : "attempts")}, {denied} denied");
            return unreadable > 0 ? ExitCodes.Unreadable : ExitCodes.Clean;
        });
    }

    private static string Describe(AuditEntry entry)
    {
        var outcome = entry switch { { IsDenied: true } => "DENIED", { ErrorCode: not null } => "failed", _ => "allowed" };
        var keys = string.Join(", ", entry.LeadingKeys.Select(static key => $"'{key}'"));
        var what = entry switch { _ when keys.Length > 0 => $" key {keys}", { ReachesEveryKey: true } => " every key", { IsUnjudged: true } => " (not read)", _ => "" };
        var line = $"{entry.Time} {outcome,-7} {entry.Operation}{what} on {string.Join(", ", entry.Resources.DefaultIfEmpty("(no resource)"))} by {entry.Who}";
        // A record may hold what a client sent: it must not steer a terminal.
        return Printable(entry.ErrorCode is { } code ? $"{line}: {code}: {entry.ErrorMessage}" : line);
    }

    private static string Printable(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(static c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString())) : text;
}
