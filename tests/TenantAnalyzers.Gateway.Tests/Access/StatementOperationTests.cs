using System.Text.Json;

namespace TenantAnalyzers.Gateway.Tests.Access;

/// <summary>What PartiQL statements ask for.</summary>
public sealed class StatementOperationTests
{
    [Theory]
    [InlineData("pk = 'A'", "A")]
    [InlineData("\"pk\"='A'", "A")]
    [InlineData("'A' = pk", "A")]
    [InlineData("(pk) = ('A')", "A")]
    [InlineData("pk = 'A''B'", "A'B")]
    [InlineData("pk = 'A\\'", "A\\")]
    [InlineData("pk IN ['A']", "A")]
    [InlineData("pk in ('A', 'B')", "A,B")]
    [InlineData("pk IN <<'A', 'B'>>", "A,B")]
    [InlineData("pk = 'A' OR pk = 'B'", "A,B")]
    [InlineData("pk = 'A' OR pk IN ['B', 'C']", "A,B,C")]
    [InlineData("(pk = 'A' OR pk = 'B') AND v = 1", "A,B")]
    [InlineData("pk = 'A' AND sk = '1' OR pk = 'B' AND sk = '2'", "A,B")]
    [InlineData("pk = 'A' AND NOT v = 1", "A")]
    [InlineData("pk = 'A' AND pk <> 'B'", "A")]
    [InlineData("pk = 'A' AND (v = 1 OR w = 2)", "A")]
    public async Task Select_PartitionBound_AsksForIt(string condition, string expected)
    {
        var reading = await Reading.OfAsync("ExecuteStatement", Body($"SELECT * FROM Orders WHERE {condition}"));
        var access = Assert.Single(reading.Accesses);
        Assert.Equal(expected, string.Join(',', access.Keys["dynamodb:LeadingKeys"]));
        Assert.Equal(["false"], access.Keys["dynamodb:FullTableScan"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" WHERE v = 'A'")]
    [InlineData(" WHERE PK = 'A'")]
    [InlineData(" WHERE pk > 'A'")]
    [InlineData(" WHERE pk <> 'A'")]
    [InlineData(" WHERE NOT pk = 'A'")]
    [InlineData(" WHERE NOT (NOT pk = 'A')")]
    [InlineData(" WHERE pk NOT IN ['A']")]
    [InlineData(" WHERE pk = 'A' OR v = 1")]
    [InlineData(" WHERE pk = 'A' AND v = 1 OR w = 2")]
    [InlineData(" WHERE begins_with(pk, 'A')")]
    [InlineData(" WHERE pk BETWEEN 'A' AND 'A'")]
    [InlineData(" WHERE pk.a = 'A'")]
    [InlineData(" WHERE Orders.pk = 'A'")]
    public async Task Select_PartitionNotBound_IsAFullScan(string condition)
    {
        var access = Assert.Single((await Reading.OfAsync("ExecuteStatement", Body("SELECT * FROM Orders" + condition))).Accesses);
        Assert.False(access.Keys.ContainsKey("dynamodb:LeadingKeys"));
        Assert.Equal(["true"], access.Keys["dynamodb:FullTableScan"]);
    }

    [Theory]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A' AND pk = 'B'")]
    [InlineData("SELECT * FROM Orders WHERE pk IN ['A', 'B'] AND pk = 'A'")]
    [InlineData("SELECT * FROM Orders WHERE pk = 1")]
    [InlineData("SELECT * FROM Orders WHERE pk = TRUE")]
    [InlineData("SELECT * FROM Orders WHERE pk = NULL")]
    [InlineData("SELECT * FROM Orders WHERE pk = ''")]
    [InlineData("SELECT * FROM Orders WHERE pk = \"A\"")]
    [InlineData("SELECT * FROM Orders WHERE pk = v")]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A' + ''")]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A' || ''")]
    [InlineData("SELECT * FROM Orders WHERE pk = ['A']")]
    [InlineData("SELECT * FROM Orders WHERE pk = `\"A\"`")]
    [InlineData("SELECT * FROM Orders WHERE pk = ?")]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A' -- x\r OR pk = 'B'")]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A' /* x */")]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A' LIMIT 1")]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A'; SELECT * FROM Orders")]
    [InlineData("SELECT * FROM Orders o WHERE o.pk = 'A'")]
    [InlineData("SELECT * FROM Orders, Customers")]
    [InlineData("SELECT * FROM Orders.Nothing WHERE pk = 'A'")]
    [InlineData("SELECT * FROM \"Orders\".\"ByRegion\" WHERE tenant = 'A' AND region = 'eu'")]
    [InlineData("SELECT * FROM Orders WHERE pk = 'A\ufffc'")]
    [InlineData("UPDATE Orders SET v = 1 WHERE pk = 'A'")]
    [InlineData("UPDATE Orders SET v = 1 WHERE sk = '1'")]
    [InlineData("UPDATE Orders SET v = 1 WHERE pk IN ['A', 'B'] AND sk = '1'")]
    [InlineData("UPDATE Orders SET v = 1 WHERE pk = 'A' AND sk = '1' OR pk = 'B' AND sk = '1'")]
    [InlineData("DELETE FROM Orders WHERE pk = 'A' OR sk = '1'")]
    [InlineData("DELETE FROM Orders")]
    [InlineData("INSERT INTO Orders VALUE {'sk': '1'}")]
    [InlineData("INSERT INTO Orders VALUE {'pk': 'A', 'sk': '1', 'pk': 'B'}")]
    [InlineData("INSERT INTO Orders VALUE {'pk': 1, 'sk': '1'}")]
    [InlineData("INSERT INTO Orders VALUE {'pk': 'A'}")]
    [InlineData("EXISTS(SELECT * FROM Orders WHERE pk = 'A' AND sk = '1')")]
    [InlineData("DROP TABLE Orders")]
    [InlineData("")]
    public async Task Statement_NotCertain_IsDoubted(string statement) =>
        Assert.NotNull((await Reading.OfAsync("ExecuteStatement", Body(statement))).Doubt);

    [Theory]
    [InlineData("SELECT a, b.c FROM Orders WHERE pk = ? AND d[0] = ? ORDER BY sk", """{"S":"A"},{"S":"x"}""", "PartiQLSelect table/Orders Attributes=[a,b,pk,d,sk] FullTableScan=[false] LeadingKeys=[A] Select=[SPECIFIC_ATTRIBUTES]")]
    [InlineData("SELECT * FROM \"Orders\".\"ByStatus\" WHERE status = 'open'", "", "PartiQLSelect table/Orders/index/ByStatus Attributes=[status] FullTableScan=[false] LeadingKeys=[open] Select=[ALL_PROJECTED_ATTRIBUTES]")]
    [InlineData("SELECT * FROM \"Orders\".\"ByStatus\" WHERE pk = 'A'", "", "PartiQLSelect table/Orders/index/ByStatus Attributes=[pk] FullTableScan=[true] Select=[ALL_PROJECTED_ATTRIBUTES]")]
    [InlineData("INSERT INTO Orders VALUE {'sk': ?, 'pk': ?, 'v': {'x': 1}}", """{"S":"1"},{"S":"A"}""", "PartiQLInsert table/Orders Attributes=[sk,pk,v] LeadingKeys=[A]")]
    [InlineData("UPDATE Orders SET v = ? REMOVE w WHERE pk = ? AND sk = ? RETURNING ALL OLD *", """{"S":"x"},{"S":"A"},{"S":"1"}""", "PartiQLUpdate table/Orders Attributes=[v,w,pk,sk] LeadingKeys=[A] ReturnValues=[ALL_OLD]")]
    [InlineData("UPDATE Orders SET v = 1 WHERE sk = '1' AND pk = 'A' AND w > 3 RETURNING MODIFIED NEW *", "", "PartiQLUpdate table/Orders Attributes=[v,sk,pk,w] LeadingKeys=[A] ReturnValues=[UPDATED_NEW]")]
    [InlineData("DELETE FROM Orders WHERE pk = 'A' AND sk = '1'", "", "PartiQLDelete table/Orders Attributes=[pk,sk] LeadingKeys=[A]")]
    [InlineData("DELETE FROM Numbers WHERE pk = -1.0", "", "PartiQLDelete table/Numbers Attributes=[pk] LeadingKeys=[-1] / Attributes=[pk] LeadingKeys=[(nobody)] / Attributes=[pk]")]
    public async Task Statement_Documented_AsksForItsVerb(string statement, string parameters, string expected) =>
        Assert.Equal(expected, await Reading.PrintAsync("ExecuteStatement", Body(statement, parameters)));

    [Fact]
    public async Task Transaction_Elements_AreAskedAloneAndTogether() =>
        Assert.Equal(
            """
            PartiQLUpdate table/Orders Attributes=[v,pk,sk] EnclosingOperation=[ExecuteTransaction] LeadingKeys=[A]
            PartiQLUpdate table/Orders Attributes=[w,pk,sk] EnclosingOperation=[ExecuteTransaction] LeadingKeys=[B]
            PartiQLSelect table/Orders Attributes=[pk,sk,x] EnclosingOperation=[ExecuteTransaction] FullTableScan=[false] LeadingKeys=[C] Select=[ALL_ATTRIBUTES]
            ConditionCheckItem table/Orders Attributes=[pk,sk,x] LeadingKeys=[C]
            PartiQLUpdate table/Orders Attributes=[v,pk,sk,w] EnclosingOperation=[ExecuteTransaction] LeadingKeys=[A,B]
            """.ReplaceLineEndings("\n"),
            await Reading.PrintAsync("ExecuteTransaction", """
                {"TransactStatements":[{"Statement":"UPDATE Orders SET v = 1 WHERE pk = 'A' AND sk = '1'"},{"Statement":"UPDATE Orders SET w = 1 WHERE pk = ? AND sk = '1'","Parameters":[{"S":"B"}]},
                 {"Statement":"EXISTS(SELECT * FROM Orders WHERE pk = 'C' AND sk = '1' AND x = 2)"}]}
                """));

    [Fact]
    public async Task Batch_Elements_AreAskedAlone() =>
        Assert.Equal(
            """
            PartiQLSelect table/Orders Attributes=[pk,sk] FullTableScan=[false] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]
            PartiQLDelete table/Orders Attributes=[pk,sk] LeadingKeys=[B]
            """.ReplaceLineEndings("\n"),
            await Reading.PrintAsync("BatchExecuteStatement", """
                {"Statements":[{"Statement":"SELECT * FROM Orders WHERE pk = 'A' AND sk = '1'","ConsistentRead":true},{"Statement":"DELETE FROM Orders WHERE pk = 'B' AND sk = '1'"}]}
                """));

    [Fact]
    public async Task NextToken_TheStatementDecides() =>
        Assert.Equal(
            "PartiQLSelect table/Orders Attributes=[pk] FullTableScan=[false] LeadingKeys=[A] Select=[ALL_ATTRIBUTES]",
            await Reading.PrintAsync("ExecuteStatement", """{"Statement":"SELECT * FROM Orders WHERE pk = 'A'","NextToken":"whatever","Limit":1}"""));

    private static string Body(string statement, string parameters = "") =>
        $$"""{"Statement":{{JsonSerializer.Serialize(statement)}}{{(parameters.Length == 0 ? "" : $",\"Parameters\":[{parameters}]")}}}""";
}
