using Npgsql;
using TenantAnalyzers.Samples.Tests.Postgres;
using TenantAnalyzers.Samples.Tests.TenantShop;
using TenantShop.Hosting;

namespace TenantAnalyzers.Samples.Tests.Isolation;

/// <summary>A database and a login of each tenant on a real PostgreSQL, which refuses by itself.</summary>
public sealed class PostgresIsolationTests(PostgresIsolationTests.PostgresShop postgres) : IClassFixture<PostgresIsolationTests.PostgresShop>
{
    public static TheoryData<string, string> Rows => DatabaseIsolation.Rows;

    [Theory, MemberData(nameof(Rows))]
    public async Task LayerAlone_AnothersDatabase_IsOutOfReach(string layer, string operation) =>
        await new DatabaseIsolation(await postgres.StartedAsync(), static failure => failure is PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege })
            .AssertIsolatedAsync(layer, StoreOperation.Find(operation));

    /// <summary>The shop on a PostgreSQL, started by the first test that needs it: what the machine lacks is a test's to say.</summary>
    public sealed class PostgresShop : IAsyncDisposable
    {
        private readonly ShopHost _host = new();
        private readonly Lazy<Task<ShopApp>> _shop;
        private PostgresServer? _server;

        public PostgresShop() => _shop = new Lazy<Task<ShopApp>>(StartAsync);

        internal Task<ShopApp> StartedAsync() => _shop.Value;

        public async ValueTask DisposeAsync()
        {
            if (_shop is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await _shop.Value).DisposeAsync();
            if (_server is not null)
                await _server.DisposeAsync();
            await _host.DisposeAsync();
        }

        private async Task<ShopApp> StartAsync()
        {
            _server = await PostgresServer.StartAsync();
            await _host.InitializeAsync();
            Assert.SkipWhen(_host.Missing is not null, _host.Missing ?? "");
            return await ShopApp.StartAsync(_host.Options with { PostgresAdmin = _server.AdminConnectionString });
        }
    }
}
