namespace TenantAnalyzers.DynamoDbLocal;

/// <summary><c>dotnet run --project src/TenantAnalyzers.DynamoDbLocal</c>: keeps a server up until Ctrl-C or the end of the input.</summary>
internal static class Host
{
    public static async Task<int> Main()
    {
        try
        {
            await using var server = await DynamoDbLocalServer.StartAsync();
            Console.WriteLine(server.ServiceUrl);
            Console.WriteLine(server.ProcessId);
            while (await Console.In.ReadLineAsync() is not null)
            {
            }

            return 0;
        }
        catch (DynamoDbLocalException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }
}
