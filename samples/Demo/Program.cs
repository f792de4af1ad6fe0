using Amazon.Runtime;
using Demo;
using Spectre.Console;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway;

// Piped into a file or a pager: plain text whose lines are never broken.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 10_000;

var options = DemoOptions.Parse(args);
if (options is null)
{
    AnsiConsole.MarkupLine("Usage: dotnet run --project samples/Demo [[-- [[--attacks-only]] [[--without-guard]] [[--serve]]]]");
    return 2;
}

var checks = new Checklist();
try
{
    if (!options.AttacksOnly)
        await BuildSteps.RunAsync(RepositoryFolder.Find(), checks);
    if (await RuntimeSteps.RunAsync(options, checks))
        return checks.ExitCode;
}
catch (Exception exception) when (exception is DemoFailedException or DynamoDbLocalException or AmazonServiceException or AmazonClientException or HttpRequestException or GatewayException)
{
    AnsiConsole.WriteLine();
    AnsiConsole.MarkupLineInterpolated($"[red]The demo could not go on:[/] {exception.Message}");
    return 1;
}

return checks.PrintSummary();
