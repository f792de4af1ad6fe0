using System.Globalization;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>One policy in every kind of literal. A statement that is reported stands between « and ».</summary>
internal static class PolicyCases
{
    /// <summary>The account is a hole where the literal can have one.</summary>
    private const string Account = "123456789012";

    /// <summary>A statement on <c>Orders</c>, as JSON.</summary>
    public static string Allow(string action, string condition, string resource = $"\"arn:aws:dynamodb:eu-central-1:{Account}:table/Orders\"") =>
        $"{{\"Effect\":\"Allow\",\"Action\":{action},\"Resource\":{resource},\"Condition\":{{{condition}}}}}";

    /// <summary>A policy of these statements.</summary>
    public static string Policy(params string[] statements) => $"{{\"Version\":\"2012-10-17\",\"Statement\":[{string.Join(",", statements)}]}}";

    /// <summary>The policy is reported in every kind of literal.</summary>
    public static Task Reports(string rule, string policy, string? config = null) => Verify.Reports(Source(policy, rule), config);

    /// <summary>The policy gives no diagnostic at all, in no literal.</summary>
    public static Task Silent(string policy, string? config = null) => Verify.Silent(Source(policy, rule: null), config);

    /// <summary>The fix turns one policy into the other in every kind of literal, and has nothing to add to the result.</summary>
    public static async Task Fixes(string rule, string policy, string mended, string? config = null)
    {
        await Verify.Fixes(Source(policy, rule), Source(mended, rule), config);
        if (config is null)
            Assert.Equal((Source(mended, rule), 0), await PolicyFixing.Fix(Source(mended, rule)));
    }

    /// <summary>The policy is reported and no fix is offered for it.</summary>
    public static Task OffersNoFix(string rule, string policy) => Verify.OffersNoFix(Source(policy, rule));

    /// <summary>What the only diagnostic of a policy says.</summary>
    public static async Task<string> Message(string policy)
    {
        var literal = $"class C {{ string P = @\"{policy.Replace("\"", "\"\"", StringComparison.Ordinal)}\"; }}";
        return Assert.Single(await PolicyAnalysis.Diagnostics(literal)).GetMessage(CultureInfo.InvariantCulture);
    }

    private static string Source(string policy, string? rule)
    {
        var (escaped, doubled) = (policy.Replace("\"", "\\\"", StringComparison.Ordinal), policy.Replace("\"", "\"\"", StringComparison.Ordinal));
        var cut = escaped.IndexOf('[', StringComparison.Ordinal) + 1;
        string[] literals =
        [
            $"\"{escaped}\"",
            $"@\"{doubled}\"",
            $"\"\"\"{policy}\"\"\"",
            $"\"\"\"\n    {policy}\n    \"\"\"",
            $"$\"{Hole(Braces(escaped), "{account}")}\"",
            $"$@\"{Hole(Braces(doubled), "{account}")}\"",
            $"$$$$$\"\"\"\n    {Hole(policy, "{{{{{account}}}}}")}\n    \"\"\"",
            $"\"{escaped[..cut]}\" +\n    \"{escaped[cut..]}\"",
        ];
        return string.Concat(literals.Select((literal, i) => $"class C{i} {{ string P(string account) => {literal}; }}\n"))
            .Replace("«", $"{{|{rule}:", StringComparison.Ordinal).Replace("»", "|}", StringComparison.Ordinal);
    }

    private static string Braces(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static string Hole(string text, string hole) => text.Replace(Account, hole, StringComparison.Ordinal);
}
