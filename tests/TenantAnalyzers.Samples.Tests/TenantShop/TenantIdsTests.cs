using TenantShop.Storage.DatabasePerTenant;
using TenantShop.Storage.TablePerTenant;
using TenantShop.Tenancy;

namespace TenantAnalyzers.Samples.Tests.TenantShop;

/// <summary>What may become a table, file, database or session name.</summary>
public sealed class TenantIdsTests
{
    public static TheoryData<string?> Hostile =>
    [
        null!, "", " ", "acme ", " acme", "acme\n", "ac/me", "../acme", "acme/index/byStatus", "acme.db", "acme:x", "acme\"; DROP", "acme'--", "acme*", "ac?me",
        "${aws:username}", "аcme", "acme\0", "acme,globex", new string('a', 51),
    ];

    [Theory]
    [InlineData("acme")]
    [InlineData("ACME_1-b")]
    [InlineData("0")]
    public void Require_Id_IsItself(string id) => Assert.Equal(id, TenantIds.Require(id));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Require_NoId_Refuses(string? id)
    {
        Assert.Throws<TenantAccessDeniedException>(() => TenantIds.Require(id));
        Assert.Throws<TenantAccessDeniedException>(() => new TenantTables(id!));
        Assert.Throws<TenantAccessDeniedException>(() => SqliteDatabases.FileName(id!));
        Assert.Throws<TenantAccessDeniedException>(() => new FixedTenant(id!));
    }

    [Fact]
    public void FileName_IdsThatDifferInCase_DifferWithoutIt()
    {
        string[] ids = ["acme", "Acme", "ACME", "aCme", "a-cme", "a_cme", "aacme"];
        var names = ids.Select(SqliteDatabases.FileName).ToArray();
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
