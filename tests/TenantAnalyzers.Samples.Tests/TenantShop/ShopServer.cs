using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Demo;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>One server for the class, with the demo's two tenants in it.</summary>
public sealed class ShopServer : IAsyncLifetime
{
    private DynamoDbLocalServer? _server;

    public AmazonDynamoDBClient Admin { get; private set; } = null!;

    public string ServiceUrl => _server!.ServiceUrl;

    public AmazonDynamoDBClient Client() =>
        new(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = ServiceUrl, MaxErrorRetry = 0 });

    /// <summary>What the machine lacks to run the server, or null.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        try
        {
            _server = await DynamoDbLocalServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        }
        catch (DynamoDbLocalException exception) when (!Needs.MustRun)
        {
            // A fixture cannot skip; its tests can.
            Missing = exception.Message;
            return;
        }

        Admin = Client();
        await ShopTables.CreateAsync(Admin);
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
