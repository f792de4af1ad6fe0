using TenantAnalyzers.Samples.Tests.TenantShop;
using TenantShop.Access;

namespace TenantAnalyzers.Samples.Tests.Isolation;

/// <summary>A SQLite file of each tenant, and IAM at its gate.</summary>
public sealed class SqliteIsolationTests : IClassFixture<ShopHost>
{
    private readonly ShopHost _host;

    public SqliteIsolationTests(ShopHost host)
    {
        Assert.SkipWhen(host.Missing is not null, host.Missing ?? "");
        _host = host;
    }

    public static TheoryData<string, string> Rows => DatabaseIsolation.Rows;

    [Theory, MemberData(nameof(Rows))]
    public Task LayerAlone_AnothersDatabase_IsOutOfReach(string layer, string operation) =>
        new DatabaseIsolation(_host.Shop, static failure => failure is DatabaseLoginException { ErrorCode: "AccessDeniedException" })
            .AssertIsolatedAsync(layer, StoreOperation.Find(operation));
}
