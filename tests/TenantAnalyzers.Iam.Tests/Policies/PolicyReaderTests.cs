using CsCheck;
using TenantAnalyzers.Iam.Json;
using TenantAnalyzers.Iam.Tests.Json;

namespace TenantAnalyzers.Iam.Tests.Policies;

public sealed class PolicyReaderTests
{
    [Fact]
    public void Read_FullPolicy_HasEveryPartWithItsPlace()
    {
        PolicyReading reading = Read(Samples.Isolated);

        Assert.Empty(reading.Errors);
        PolicyDocument policy = reading.Policy!;
        Assert.Equal("2012-10-17", policy.Version!.Text);
        Assert.True(policy.HasVariables);
        PolicyStatement statement = Assert.Single(policy.Statements);
        Assert.Equal(("Items", PolicyEffect.Allow, false, false), (statement.Sid!.Text, statement.Effect, statement.ActionsNegated, statement.ResourcesNegated));
        Assert.Equal(["\"dynamodb:GetItem\"", "\"dynamodb:Query\""], statement.Actions.Select(value => Slice(Samples.Isolated, value.Span)));
        Assert.Equal(Samples.Table, Assert.Single(statement.Resources).Text);
        Assert.Equal(
            ["ForAllValues:StringEquals|dynamodb:LeadingKeys|${aws:PrincipalTag/TenantId}", "Null|dynamodb:LeadingKeys|false"],
            statement.Conditions.Select(static entry => $"{entry.Operator}|{entry.Key}|{string.Join(",", entry.Values)}"));
        Assert.Equal('{', Samples.Isolated[statement.Span.Start]);
        Assert.Equal('}', Samples.Isolated[statement.Span.End - 1]);
        Assert.Null(statement.Ambiguity);
        Assert.Equal("Condition", statement.Node.Properties[^1].Name.Value);
        Assert.Same(statement.ConditionNode, statement.Node.Properties[^1].Value);
    }

