using System.Text.Json;
using System.Text.Json.Nodes;

namespace TenantAnalyzers.Iam.Tests.Evaluation;

/// <summary>The evaluator against <see cref="Oracle"/>, over policies and requests that nobody wrote.</summary>
public sealed class OracleTests
{
    private const int Policies = 4_000;
    private const int RequestsEach = 30;

    private static readonly string[] Actions = ["dynamodb:GetItem", "dynamodb:Scan", "dynamodb:GetRecords", "s3:GetObject"];

    private static readonly string[] ActionPatterns = ["*", "dynamodb:*", "DYNAMODB:get*", "dynamodb:?can", "dynamodb:G*m", "s3:*", "dynamodb:GetItem"];

    private static readonly string[] Resources =
        ["*", "arn:aws:dynamodb:us-east-1:1:table/A", "arn:aws:dynamodb:us-east-1:1:table/acme", "arn:aws:dynamodb:us-east-2:1:table/acme/index/i", "arn:aws:dynamodb:us-east-1:2:table/A/stream/0:1", "arn:aws:s3:::b/acme/x", "table/A"];

    private static readonly string[] ResourcePatterns =
    [
        "*", "*", "*", "**", "arn:aws:dynamodb:*:*:table/*", "arn:aws:dynamodb:us-east-?:1:table/${aws:PrincipalTag/T}", "arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/T}*", "arn:aws:s3:::b/${AWS:principaltag/t, 'acme'}/?",
        "arn:aws:dynamodb:us-east-1:1:table/A", "arn:*:*:*:*:*/A*", "table/A", "arn:aws:dynamodb:${aws:PrincipalTag/T}:1:table/A", "arn:aws:dynamodb:us-east-1:*:table/A/stream/*:?", "arn:aws:dynamodb:us-east-1:1:table/${*}",
    ];

