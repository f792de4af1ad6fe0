using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;

namespace TenantAnalyzers.Iam.Tests.Isolation;

/// <summary>Policies nobody wrote, in layouts nobody would choose.</summary>
public sealed class GeneratedPolicyTests
{
    private static readonly Gen<string[]> Actions = Gen.OneOf(
        "dynamodb:*", "*", "dynamodb:Query", "DYNAMODB:getitem", "dynamodb:*Item", "dynamodb:Scan", "dynamodb:PartiQL*", "dynamodb:Describe*", "s3:*", "dynamodb:?uery").Array[1, 3];

    private static readonly Gen<string[]> Resources = Gen.OneOf(
        "*", "arn:aws:dynamodb:us-east-1:1:table/Orders", "arn:aws:dynamodb:*:*:table/*", "arn:aws:dynamodb:us-east-1:1:table/App/index/*", "arn:aws:s3:::b",
        "arn:aws:dynamodb:us-east-1:1:table/A*", "arn:aws:dynamodb:us-east-1:1:table/a-?", "arn:aws:dynamodb:*:1:table/*/index/by-*").Array[1, 3];

    // With a Deny on an unsafe transport, a witness over a safe one is still allowed.
    private static readonly Gen<string?> Conditions = Gen.OneOf<string?>(
        null, null, null, "{}", """{"Bool":{"aws:SecureTransport":"false"}}""", """{"Null":{"aws:PrincipalTag/TenantId":"false"}}""",
        """{"ForAllValues:StringEquals":{"dynamodb:Attributes":["a","b"]}}""", """{"ForAllValues:StringEquals":{}}""",
        """{"ForAnyValue:StringEquals":{"dynamodb:LeadingKeys":["x"]}}""");

    private static readonly Gen<JsonNode> Statement = Gen.Select(Gen.OneOf("Allow", "Allow", "Allow", "Deny"), Gen.Int[0, 5], Actions, Resources, Conditions, static (effect, form, actions, resources, condition) =>
    {
        var statement = new JsonObject { ["Sid"] = "S" };
        if (condition is not null && form % 2 == 0)
            statement["Condition"] = JsonNode.Parse(condition);
        statement["Effect"] = effect;
        statement[form == 1 ? "NotAction" : "Action"] = Values(actions);
        statement[form == 2 ? "NotResource" : "Resource"] = Values(resources);
        if (condition is not null && form % 2 == 1)
            statement["Condition"] = JsonNode.Parse(condition);
        return (JsonNode)statement;
    });

    private static readonly Gen<string> Policy = Gen.Select(Gen.OneOf<string?>("2012-10-17", "2008-10-17", null), Statement.Array[1, 4], Gen.Int[0, 7], static (version, statements, layout) =>
    {
        var policy = new JsonObject();
        if (version is not null && layout % 2 == 0)
            policy["Version"] = version;
        policy["Statement"] = statements.Length == 1 && layout > 3 ? statements[0].DeepClone() : new JsonArray([.. statements.Select(static statement => statement.DeepClone())]);
        if (version is not null && layout % 2 == 1)
            policy["Version"] = version;
        var options = new JsonSerializerOptions
        {
            WriteIndented = layout % 4 > 0,
            IndentCharacter = layout % 4 == 1 ? '\t' : ' ',
            IndentSize = layout % 4,
            NewLine = layout > 3 ? "\r\n" : "\n",
        };
        return policy.ToJsonString(options);
    });

