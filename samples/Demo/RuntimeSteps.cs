using System.Runtime.InteropServices;
using Spectre.Console;
using TenantAnalyzers.DynamoDbLocal;

namespace Demo;

/// <summary>The run-time half, on one DynamoDB Local: first the leaky shop's attacks, then TenantShop's layers; then, if asked to, its page.</summary>
internal static class RuntimeSteps
{
    /// <summary>Answers whether the summary is printed already.</summary>
    public static async Task<bool> RunAsync(DemoOptions options, Checklist checks)
    {
        BuildSteps.Heading("the attacks, on the real DynamoDB Local");
        await using var server = await DynamoDbLocalServer.StartAsync();
        AnsiConsole.MarkupLineInterpolated($"Listens at {server.ServiceUrl} (from {server.Source}).");
        using var admin = AttackSteps.Client(server);
        var there = (await admin.ListTablesAsync()).TableNames ?? [];
        if (there.Count > 0 && there.Any(ShopTables.MayBeOurs))
            throw new DemoFailedException($"the DynamoDB at {server.ServiceUrl} has a table {there.First(ShopTables.MayBeOurs)} already, which the demo would overwrite. Give it an empty one, or unset DYNAMODB_LOCAL_URL.");
        try
        {
            await AttackSteps.RunAsync(server, admin, options, checks);
            if (options.WithoutGuard)
                return false;
            // TenantShop makes its own.
            await ShopTables.DropOthersAsync(admin, there);
            await using var shop = await LayerSteps.RunAsync(server, checks);
            if (!options.Serve)
                return false;
            checks.PrintSummary();
            AnsiConsole.WriteLine();
            AnsiConsole.MarkupLineInterpolated($"TenantShop's page: [bold blue]{shop.Page}[/]. Users and passwords stand there; the gateway is {shop.Gateway}. Ctrl-C ends it.");
            await UntilCancelledAsync();
            return true;
        }
        finally
        {
            // A server that ran before us goes on running: leave it as it was.
            if (server.ProcessId is null)
                await ShopTables.DropOthersAsync(admin, there);
        }
    }

    private static async Task UntilCancelledAsync()
    {
        var ended = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await ended.Task;

        void End(PosixSignalContext signal)
        {
            // The shop, the gateway and DynamoDB Local end in order.
            signal.Cancel = true;
            ended.TrySetResult();
        }
    }
}
