using Amazon.DynamoDBv2;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway.Tests.Attacks;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;
using TenantShop.Tenancy;

namespace TenantAnalyzers.Samples.Tests.Isolation;

/// <summary>The app layer alone: the shop's guard on a client straight to DynamoDB Local, under the suite that users can copy.</summary>
public sealed class GuardIsolationTests(GuardIsolationTests.GuardedClients clients) : IClassFixture<GuardIsolationTests.GuardedClients>
{
    // What the guard lets nobody do, because it does not understand enough of it.
    private static readonly string[] ClosedEverywhere =
    [
        "ExecuteStatement, select without a key", "ExecuteStatement, insert", "ExecuteStatement, update", "ExecuteStatement, delete",
        "BatchExecuteStatement, select", "BatchExecuteStatement, update", "ExecuteTransaction, select", "ExecuteTransaction, update",
    ];

    private static readonly string[] ClosedOnSharedTables = [.. ClosedEverywhere, "Scan", "Scan of an index"];

    // Its index is keyed by another attribute than the table, and the guard knows one key of a table.
    private static readonly string[] ClosedOnActivity =
        [.. ClosedOnSharedTables, "Query of an index", "Query of an index, page by page", "ExecuteStatement, select of an index"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Guarded => Rows(isClosed: false);

    public static TheoryData<string, string> Closed => Rows(isClosed: true);

    [Theory, MemberData(nameof(Guarded))]
    public Task AppAlone_AnothersItem_IsRefusedAndOwnServed(string table, string operation) =>
        clients.Suite.AssertRefusedAsync(ShopScene.Find(table), AttackOperation.Find(operation), IsRefusal, Token);

    [Theory, MemberData(nameof(Closed))]
    public Task AppAlone_OperationTheGuardDoesNotUnderstand_IsRefusedToAll(string table, string operation) =>
        clients.Suite.AssertClosedAsync(ShopScene.Find(table), AttackOperation.Find(operation), IsRefusal, Token);

    private static bool IsRefusal(Exception exception) => exception is TenantAccessDeniedException;

    private static TheoryData<string, string> Rows(bool isClosed)
    {
        var rows = new TheoryData<string, string>();
        foreach (var table in ShopScene.Tables)
        {
            var closed = table.Name switch { "Orders" => ClosedOnSharedTables, "Activity" => ClosedOnActivity, _ => ClosedEverywhere };
            foreach (var operation in AttackOperation.All.Where(operation => operation.Fits(table.Shape) && closed.Contains(operation.Name) == isClosed))
                rows.Add(table.Name, operation.Name);
        }

        return rows;
    }

    /// <summary>A guarded client of each tenant, and one that no guard stands before.</summary>
    public sealed class GuardedClients : IAsyncLifetime
    {
        private readonly List<AmazonDynamoDBClient> _clients = [];
        private DynamoDbLocalServer? _dynamoDb;

        internal IsolationSuite Suite { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            _dynamoDb = await Needs.DynamoDbAsync();
            var admin = Client();
            await ShopScene.CreateAsync(admin);
            Suite = new IsolationSuite(Guarded(ShopScene.Attacker), Guarded(ShopScene.Victim), admin);
        }

        public async ValueTask DisposeAsync()
        {
            _clients.ForEach(static client => client.Dispose());
            if (_dynamoDb is not null)
                await _dynamoDb.DisposeAsync();
        }

        private AmazonDynamoDBClient Guarded(string tenant) => new TenantGuard(new FixedTenant(tenant), new Dictionary<string, GuardedTable>
        {
            ["Orders"] = new("tenantId", ["byTenant"]),
            ["Activity"] = new("PK", []) { Prefix = "TENANT#" },
            ["orders-" + tenant] = GuardedTable.OfOneTenant,
        }).Protect(Client());

        private AmazonDynamoDBClient Client()
        {
            var client = TestGateway.AdminOf(_dynamoDb!.ServiceUrl);
            _clients.Add(client);
            return client;
        }
    }
}
