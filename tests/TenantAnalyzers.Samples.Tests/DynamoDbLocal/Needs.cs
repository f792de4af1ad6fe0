using TenantAnalyzers.DynamoDbLocal;

namespace TenantAnalyzers.Samples.Tests.DynamoDbLocal;

/// <summary>Starts DynamoDB Local, or says what the machine lacks: the test is skipped then, and fails in CI.</summary>
internal static class Needs
{
    /// <summary>In CI nothing is skipped: what is missing there is a failure.</summary>
    public static bool MustRun => Environment.GetEnvironmentVariable("CI") == "true";

    public static Task<DynamoDbLocalServer> DynamoDbAsync(DynamoDbLocalOptions? options = null) =>
        TryAsync(() => DynamoDbLocalServer.StartAsync(options, TestContext.Current.CancellationToken));

    /// <summary>Only looks whether it could be started.</summary>
    public static Task InstallationAsync() => TryAsync(() => Locator.LocateAsync(new DynamoDbLocalOptions(), TestContext.Current.CancellationToken));

    private static async Task<T> TryAsync<T>(Func<Task<T>> get)
    {
        try
        {
            return await get();
        }
        catch (DynamoDbLocalException exception) when (!MustRun)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }
}
