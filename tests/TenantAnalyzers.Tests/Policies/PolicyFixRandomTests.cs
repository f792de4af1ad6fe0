using CsCheck;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Policies;

namespace TenantAnalyzers.Tests.Policies;

/// <summary>One policy in every kind of literal: mended, each holds what the policy alone would become.</summary>
public sealed class PolicyFixRandomTests
{
    private static readonly Gen<string> Statement = Gen.Select(
        OneOf("dynamodb:GetItem", "dynamodb:*", "s3:GetObject", "*", "dynamodb:Scan"),
        OneOf("*", "arn:aws:dynamodb:*:*:table/Orders", "arn:aws:s3:::b/*"),
        OneOf("", "|,~\"Condition\":~{}", "|,~\"Condition\":~{~\"Bool\":~{~\"aws:SecureTransport\":~\"true\"~}~}"),
        (action, resource, condition) => "{|~\"Effect\":~\"Allow\",|~\"Action\":~\"" + action + "\",|~\"Resource\":~\"" + resource + "\"" + condition.Replace("|,", ",|", StringComparison.Ordinal) + "|}");

    // | is a possible line break with indentation, ~ a possible space.
    private static readonly Gen<string> Policy = Gen.Select(
        Statement.Array[1, 3],
        OneOf("", "\"Version\":~\"2012-10-17\",|", "\"Version\":~\"2008-10-17\",|"),
        OneOf("\n", "\r\n"),
        Gen.Bool,
        Gen.Bool,
        (statements, version, line, lines, spaces) =>
            ("{|" + version + "\"Statement\":~[|" + string.Join(",|", statements) + "|]|}")
                .Replace("|", lines ? line + "  " : "", StringComparison.Ordinal)
                .Replace("~", spaces ? " " : "", StringComparison.Ordinal));

    [Fact]
    public Task Fix_RandomPolicyInEveryKind_GivesThePolicyMended() => Policy.SampleAsync(Check, iter: 60, threads: 1);

    private static async Task Check(string policy)
    {
        var document = PolicyReader.Read(policy).Policy!;
        var model = new TenancyModel();
        var found = IsolationProver.Prove(document, model).Findings.Select(finding => finding.Statement.Index);
        var mended = TextEdit.Apply(policy, IsolationRepair.Mend(document, [.. found], model));

        var literals = Literals(policy).ToList();
        var (result, findings) = await PolicyFixing.Fix(string.Join("\n", literals.Select((literal, i) => $"class C{i} {{ object P = {literal}; }}")));
        Assert.True(findings == 0, result);
        Assert.Equal(Enumerable.Repeat(mended, literals.Count), Values(result));
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static IEnumerable<string> Literals(string policy)
    {
        var escaped = Escape(policy);
        yield return $"\"{escaped}\"";
        yield return $"@\"{policy.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        yield return $"$\"{Doubled(escaped)}\"";
        yield return $"$@\"{Doubled(policy.Replace("\"", "\"\"", StringComparison.Ordinal))}\"";
        yield return string.Join(" +\n    ", Parts(policy).Select(part => $"\"{Escape(part)}\""));
        if (policy.Contains('\n'))
            yield return $"\"\"\"\n      {policy.Replace("\n", "\n      ", StringComparison.Ordinal)}\n      \"\"\"";
        else
            yield return $"\"\"\"{policy}\"\"\"";
    }

    private static IEnumerable<string> Parts(string policy) =>
        policy.Replace("{", "{¦", StringComparison.Ordinal).Replace(",", ",¦", StringComparison.Ordinal).Replace(":*", ":¦*", StringComparison.Ordinal).Split('¦');

    private static string Escape(string text) =>
        text.Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Doubled(string text) => text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private static IEnumerable<string> Values(string source) =>
        source.Split("class C").Skip(1).Select(part => ReadLiteral.Of(part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..part.LastIndexOf(';')]).Map!.Text);
}
