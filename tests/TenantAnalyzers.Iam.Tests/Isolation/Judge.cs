namespace TenantAnalyzers.Iam.Tests.Isolation;

internal static class Judge
{
    public static string Policy(string? version, params string[] statements) =>
        (version is null ? "{" : $"{{\"Version\":\"{version}\",") + $"\"Statement\":[{string.Join(",", statements)}]}}";

    public static ImmutableArray<LeadingKeysDecision> Statements(params string[] statements) => Document(Policy("2012-10-17", statements));

    public static ImmutableArray<LeadingKeysDecision> Document(string text, LeadingKeysOptions? options = null)
    {
        PolicyDocument? policy = PolicyReader.Read(text, TestContext.Current.CancellationToken).Policy;
        Assert.NotNull(policy);
        return LeadingKeysCheck.Decide(policy, options ?? new LeadingKeysOptions(), TestContext.Current.CancellationToken);
    }
}
