namespace TenantAnalyzers.Iam.Tests.Templates;

/// <summary>Any text gives a file, whose places are in the text.</summary>
public class PolicyFilesTotalityTests
{
    public static TheoryData<string> Samples => [TemplateSamples.Serverless, TemplateSamples.Account];

    [Theory, MemberData(nameof(Samples))]
    public void Read_EveryPrefix_GivesAFile(string sample)
    {
        for (int length = 0; length < sample.Length; length++)
            Check(sample[..length]);
    }

    [Theory, MemberData(nameof(Samples))]
    public void Read_EveryCharacterMissing_GivesAFile(string sample)
    {
        for (int i = 0; i < sample.Length; i++)
            Check(sample.Remove(i, 1));
    }

    [Theory, MemberData(nameof(Samples))]
    public void Read_EveryValueReplaced_GivesAFile(string sample)
    {
        foreach (string value in new[] { "null", "[]", "{}", "3", "\"\"", """{"Ref":"Orders"}""", """{"Fn::If":["a"]}""", """{"Fn::Sub":"${Orders.Arn}${"}""" })
        {
            for (int i = sample.IndexOf('"', StringComparison.Ordinal); i >= 0; i = sample.IndexOf('"', i + 1))
            {
                int end = sample.IndexOf('"', i + 1);
                if (end < 0)
                    break;
                Check(sample[..i] + value + sample[(end + 1)..]);
                i = end;
            }
        }
    }

    [Theory]
    [InlineData("{\"Fn::If\":[\"c\",", "]}")]
    [InlineData("{\"Fn::Join\":[\"\",[", "]]}")]
    [InlineData("{\"Fn::Sub\":[\"${a}\",{\"a\":", "}]}")]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Read_DeepNesting_GivesAFile(string open, string close)
    {
        const int Depth = 10_000;
        string nested = string.Concat(Enumerable.Repeat(open, Depth)) + "\"x\"" + string.Concat(Enumerable.Repeat(close, Depth));

        Check($$"""{"Resources":{"P":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":{{nested}}}]} } } } }""");
        Check($$"""{"Resources":{"P":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{{nested}} } } } }""");
        Check(nested);
    }

    [Fact]
    public void Read_TableNamedByItself_GivesAFile() => Check(
        """{"Resources":{"T":{"Type":"AWS::DynamoDB::Table","Properties":{"TableName":{"Fn::Sub":"${T}${T}"}}},"P":{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Statement":{"Effect":"Allow","Action":"a:b","Resource":{"Fn::GetAtt":"T.Arn"}}}}}}}""");

    private static void Check(string text)
    {
        PolicyFile file = PolicyFiles.Read(text, TestContext.Current.CancellationToken);
        Assert.True(file.Reason is not null || !file.Sites.IsEmpty);
        foreach (PolicySite site in file.Sites)
        {
            foreach (PolicyStatement statement in site.Policy.Statements)
            {
                SourceSpan span = site.SpanOf(statement.Span);
                Assert.InRange(span.Start, 0, text.Length);
                Assert.InRange(span.End, span.Start, text.Length);
            }
        }

        foreach (PolicyError error in file.Sites.SelectMany(site => site.Errors).Concat(file.Errors).Concat(file.Skipped))
            Assert.InRange(error.Span.End, error.Span.Start, text.Length);
    }
}