    private static JsonNode Values(string[] values) => values.Length == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(static value => (JsonNode)JsonValue.Create(value))]);

    [Fact]
    public void Mend_AnyFinding_MendsItAndKeepsTheRest() => Policy.Sample(
        static text =>
        {
            var options = new TenancyModel { KeyFormat = "TENANT#{tenant}", IsTenantIndex = static (_, _) => true };
            PolicyDocument policy = Read(text);
            PolicyStatement[] found = [.. IsolationProver.Prove(policy, options).Findings.Select(static finding => finding.Statement)];

            string changed = TextEdit.Apply(text, IsolationRepair.Mend(policy, [.. found.Select(static statement => statement.Index)], options));

            PolicyDocument mended = Read(changed);
            Assert.Empty(IsolationProver.Prove(mended, options, CancellationToken.None).Findings);
            Assert.Equal(policy.Statements.Length, mended.Statements.Length);
            ImmutableArray<Judgement> decisions = Judge.Document(mended, options);
            Assert.All(found, statement => Assert.Equal(IsolationVerdict.Isolated, decisions[statement.Index].Verdict));
            // Nothing else has changed: without what was added the trees are the same.
            Assert.Equal(Bare(text, found), Bare(changed, found));
            Assert.Equal(text.Contains('\n'), changed.Contains('\n'));
            Assert.Equal(text.Contains('\r'), changed.Contains('\r'));
            Assert.Equal(changed.Count(static c => c == '\r'), Regex.Count(changed, "\r\n"));
            Assert.Equal(text.Contains('\t'), changed.Contains('\t'));
        },
        iter: 1_500);

    [Fact]
    public void Mend_OneFindingAtATime_EndsWithNone() => Policy.Sample(
        static text =>
        {
            var options = new TenancyModel();
            int rounds = 0;
            for (PolicyDocument policy = Read(text); IsolationProver.Prove(policy, options, CancellationToken.None).Findings is { IsEmpty: false } findings; policy = Read(text))
            {
                text = TextEdit.Apply(text, IsolationRepair.Mend(policy, [findings[0].Statement.Index], options));
                Assert.True(++rounds <= 4);
            }
        },
        iter: 500);

    /// <summary>Each witness is put to an evaluator that shares no code with ours.</summary>
    [Fact]
    public void Prove_AnyPolicy_TheWitnessIsAllowed() => Policy.Sample(
        static text =>
        {
            JsonNode policy = JsonNode.Parse(text)!;
            foreach (IsolationFinding finding in IsolationProver.Prove(Read(text), new TenancyModel()).Findings)
            {
                JsonNode[] statements = policy["Statement"] is JsonArray array ? [.. array.Select(static item => item!)] : [policy["Statement"]!];
                JsonNode allow = statements[finding.Statement.Index];
                // Free to choose: the transport is safe, unless the statement itself asks for an unsafe one.
                bool safe = allow["Condition"]?["Bool"] is null;
                Assert.True(Matches(allow, finding.Witness!, safe));
                Assert.DoesNotContain(statements, statement => (string?)statement["Effect"] == "Deny" && Matches(statement, finding.Witness!, safe));
            }
        },
        iter: 2_000);

    private static bool Matches(JsonNode statement, Witness witness, bool safe) =>
        Any(statement, "Action", witness.Action, RegexOptions.IgnoreCase)
        && Any(statement, "Resource", witness.Resource, RegexOptions.None)
        && (statement["Condition"]?["Bool"] is null || !safe)
        && (statement["Condition"]?["ForAllValues:StringEquals"]?["dynamodb:Attributes"] is null || !witness.Context.TryGetValue("dynamodb:Attributes", out ImmutableArray<string> names) || names.All(static name => name is "a" or "b"))
        && (statement["Condition"]?["ForAnyValue:StringEquals"] is null || witness.LeadingKeys.Contains("x"));

    private static bool Any(JsonNode statement, string element, string text, RegexOptions options)
    {
        bool negated = statement["Not" + element] is not null;
        JsonNode values = statement[(negated ? "Not" : "") + element]!;
        IEnumerable<string> patterns = values is JsonArray array ? array.Select(static item => (string)item!) : [(string)values!];
        return negated != patterns.Any(pattern => Regex.IsMatch(text, "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".") + "$", options | RegexOptions.CultureInvariant));
    }

    private static string Bare(string text, PolicyStatement[] found)
    {
        JsonNode policy = JsonNode.Parse(text)!;
        if (found.Length > 0)
            policy.AsObject().Remove("Version");
        JsonNode[] statements = policy["Statement"] is JsonArray array ? [.. array.Select(static item => item!)] : [policy["Statement"]!];
        foreach (PolicyStatement statement in found)
        {
            if (statements[statement.Index]["Condition"] is not JsonObject condition)
                continue;
            foreach ((string name, JsonNode? keys) in condition.ToArray())
            {
                keys!.AsObject().Remove("dynamodb:LeadingKeys");
                if (keys.AsObject().Count == 0)
                    condition.Remove(name);
            }

            if (condition.Count == 0)
                statements[statement.Index].AsObject().Remove("Condition");
        }

        return policy.ToJsonString();
    }

    private static PolicyDocument Read(string text)
    {
        PolicyReading reading = PolicyReader.Read(text, TestContext.Current.CancellationToken);
        Assert.Empty(reading.Errors);
        return reading.Policy!;
    }
}