    private static readonly string[] Operators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals",
        "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals",
        "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null", "Null", "Unknown",
    ];

    private static readonly string[] Keys =
        ["dynamodb:LeadingKeys", "dynamodb:LeadingKeys", "DynamoDB:firstpartitionkeyvalues", "dynamodb:Attributes", "dynamodb:Select", "aws:PrincipalTag/T", "aws:TagKeys", "aws:Thing"];

    private static readonly string[] Texts =
        ["acme", "ACME", "a*", "a?me", "*", "", "acme#1", "${aws:PrincipalTag/T}", "${aws:PrincipalTag/T}#*", "*${aws:principaltag/T}", "${aws:PrincipalTag/T, 'acme'}", "${dynamodb:LeadingKeys}", "${*}", "${?}c${$}", "b"];

    private static readonly string[] TextValues = ["acme", "ACME", "Acme", "acme#1", "", "a*", "*", "b", "?c$", "${aws:PrincipalTag/T}"];

    private static readonly Dictionary<string, (string[] Policy, string[] Request)> Values = new()
    {
        ["String"] = (Texts, TextValues),
        ["Numeric"] = (["1", "2", "2.0", "1e1", "x"], ["1", "2", "10", "3", "-1", "y"]),
        ["Date"] = (["1577836800", "2020-01-01T00:00:00Z", "2020-01-02", "x"], ["1577836800", "2020-01-01T01:00:00+01:00", "2020-01-01T00:00:01.5Z", "2020-01-02T00:00:00Z", "y"]),
        ["Bool"] = (["true", "false", "True", "x"], ["true", "false", "y"]),
        ["Binary"] = (["QQ==", "QUI=", "!"], ["QQ==", "QUI=", "?"]),
        ["Ip"] = (["10.0.0.0/8", "10.1.0.0/16", "10.1.128.0/17", "10.1.2.3", "0.0.0.0/0", "2001:db8::/33", "x"], ["10.1.2.3", "10.2.0.0", "10.1.200.1", "11.0.0.0", "2001:db8::1", "2001:db8:8000::1", "y"]),
        ["Arn"] = (["arn:aws:sns:*:1:t*", "arn:aws:sns:*:1:${aws:PrincipalTag/T}", "arn:aws:s?s:e:${aws:PrincipalTag/T}:x", "*", "arn:*", "arn:aws:sns:e:1:a:b"], ["arn:aws:sns:e:1:t", "arn:aws:sns:e:1:acme", "arn:aws:sns:e:1:a:b", "arn:aws:sqs:e:acme:x", "arn:aws", "acme"]),
        ["Null"] = (["true", "false"], TextValues),
        ["Unknown"] = (["x"], TextValues),
    };

    private static readonly string[] Principals =
        ["\"*\"", """{"AWS":"*"}""", """{"AWS":"1"}""", """{"AWS":["9","arn:aws:iam::1:root"]}""", """{"AWS":"arn:aws:iam::1:role/R"}""", """{"AWS":"arn:aws:sts::1:assumed-role/R/s"}""", """{"AWS":"arn:aws:iam::1:role/Q"}""", """{"Service":"x"}""", "\"1\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluate_RandomPoliciesAndRequests_AgreesWithTheOracle(int seed)
    {
        var random = new Random(seed);
        var kinds = new int[3];
        for (int i = 0; i < Policies / 2; i++)
        {
            (PolicyLayer Layer, string Json)[] policies = [.. Enumerable.Range(0, random.Next(1, 4)).Select(n => Policy(random, n))];
            (PolicyLayer, JsonElement)[] parsed = [.. policies.Select(static policy => (policy.Layer, JsonElement.Parse(policy.Json)))];
            var evaluator = new PolicyEvaluator(Set(policies));
            for (int n = 0; n < RequestsEach; n++)
            {
                AuthorizationRequest request = Request(random);
                DecisionKind expected = new Oracle(request).Decide(parsed);
                Decision decision = evaluator.Evaluate(request);
                if (decision.Kind != expected)
                    Assert.Fail($"{decision.Kind} by {decision.Layer} instead of {expected}: {request.Action} {request.Resource} {string.Join(' ', request.Context.Keys.Select(static pair => $"{pair.Key}=[{string.Join('|', pair.Value)}]"))}\n{string.Join('\n', policies)}");
                Assert.Equal(decision.Kind == DecisionKind.ImplicitDeny, decision.Statement is null);
                if (n == 0)
                    CheckExplanation(evaluator.Explain(request), decision);
                kinds[(int)decision.Kind]++;
            }
        }

        // Without enough of each the comparison would be of nothing.
        Assert.All(kinds, static count => Assert.InRange(count, 3_000, int.MaxValue));
    }

    private static void CheckExplanation(ImmutableArray<StatementOutcome> outcomes, Decision decision)
    {
        Assert.All(outcomes, static outcome => Assert.NotEmpty(outcome.Reason));
        Assert.Equal(decision.Kind == DecisionKind.ExplicitDeny, outcomes.Any(static outcome => outcome is { Matches: true, Statement.Effect: PolicyEffect.Deny }));
        if (decision.Statement is { } statement)
            Assert.True(outcomes.Single(outcome => outcome.Statement == statement).Matches);
    }

    private static (PolicyLayer, string) Policy(Random random, int number)
    {
        PolicyLayer layer = number == 0 && random.Next(3) > 0 ? PolicyLayer.Identity : (PolicyLayer)random.Next(6);
        var policy = new JsonObject();
        if (Pick(random, "2012-10-17", "2012-10-17", "2012-10-17", "2012-10-17", "2008-10-17", "") is { Length: > 0 } version)
            policy["Version"] = version;
        policy["Statement"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 3)).Select(n => Statement(random, layer, n > 0))]);
        return (layer, policy.ToJsonString());
    }

    private static JsonObject Statement(Random random, PolicyLayer layer, bool mayDeny)
    {
        var statement = new JsonObject { ["Effect"] = mayDeny && random.Next(2) == 0 ? "Deny" : "Allow" };
        if (layer is PolicyLayer.Resource or PolicyLayer.ResourceControl && random.Next(10) > 0)
            statement["Principal"] = JsonNode.Parse(Pick(random, Principals));
        statement[random.Next(8) == 0 ? "NotAction" : "Action"] = List(random, ActionPatterns, 1);
        statement[random.Next(6) == 0 ? "NotResource" : "Resource"] = List(random, ResourcePatterns, 1);
        if (random.Next(5) == 0)
            return statement;
        var condition = new JsonObject();
        for (int n = random.Next(1, 3); n > 0; n--)
        {
            string name = Pick(random, Operators);
            string @operator = Pick(random, "", "", "ForAllValues:", "ForAnyValue:") + name + (random.Next(4) == 0 ? "IfExists" : "");
            condition[@operator] = new JsonObject { [Pick(random, Keys)] = List(random, Values[Kind(name)].Policy, 0) };
        }

        statement["Condition"] = condition;
        return statement;
    }

    private static string Kind(string name) => Values.Keys.First(kind => name.StartsWith(kind, StringComparison.Ordinal) || (kind == "Ip" && name.EndsWith("IpAddress", StringComparison.Ordinal)));

    private static AuthorizationRequest Request(Random random)
    {
        RequestContext context = RequestContext.Empty;
        if (random.Next(5) > 0)
            context = context.With("aws:PrincipalTag/T", Pick(random, "acme", "acme", "acme", "a*", "", "b"));
        string[] values = Values[Pick(random, "String", "String", "Numeric", "Date", "Bool", "Binary", "Ip", "Arn")].Request;
        foreach (string key in new[] { "dynamodb:LeadingKeys", "dynamodb:Attributes", "dynamodb:Select", "aws:TagKeys", "aws:thing" })
        {
            if (random.Next(2) == 0)
                context = context.With(key, [.. Enumerable.Range(0, Math.Min(2, random.Next(7))).Select(_ => Pick(random, values))]);
        }

        if (random.Next(8) == 0)
            context = context.With("dynamodb:FirstPartitionKeyValues", Pick(random, TextValues));
        return new(Pick(random, Actions), Pick(random, Resources), context, "arn:aws:sts::1:assumed-role/R/s");
    }

    private static JsonNode List(Random random, string[] texts, int least)
    {
        string[] picked = [.. Enumerable.Range(0, Math.Max(least, random.Next(8) == 0 ? 0 : random.Next(1, 3))).Select(_ => Pick(random, texts))];
        return picked.Length == 1 && random.Next(2) == 0 ? JsonValue.Create(picked[0]) : new JsonArray([.. picked.Select(static text => JsonValue.Create(text))]);
    }

    private static string Pick(Random random, params string[] texts) => texts[random.Next(texts.Length)];

    private static PolicySet Set((PolicyLayer Layer, string Json)[] policies)
    {
        ImmutableArray<PolicyDocument> Of(PolicyLayer layer) => [.. policies.Where(policy => policy.Layer == layer).Select(static policy => Ask.Policy(policy.Json))];
        return new PolicySet
        {
            Identity = Of(PolicyLayer.Identity),
            Session = Of(PolicyLayer.Session),
            Boundary = Of(PolicyLayer.Boundary),
            Resource = Of(PolicyLayer.Resource),
            ServiceControl = Of(PolicyLayer.ServiceControl),
            ResourceControl = Of(PolicyLayer.ResourceControl),
        };
    }
}
