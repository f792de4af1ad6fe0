using System.Diagnostics;
using System.Text.Json;
using TenantAnalyzers.Iam;

namespace TenantAnalyzers.Benchmarks;

/// <summary>What one decision of the policy evaluator costs, beside reading the policy it decides by.</summary>
internal static class PolicyEvaluation
{
    private const int Statements = 10;
    private const double MostNanoseconds = 10_000;
    private const string Table = "arn:aws:dynamodb:us-east-1:123456789012:table/";

    /// <summary>Measures in this process, on one thread, and prints the table.</summary>
    public static List<Target> Run(int rounds)
    {
        var text = Policy();
        var evaluator = new PolicyEvaluator(PolicySet.Of(PolicyReader.Read(text).Policy!));
        var context = RequestContext.Empty.With("aws:PrincipalTag/TenantId", "acme").With("aws:SecureTransport", "true").With("dynamodb:Select", "ALL_ATTRIBUTES");
        var own = new AuthorizationRequest("dynamodb:Query", Table + "App8", context.With("dynamodb:LeadingKeys", "acme#1"));
        var others = own with { Context = context.With("dynamodb:LeadingKeys", "globex#1") };
        if (evaluator.Evaluate(own).Kind != DecisionKind.Allow || evaluator.Evaluate(others).Kind != DecisionKind.ImplicitDeny)
            throw new BenchmarkFailedException("the evaluator does not decide as it should, so nothing was measured");

        var parse = Measure(() => JsonDocument.Parse(text).Dispose(), rounds);
        (string Name, Cost Cost)[] costs =
        [
            ("JSON parsing of the policy (System.Text.Json)", parse),
            ("reading of the policy (PolicyReader)", Measure(() => PolicyReader.Read(text), rounds)),
            ("preparing of the evaluator", Measure(() => _ = new PolicyEvaluator(PolicySet.Of(evaluator.Evaluate(own).Policy!)), rounds)),
            ("Evaluate, allowed by the last statement but one", Measure(() => evaluator.Evaluate(own), rounds)),
            ("Evaluate, allowed by none", Measure(() => evaluator.Evaluate(others), rounds)),
        ];
        Report.Heading($"Decisions by a policy of {Statements} statements (median of {rounds} rounds)");
        Report.Table(
            ["work", "ns", "x JSON parsing", "bytes allocated"],
            costs.Select(row => new[] { row.Name, Report.Count(row.Cost.Nanoseconds), Report.Number(row.Cost.Nanoseconds / parse.Nanoseconds), Report.Count(row.Cost.Bytes) }));
        var worst = costs[^1].Cost;
        return
        [
            Target.AtMost($"Evaluate with {Statements} statements", MostNanoseconds, Math.Max(worst.Nanoseconds, costs[^2].Cost.Nanoseconds), " ns"),
            Target.AtMost("bytes allocated by Evaluate", 0, Math.Max(worst.Bytes, costs[^2].Cost.Bytes)),
        ];
    }

    private static Cost Measure(Action work, int rounds)
    {
        const int Times = 5_000;
        var nanoseconds = new double[rounds];
        long bytes = 0;
        // The first rounds are the compiler's.
        for (var round = -2; round < rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times; i++)
                work();
            var elapsed = Stopwatch.GetElapsedTime(start);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (round >= 0)
                nanoseconds[round] = elapsed.TotalNanoseconds / Times;
        }

        Array.Sort(nanoseconds);
        return new(nanoseconds[rounds / 2], (double)bytes / Times);
    }

    /// <summary>Statements as they are written for tenants; the last denies what is not encrypted.</summary>
    private static string Policy()
    {
        var allows = Enumerable.Range(0, Statements - 1).Select(static i => $$$"""
            {"Sid":"Table{{{i}}}","Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:BatchGetItem","dynamodb:Query","dynamodb:PutItem"],
             "Resource":["{{{Table}}}App{{{i}}}","{{{Table}}}App{{{i}}}/index/${aws:PrincipalTag/TenantId}"],
             "Condition":{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["${aws:PrincipalTag/TenantId}#*"]},"Null":{"dynamodb:LeadingKeys":"false"} } }
            """);
        return $$$"""
            {"Version":"2012-10-17","Statement":[{{{string.Join(",\n", allows)}}},
            {"Effect":"Deny","Action":"dynamodb:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"} } }]}
            """;
    }

    private readonly record struct Cost(double Nanoseconds, double Bytes);
}
