using Amazon.DynamoDBv2;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Gateway.Tests.Attacks;

/// <summary>The scene on the real DynamoDB Local, with a gateway in front, for all rows of a class.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    private readonly List<IDisposable> _clients = [];
    private DynamoDbLocalServer? _dynamoDb;
    private TestGateway? _gateway;

    internal TestGateway Gateway => _gateway!;

    internal AmazonDynamoDBClient Admin { get; private set; } = null!;

    /// <summary>IAM alone: sessions of the two tenants, through the gateway.</summary>
    internal IsolationSuite ThroughIam { get; private set; } = null!;

    /// <summary>The keys alone: both tenants' code, past IAM.</summary>
    internal IsolationSuite PastIam { get; private set; } = null!;

    internal AmazonDynamoDBClient Attacker { get; private set; } = null!;

    internal AmazonDynamoDBClient Victim { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _dynamoDb = await Needs.DynamoDbAsync();
        Admin = Keep(TestGateway.AdminOf(_dynamoDb.ServiceUrl));
        await ShopScene.CreateAsync(Admin);
        _gateway = await TestGateway.StartAsync(_dynamoDb.ServiceUrl, TestGateway.ConfigOf((ShopScene.Role, ShopScene.Policy)));
        Attacker = Keep(_gateway.Client(await _gateway.AssumeAsync(ShopScene.Role, ShopScene.Attacker)));
        Victim = Keep(_gateway.Client(await _gateway.AssumeAsync(ShopScene.Role, ShopScene.Victim)));
        ThroughIam = new IsolationSuite(Attacker, Victim, Admin);
        PastIam = new IsolationSuite(Keep(TestGateway.AdminOf(_dynamoDb.ServiceUrl)), Keep(TestGateway.AdminOf(_dynamoDb.ServiceUrl)), Admin);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (_dynamoDb is not null)
            await _dynamoDb.DisposeAsync();
    }

    private AmazonDynamoDBClient Keep(AmazonDynamoDBClient client)
    {
        _clients.Add(client);
        return client;
    }
}
