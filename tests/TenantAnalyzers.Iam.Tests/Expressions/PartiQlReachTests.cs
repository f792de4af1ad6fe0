using TenantAnalyzers.Iam.Expressions.PartiQl;

namespace TenantAnalyzers.Iam.Tests.Expressions;

/// <summary>Which statements reach only the items of one tenant.</summary>
public sealed class PartiQlReachTests
{
    [Theory]
    [InlineData("pk = 't'", "yes")]
    [InlineData("'t' = pk", "yes")]
    [InlineData("pk = 't' AND x = 2", "yes")]
    [InlineData("x = 2 AND (y = 3 AND pk = 't')", "yes")]
    [InlineData("pk IN ['t']", "yes")]
    [InlineData("pk = 't' OR pk IN ('t', 't')", "yes")]
    [InlineData("(pk = 't' AND x = 1 OR pk = 't' AND x = 2) AND y = 3", "yes")]
    [InlineData("pk = 't' AND NOT x = 1", "yes")]
    [InlineData("pk = 't' AND x = §", "yes")]
    [InlineData("pk = 't' AND § = 1", "yes")]
    [InlineData("pk = 't' AND (§)", "yes")]
    [InlineData("pk = 'u'", "no")]
    [InlineData("x = 't'", "no")]
    [InlineData("pk > 't'", "no")]
    [InlineData("pk <> 't'", "no")]
    [InlineData("pk.a = 't'", "no")]
    [InlineData("pk IN ['t', 'u']", "no")]
    [InlineData("pk NOT IN ['t']", "no")]
    [InlineData("NOT pk = 't'", "no")]
    [InlineData("NOT (NOT pk = 't')", "no")]
    [InlineData("pk = 't' OR x = 2", "no")]
    [InlineData("pk = 't' AND x = 1 OR y = 2", "no")]
    [InlineData("pk = 't' OR pk = 'u'", "no")]
    [InlineData("begins_with(pk, 't')", "no")]
    [InlineData("pk BETWEEN 't' AND 't'", "no")]
    [InlineData("x = 1 OR §", "no")]
    [InlineData("x = §", "no")]
    [InlineData("pk = ?", "unknown")]
    [InlineData("x = 1 AND pk = ?", "unknown")]
    [InlineData("pk = 't' OR pk = ?", "unknown")]
    [InlineData("pk IN ['t', ?]", "unknown")]
    [InlineData("pk IN ['u', ?]", "no")]
    [InlineData("NOT pk = ?", "unknown")]
    [InlineData("§", "unknown")]
    [InlineData("§ = 't'", "unknown")]
    [InlineData("§.pk = 't'", "unknown")]
    [InlineData("x = 1 AND §", "unknown")]
    [InlineData("x = 1 §", "unknown")]
    [InlineData("pk = 't' OR §", "unknown")]
    [InlineData("pk = 't' §", "unknown")]
    [InlineData("pk = 't' AND §", "unknown")]
    [InlineData("x = 1 AND (§)", "unknown")]
    public void ReachesOnly_Condition_Decides(string condition, string expected)
    {
        Assert.Equal(expected, Reach("SELECT * FROM T WHERE " + condition));
        Assert.Equal(expected, Reach($"EXISTS(SELECT * FROM T WHERE {condition})"));
        Assert.Equal(expected, Reach("DELETE FROM T WHERE " + condition));
        Assert.Equal(expected, Reach("UPDATE T SET a = 1 WHERE " + condition));
    }

    [Theory]
    [InlineData("SELECT * FROM T", "no")]
    [InlineData("SELECT * FROM T ORDER BY pk", "no")]
    [InlineData("SELECT * FROM T §", "unknown")]
    [InlineData("SELECT * FROM T LIMIT 1", "unknown")]
    [InlineData("UPDATE T SET pk = 't'", "no")]
    [InlineData("INSERT INTO T VALUE {'x': 1, 'pk': 't'}", "yes")]
    [InlineData("INSERT INTO T VALUE {'pk': 't', §}", "yes")]
    [InlineData("INSERT INTO T VALUE {'pk': ?}", "unknown")]
    [InlineData("INSERT INTO T VALUE {'x': 1, §}", "unknown")]
    [InlineData("INSERT INTO T VALUE §", "unknown")]
    [InlineData("INSERT INTO T VALUE {'x': 't'}", "no")]
    [InlineData("INSERT INTO T VALUE {'m': {'pk': 't'}}", "no")]
    [InlineData("INSERT INTO T VALUE {}", "no")]
    public void ReachesOnly_Statement_Decides(string text, string expected) => Assert.Equal(expected, Reach(text));

    // The tenant is `t`; of a parameter or a hole nothing is known.
    private static string Reach(string text) =>
        PartiQlPrint.Read(text).ReachesOnly((name, operand) => (name.Text, operand) switch
        {
            ("pk", { Kind: PartiQlOperandKind.Literal, Text.HasHole: false }) => operand.Text.Text == "t",
            ("pk", _) => null,
            _ => false,
        }) switch
        {
            true => "yes",
            false => "no",
            null => "unknown",
        };
}
