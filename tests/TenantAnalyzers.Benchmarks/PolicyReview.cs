using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace TenantAnalyzers.Benchmarks;

/// <summary>What a review of many policies costs: as files of their own, and as one account's details.</summary>
internal static class PolicyReview
{
    private const int Policies = 10_000;
    private const int PoliciesInFewer = Policies / 5;
    private const double MostSeconds = 30;
    private const double MostGrowth = 150;

    /// <summary>Measures the tool as a process of its own and prints the table.</summary>
    public static async Task<List<Target>> RunAsync(string scratch)
    {
        var tool = typeof(PolicyReview).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "ToolPath").Value!;
        var account = Path.Combine(scratch, "account.json");
        await File.WriteAllTextAsync(account, Account());
        (string Name, int Count, Cost Cost)[] costs =
        [
            ("files, a fifth", PoliciesInFewer, await MeasureAsync(tool, Write(Path.Combine(scratch, "fewer"), PoliciesInFewer))),
            ("files", Policies, await MeasureAsync(tool, Write(Path.Combine(scratch, "policies"), Policies))),
            ("one account's details", Policies, await MeasureAsync(tool, account)),
        ];
        Report.Heading("Reviews by `tenant-analyzers review --format json`");
        Report.Table(
            ["policies in", "policies", "s", "policies/s", "peak MB"],
            costs.Select(static row => new[]
            {
                row.Name, Report.Count(row.Count), Report.Number(row.Cost.Seconds), Report.Count(row.Count / row.Cost.Seconds), Report.Megabytes(row.Cost.Peak),
            }));
        return
        [
            Target.AtMost($"review of {Report.Count(Policies)} policy files", MostSeconds, costs[1].Cost.Seconds, " s"),
            Target.AtMost($"review of an account with {Report.Count(Policies)} policies", MostSeconds, costs[2].Cost.Seconds, " s"),
            Target.AtMost("peak memory of five times the files", MostGrowth, (costs[1].Cost.Peak - costs[0].Cost.Peak) / 1_000_000.0, " MB more"),
        ];
    }

    private static async Task<Cost> MeasureAsync(string tool, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [tool, "review", path, "--format", "json", "--output", path + ".report"]) { RedirectStandardOutput = true })!;
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.WorkingSet64);
        }
        await process.WaitForExitAsync();
        return process.ExitCode == 1
            ? new(Stopwatch.GetElapsedTime(start).TotalSeconds, peak)
            : throw new BenchmarkFailedException($"the review ended with {process.ExitCode}, so nothing was measured");
    }

    private static string Write(string folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var path = Path.Combine(folder, Number(i % 100), $"p{Number(i)}.json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Policy(i));
        }
        return folder;
    }

    private static string Account()
    {
        var json = new StringBuilder("{ \"RoleDetailList\": [");
        for (var i = 0; i < Policies; i++)
        {
            json.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""
                { "RoleName": "r{{i}}", "RolePolicyList": [ { "PolicyName": "p", "PolicyDocument": {{Policy(i)}} } ] }
                """);
        }
        return json.Append("] }").ToString();
    }

    // One in ten leaks; the others are bound to the tenant, and to a table of their own.
    private static string Policy(int i) => $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "*" },
            {
              "Effect": "Allow",
              "Action": ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:Query", "dynamodb:BatchGetItem"],
              "Resource": "arn:aws:dynamodb:eu-central-1:123456789012:table/T{{Number(i)}}",
              "Condition": {
                "{{(i % 10 == 0 ? "ForAnyValue" : "ForAllValues")}}:StringEquals": { "dynamodb:LeadingKeys": ["${aws:PrincipalTag/TenantId}"] },
                "Null": { "dynamodb:LeadingKeys": "false" }
              }
            },
            { "Effect": "Deny", "Action": "dynamodb:Scan", "Resource": "*" }
          ]
        }
        """;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Cost(double Seconds, long Peak);
}