    [Fact]
    public void Read_LoneStatementAndValues_AreListsOfOne()
    {
        PolicyReading reading = Read("""
            {"Statement":{"Effect":"Deny","NotAction":"s3:*","NotResource":"*","Condition":{"Bool":{"aws:SecureTransport":false},"NumericLessThan":{"aws:MultiFactorAuthAge":3600}}}}
            """);

        Assert.Empty(reading.Errors);
        PolicyStatement statement = Assert.Single(reading.Policy!.Statements);
        Assert.Equal((PolicyEffect.Deny, true, true), (statement.Effect, statement.ActionsNegated, statement.ResourcesNegated));
        Assert.Equal(["s3:*"], statement.Actions.Select(static value => value.Text));
        Assert.Equal(["false", "3600"], statement.Conditions.Select(static entry => Assert.Single(entry.Values).Text));
        Assert.False(reading.Policy.HasVariables);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"Statement Effect\"")]
    [InlineData("""{"Statement":[]}""")]
    [InlineData("""{"Statement":"Effect"}""")]
    [InlineData("""{"Statement":[{"effect":"Allow"}]}""")]
    [InlineData("""{"statement":[{"Effect":"Allow"}]}""")]
    [InlineData("""[{"Statement":[{"Effect":"Allow"}]}]""")]
    [InlineData("""{"Policy":{"Statement":[{"Effect":"Allow"}]}}""")]
    public void Read_OtherText_IsNoPolicy(string text) => Assert.Null(Read(text).Policy);

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Action":"a:c"}""", "`Action` is given more than once")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Effect":"Deny"}""", "`Effect` is given more than once")]
    [InlineData("""{"Effect":"allow","Action":"a:b","Resource":"*"}""", "`Effect` must be `Allow` or `Deny`")]
    [InlineData("""{"Effect":1,"Action":"a:b","Resource":"*"}""", "a value of `Effect` is no text")]
    [InlineData("""{"Effect":"Allow","Action":["a:b",{}],"Resource":"*"}""", "a value of `Action` is no text")]
    [InlineData("""{"Effect":"Allow","Action":null,"Resource":"*"}""", "a value of `Action` is no text")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","NotAction":"a:c","Resource":"*"}""", "`Action` and `NotAction` exclude each other")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","NotResource":"x"}""", "`Resource` and `NotResource` exclude each other")]
    [InlineData("""{"Effect":"Allow","Resource":"*"}""", "the statement has neither `Action` nor `NotAction`")]
    [InlineData("""{"Effect":"Allow","Action":"a:b"}""", "the statement has neither `Resource` nor `NotResource`")]
    [InlineData("""{"Effect":"Allow","action":"a:b","Resource":"*"}""", "`action` is no element of a statement")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":[]}""", "`Condition` must be an object")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"Bool":true}}""", "`Bool` must hold an object of condition keys")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"Bool":{},"Bool":{}}}""", "`Bool` is given more than once")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"Bool":{"aws:A":"x","AWS:a":"y"}}}""", "`AWS:a` is given more than once")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"Bool":{"aws:A":null}}}""", "a value of `aws:A` is no text")]
    [InlineData("""{"Effect":"Allow","Action":"a:b","Resource":"*","Principal":"*","NotPrincipal":"*"}""", "`Principal` and `NotPrincipal` exclude each other")]
    public void Read_StatementWithoutOneMeaning_IsAmbiguous(string statement, string reason)
    {
        string text = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""";

        PolicyReading reading = Read(text);

        Assert.Equal(reason, Assert.Single(reading.Policy!.Statements).Ambiguity);
        Assert.Equal(reason, reading.Errors[0].Message);
        Assert.Null(reading.Policy.Ambiguity);
    }

    [Theory]
    [InlineData("""{"Statement":[{"Effect":"Allow"}],"Statement":[]}""")]
    [InlineData("""{"Version":"2012-10-17","Version":"2008-10-17","Statement":[{"Effect":"Allow"}]}""")]
    [InlineData("""{"Version":20121017,"Statement":[{"Effect":"Allow"}]}""")]
    [InlineData("""{"version":"2012-10-17","Statement":[{"Effect":"Allow"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow"},"x"]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow"},]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow"} /* all */]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow"}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow", "Action":"dynamodb:""")]
    public void Read_DocumentWithoutOneMeaning_IsAmbiguous(string text)
    {
        PolicyReading reading = Read(text);

        Assert.NotNull(reading.Policy!.Ambiguity);
        Assert.NotEmpty(reading.Errors);
    }

    [Fact]
    public void Read_TrustPolicy_NeedsNoResource()
    {
        PolicyReading reading = Read("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""");

        Assert.Empty(reading.Errors);
        Assert.IsType<JsonObject>(reading.Policy!.Statements[0].Principal);
    }

    [Theory]
    [InlineData("x\uFFFCy", 1)]
    [InlineData("x\\uFFFCy", -1)]
    [InlineData("\\uFFFC\\n\uFFFC", 2)]
    [InlineData("xy", -1)]
    public void IndexOfHole_OnlyUnescapedCharacter_IsAHole(string sid, int expected)
    {
        PolicyValue value = Read($$"""{"Statement":[{"Effect":"Allow","Sid":"{{sid}}"}]}""").Policy!.Statements[0].Sid!;

        Assert.Equal((expected, expected >= 0), (value.IndexOfHole(0), value.HasHole));
    }

    [Fact]
    public void MayBePolicy_TellsWithoutReading()
    {
        Assert.True(PolicyReader.MayBePolicy(Samples.Isolated));
        Assert.False(PolicyReader.MayBePolicy("{}"));
    }

    [Fact]
    public void Read_AnyDamage_NeverThrowsAndNeverFinds()
    {
        string text = Samples.Isolated;
        Gen.Select(Gen.Int[0, text.Length - 1], Gen.Int[0, 40], Gen.OneOf("", "\"", "{", "}", "]", ",", "\uFFFC", "\\", "\n", "Allow")).Sample(
            (at, length, piece) =>
            {
                string damaged = text[..at] + piece + text[Math.Min(text.Length, at + length)..];
                JsonOracle.CheckSpans(damaged, JsonReader.Read(damaged));
                PolicyReading reading = PolicyReader.Read(damaged);
                foreach (PolicyError error in reading.Errors)
                    Assert.InRange(error.Span.End, error.Span.Start, damaged.Length);
                if (reading.Policy is { } policy && !JsonOracle.TryParse(damaged, out _))
                    Assert.Empty(IsolationProver.Prove(policy, new TenancyModel()).Findings);
            },
            iter: 5_000);
    }

    [Fact]
    public void Read_CutOffAnywhere_GivesNoFinding()
    {
        // The same policy without its guard, so that a half of it would be a leak.
        string text = Samples.Isolated.Replace("LeadingKeys", "Attributes");
        Assert.Single(IsolationProver.Prove(Read(text).Policy!, new TenancyModel(), TestContext.Current.CancellationToken).Findings);
        for (int i = 0; i < text.Length; i++)
        {
            if (Read(text[..i]).Policy is { } policy)
                Assert.Empty(IsolationProver.Prove(policy, new TenancyModel(), TestContext.Current.CancellationToken).Findings);
        }
    }

    private static PolicyReading Read(string text) => PolicyReader.Read(text, TestContext.Current.CancellationToken);

    private static string Slice(string text, SourceSpan span) => text.Substring(span.Start, span.Length);
}
