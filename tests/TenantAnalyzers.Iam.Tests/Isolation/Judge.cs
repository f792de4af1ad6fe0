namespace TenantAnalyzers.Iam.Tests.Isolation;

/// <summary>The prover's answer on one statement.</summary>
internal sealed record Judgement(PolicyStatement Statement, IsolationVerdict Verdict, string Reason, IsolationFinding? Finding);

internal static class Judge
{
    public static string Policy(string? version, params string[] statements) =>
        (version is null ? "{" : $"{{\"Version\":\"{version}\",") + $"\"Statement\":[{string.Join(",", statements)}]}}";

    public static ImmutableArray<Judgement> Statements(params string[] statements) => Document(Policy("2012-10-17", statements));

    public static ImmutableArray<Judgement> Document(string text, TenancyModel? model = null) => Document(Read(text), model);

    public static ImmutableArray<Judgement> Document(PolicyDocument policy, TenancyModel? model = null)
    {
        IsolationReport report = IsolationProver.Prove(policy, model ?? new TenancyModel(), TestContext.Current.CancellationToken);
        return [.. report.Statements.Select(verdict => new Judgement(
            verdict.Statement, verdict.Verdict, verdict.Reason, report.Findings.SingleOrDefault(finding => finding.Statement == verdict.Statement)))];
    }

    public static PolicyDocument Read(string text)
    {
        PolicyDocument? policy = PolicyReader.Read(text, TestContext.Current.CancellationToken).Policy;
        Assert.NotNull(policy);
        return policy;
    }
}
