using Amazon.DynamoDBv2;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway.Tests.Support;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Gateway.Tests.Attacks.Fuzzing;

/// <summary>A DynamoDB Local, a gateway with a policy for tenants, and the victim's items, before the attack.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly DynamoDbLocalServer _dynamoDb;
    private readonly AmazonDynamoDBClient _admin;

    private Scene(DynamoDbLocalServer dynamoDb)
    {
        _dynamoDb = dynamoDb;
        _admin = TestGateway.AdminOf(dynamoDb.ServiceUrl);
    }

    public TestGateway Gateway { get; private set; } = null!;

    /// <summary>On all that the attacker gets.</summary>
    public Wiretap Tap { get; private set; } = null!;

    public Loot Loot { get; private set; } = null!;

    /// <summary>What must not change.</summary>
    public string Before { get; private set; } = "";

    public static async Task<Scene> StartAsync(string policy)
    {
        var scene = new Scene(await Needs.DynamoDbAsync());
        try
        {
            var token = TestContext.Current.CancellationToken;
            await ShopScene.CreateAsync(scene._admin, hasStreams: true);
            var victim = new Victim();
            await victim.MoveInAsync(scene._admin, token);
            scene.Tap = new Wiretap(victim.Secrets);
            scene.Loot = await Loot.GatherAsync(scene._admin, scene._dynamoDb.ServiceUrl, token);
            scene.Before = await scene.SnapshotAsync();
            scene.Gateway = await TestGateway.StartAsync(scene._dynamoDb.ServiceUrl, TestGateway.ConfigOf((ShopScene.Role, policy)));
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    public Task<string> SnapshotAsync() => Victim.SnapshotAsync(_admin, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Gateway is not null)
            await Gateway.DisposeAsync();
        _admin.Dispose();
        await _dynamoDb.DisposeAsync();
    }
}
