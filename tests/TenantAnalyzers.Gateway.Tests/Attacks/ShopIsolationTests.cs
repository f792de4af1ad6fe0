using TenantAnalyzers.Gateway.Tests.Attacks.Suite;

namespace TenantAnalyzers.Gateway.Tests.Attacks;

/// <summary>"A cannot do X to B's item" beside "B can do X to its own", for each table and operation, with one layer alone each time.</summary>
public sealed class ShopIsolationTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    // LeadingKeys binds no operation that names no key, so the policy does not allow them on a shared table: to nobody.
    private static readonly string[] KeylessOperations = ["Scan", "Scan of an index", "ExecuteStatement, select without a key"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Guarded => Rows(static (table, operation) => !IsClosed(table, operation));

    public static TheoryData<string, string> Closed => Rows(IsClosed);

    [Theory, MemberData(nameof(Guarded))]
    public Task IamAlone_AnothersItem_IsRefusedAndOwnServed(string table, string operation) =>
        shop.ThroughIam.AssertRefusedAsync(ShopScene.Find(table), AttackOperation.Find(operation), IsolationSuite.IsAccessDenied, Token);

    [Theory, MemberData(nameof(Closed))]
    public Task IamAlone_OperationWithoutKeyOnSharedTable_IsRefusedToAll(string table, string operation) =>
        shop.ThroughIam.AssertClosedAsync(ShopScene.Find(table), AttackOperation.Find(operation), IsolationSuite.IsAccessDenied, Token);

    /// <summary>What the keys do not hold back, a scan of a shared table, is no row here: only the layers above them do.</summary>
    [Theory, MemberData(nameof(Guarded))]
    public Task KeysAlone_AnothersId_IsNotFound(string table, string operation) =>
        shop.PastIam.AssertNothingFoundAsync(ShopScene.Find(table), AttackOperation.Find(operation), Token);

    /// <summary>The suite itself: where no layer stands in the way, it says so.</summary>
    [Theory, MemberData(nameof(Guarded))]
    public async Task NoLayer_AnothersItem_FailsTheSuite(string table, string operation)
    {
        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            shop.PastIam.AssertRefusedAsync(ShopScene.Find(table), AttackOperation.Find(operation), IsolationSuite.IsAccessDenied, Token));

        Assert.Contains("it went through", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_AllLayers_AreEnough() => Assert.True(2 * Guarded.Count >= 60, $"{2 * Guarded.Count} pairs");

    private static bool IsClosed(TenantTable table, AttackOperation operation) => table.IsShared && KeylessOperations.Contains(operation.Name);

    private static TheoryData<string, string> Rows(Func<TenantTable, AttackOperation, bool> isWanted)
    {
        var rows = new TheoryData<string, string>();
        foreach (var table in ShopScene.Tables)
        {
            foreach (var operation in AttackOperation.All.Where(operation => operation.Fits(table.Shape) && isWanted(table, operation)))
                rows.Add(table.Name, operation.Name);
        }

        return rows;
    }
}
