using System.CommandLine;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway;

namespace TenantAnalyzers.Tool.Runtime;

/// <summary><c>tenant-analyzers gateway --config FILE [--listen URL] [--dynamodb URL] [--audit FILE]</c>.</summary>
internal sealed class GatewayCommand : Command
{
    private readonly Option<FileInfo> _config = new("--config") { Description = "The configuration (JSON): accounts, users, roles, policies. It is read again when it changes.", Required = true };
    private readonly Option<Uri> _listen = new("--listen")
    {
        Description = "Where to listen. Anything but loopback lets others on the network in.",
        DefaultValueFactory = static _ => new Uri("http://127.0.0.1:8001"),
        CustomParser = static result => ParseUrl(result),
    };

    private readonly Option<Uri?> _dynamoDb = new("--dynamodb")
    {
        Description = "A DynamoDB Local that runs already. Without it one is found (or downloaded once) and started.",
        CustomParser = static result => ParseUrl(result),
    };

    private readonly Option<FileInfo> _audit = new("--audit") { Description = "The file that gets a CloudTrail record for every attempt.", DefaultValueFactory = static _ => new FileInfo("audit.jsonl") };

    private readonly Option<bool> _flush = new("--flush-each-record") { Description = "Let a request wait until its record is on the disk: slower, and it outlives a power cut." };

    private GatewayCommand()
        : base("gateway", "Puts IAM in front of DynamoDB Local: signatures, STS sessions, policies, AccessDeniedException, CloudTrail records.")
    {
        Options.Add(_config);
        Options.Add(_listen);
        Options.Add(_dynamoDb);
        Options.Add(_audit);
        Options.Add(_flush);
        SetAction(RunAsync);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create() => new GatewayCommand();

    private Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var (output, error) = (result.InvocationConfiguration.Output, result.InvocationConfiguration.Error);
        return ToolCommand.RunAsync(error, async () =>
        {
            DynamoDbLocalServer? local = null;
            try
            {
                var dynamoDb = result.GetValue(_dynamoDb);
                if (dynamoDb is null)
                {
                    local = await DynamoDbLocalServer.StartAsync(new DynamoDbLocalOptions { Notices = error }, cancellationToken);
                    dynamoDb = new Uri(local.ServiceUrl);
                }

                var listen = result.GetValue(_listen)!;
                if (!listen.IsLoopback)
                    await error.WriteLineAsync($"warning: {listen} is reachable from other machines, and it is not encrypted unless a proxy in front of it does so.");
                await using var server = await GatewayServer.StartAsync(
                    new GatewayOptions
                    {
                        ConfigFile = result.GetValue(_config)!.FullName,
                        DynamoDb = dynamoDb,
                        AuditFile = result.GetValue(_audit)!.FullName,
                        Listen = listen,
                        FlushEachRecord = result.GetValue(_flush),
                        Notices = error,
                    },
                    cancellationToken);
                await output.WriteLineAsync($"Listening on {server.Url} for DynamoDB and STS, in front of {dynamoDb}. Audit: {result.GetValue(_audit)}. Ctrl-C ends it.");
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                return ExitCodes.Clean;
            }
            catch (Exception exception) when (exception is GatewayException or DynamoDbLocalException)
            {
                await error.WriteLineAsync(exception.Message);
                return ExitCodes.Unreadable;
            }
            finally
            {
                if (local is not null)
                    await local.DisposeAsync();
            }
        });
    }

    private static Uri? ParseUrl(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/" && url.Query.Length == 0)
            return url;
        result.AddError($"'{text}' is no address of the form http://HOST:PORT.");
        return null;
    }
}
