namespace TenantAnalyzers.Iam.Tests.Isolation;

public sealed class LeadingKeysCheckTests
{
    private static readonly LeadingKeysOptions Options = new();

    [Fact]
    public void Find_ExactActions_ReportsWithWitness()
    {
        LeadingKeysFinding finding = Assert.Single(Find("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query"],
             "Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/Orders"}]}
            """));

        Assert.Equal(["dynamodb:GetItem", "dynamodb:Query"], finding.Actions);
        Assert.Equal(
            "a principal tagged `TenantId=acme` may `dynamodb:Query` leading key `globex` on `arn:aws:dynamodb:us-east-1:123456789012:table/Orders`",
            finding.Witness.ToString());
    }

    private static ImmutableArray<LeadingKeysFinding> Find(string text) =>
        LeadingKeysCheck.Find(PolicyReader.Read(text).Policy!, Options, TestContext.Current.CancellationToken);
}
