namespace TenantAnalyzers.Iam.Tests.Templates;

public class SiteEditTests
{
    [Theory]
    [InlineData("Role/orders", false)]
    [InlineData("Shared", true)]
    public void ToFile_PropertyBehindTheLast_IsReadBack(string name, bool escaped)
    {
        const string Text = TemplateSamples.Serverless;
        PolicySite site = PolicyFiles.Read(Text, TestContext.Current.CancellationToken).Sites.Single(site => site.Name == name);
        int end = site.Policy.Statements[0].Node.Properties[^1].Span.End;
        ImmutableArray<TextEdit> edits = [new(new SourceSpan(end, 0), ", \"Sid\": \"Mended\"")];

        ImmutableArray<TextEdit> inFile = Assert.NotNull(site.ToFile(edits));
        string mended = TextEdit.Apply(Text, inFile);
        PolicySite again = PolicyFiles.Read(mended, TestContext.Current.CancellationToken).Sites.Single(site => site.Name == name);

        Assert.Equal("Mended", again.Policy.Statements[0].Sid?.Text);
        Assert.Equal(TextEdit.Apply(site.Policy.Text, edits), again.Policy.Text);
        Assert.Equal(escaped, mended.Contains("\\\"Sid\\\": \\\"Mended\\\"", StringComparison.Ordinal));
    }

    [Fact]
    public void ToFile_UrlEncoded_IsEncoded()
    {
        const string Text = TemplateSamples.Account;
        PolicySite site = PolicyFiles.Read(Text, TestContext.Current.CancellationToken).Sites.Single(site => site.Name == "tenant/inline");
        ImmutableArray<TextEdit> edits = [new(site.Policy.Statements[0].Actions[0].Span, "[\"dynamodb:Query\"]")];

        string mended = TextEdit.Apply(Text, Assert.NotNull(site.ToFile(edits)));

        Assert.Contains("%22Action%22%3A%5B%22dynamodb%3AQuery%22%5D%2C", mended, StringComparison.Ordinal);
    }

    [Fact]
    public void ToFile_WholeFunction_IsReplaced()
    {
        const string Text = TemplateSamples.Serverless;
        PolicySite site = PolicyFiles.Read(Text, TestContext.Current.CancellationToken).Sites.Single(site => site.Name == "Role/orders");
        ImmutableArray<TextEdit> edits = [new(site.Policy.Statements[0].Conditions[0].Values[0].Span, "\"x\"")];

        string mended = TextEdit.Apply(Text, Assert.NotNull(site.ToFile(edits)));

        Assert.Contains("\"dynamodb:LeadingKeys\": [ \"x\" ]", mended, StringComparison.Ordinal);
    }

    [Fact]
    public void ToFile_WhatIsOnlyNamed_HasNoPlace()
    {
        PolicySite site = PolicyFiles.Read(TemplateSamples.Serverless, TestContext.Current.CancellationToken).Sites.Single(site => site.Name == "Worker/DynamoDBReadPolicy");

        Assert.False(site.CanEdit);
        Assert.Null(site.ToFile([new(new SourceSpan(0, 0), "x")]));
    }

    [Fact]
    public void ToFile_InsideOfWhatAFunctionGives_HasNoPlace()
    {
        PolicySite site = PolicyFiles.Read(TemplateSamples.Serverless, TestContext.Current.CancellationToken).Sites.Single(site => site.Name == "Role/orders");
        PolicyValue arn = site.Policy.Statements[0].Resources[1];

        Assert.Null(site.ToFile([new(arn.SpanOf(6, 1), "x")]));
    }
}
