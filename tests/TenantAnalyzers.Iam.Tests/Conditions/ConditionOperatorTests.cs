namespace TenantAnalyzers.Iam.Tests.Conditions;

public sealed class ConditionOperatorTests
{
    [Theory]
    [InlineData("StringEquals", "StringEquals", "None", false, false)]
    [InlineData("stringequals", "StringEquals", "None", false, false)]
    [InlineData("ForAllValues:StringNotLikeIfExists", "StringNotLike", "ForAllValues", true, true)]
    [InlineData("ForAnyValue:ArnLike", "ArnLike", "ForAnyValue", false, false)]
    [InlineData("NotIpAddress", "NotIpAddress", "None", false, true)]
    [InlineData("Null", "Null", "None", false, false)]
    public void TryParse_KnownOperator_TakesItApart(string text, string name, string set, bool ifExists, bool negated)
    {
        Assert.True(ConditionOperator.TryParse(text, out ConditionOperator @operator));
        Assert.Equal((name, set, ifExists, negated), (@operator.Name, @operator.Set.ToString(), @operator.IfExists, @operator.IsNegated));
    }

    [Theory]
    [InlineData("")]
    [InlineData("StringEqual")]
    [InlineData("ForAllValues:")]
    [InlineData("ForAllValue:StringEquals")]
    [InlineData("ForAllValues: StringEquals")]
    [InlineData("NullIfExists")]
    [InlineData("IfExists")]
    public void TryParse_UnknownOperator_IsFalse(string text) => Assert.False(ConditionOperator.TryParse(text, out _));

    /// <summary>IAM user guide, "Condition operators": a key that the request does not carry.</summary>
    [Theory]
    [InlineData("StringEquals", "x", false)]
    [InlineData("Bool", "true", false)]
    [InlineData("ArnLike", "*", false)]
    [InlineData("StringNotEquals", "x", true)]
    [InlineData("NotIpAddress", "10.0.0.0/8", true)]
    [InlineData("StringEqualsIfExists", "x", true)]
    [InlineData("ForAllValues:StringEquals", "x", true)]
    [InlineData("ForAllValues:Null", "false", true)]
    [InlineData("ForAnyValue:StringEquals", "x", false)]
    [InlineData("ForAnyValue:StringNotEquals", "x", false)]
    [InlineData("ForAnyValue:Null", "true", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", "x", true)]
    [InlineData("Null", "true", true)]
    [InlineData("Null", "TRUE", true)]
    [InlineData("Null", "false", false)]
    [InlineData("Null", "false\",\"true", true)]
    public void HoldsWhenAbsent_Operator_IsAsDocumented(string text, string values, bool expected)
    {
        PolicyStatement statement = PolicyReader.Read(
            $$"""{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"{{text}}":{"aws:x":["{{values}}"] } } } }""", TestContext.Current.CancellationToken).Policy!.Statements[0];

        Assert.True(ConditionOperator.TryParse(text, out ConditionOperator @operator));
        Assert.Equal(expected, @operator.HoldsWhenAbsent(statement.Conditions[0].Values));
    }
}
