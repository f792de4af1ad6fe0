using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using TenantAnalyzers.DynamoDbLocal;
using TenantAnalyzers.Gateway;
using TenantAnalyzers.Gateway.Tests.Attacks.Suite;
using TenantAnalyzers.Gateway.Tests.Support;
using TenantAnalyzers.Iam;
using TenantAnalyzers.Samples.Tests.DynamoDbLocal;

namespace TenantAnalyzers.Tool.Tests.Witnesses;

/// <summary>
/// What the prover says of the leaky shop's policies, tried out: each finding's witness is sent as a real request by a session that has the policy and
/// the witness's tag. It succeeds; and with the policy as the repair leaves it, it is denied, and the tenant's own request still goes through.
/// </summary>
/// <remarks>What the CDK grants (TNT3008, in <c>LeakyShop.Infrastructure</c>) is no text of a policy, so there is none to give to the role.</remarks>
public sealed class WitnessReplayTests(WitnessReplayTests.DynamoDb dynamoDb) : IClassFixture<WitnessReplayTests.DynamoDb>
{
    /// <summary>Malformed, so that neither IAM nor the gateway takes it: it allows nothing to anyone, and nothing is sent.</summary>
    private static readonly string[] NotReplayed = ["reporting.policy.json, WriteReports"];

    /// <summary>A name that begins with another's is mended by hand, as the finding says: where the tables' names could change is not in the text.</summary>
    private static readonly Dictionary<string, Func<string, string>> MendedByHand = new()
    {
        ["Exports, Statement[0]"] = static policy => policy.Replace("${aws:PrincipalTag/TenantId}*", "${aws:PrincipalTag/TenantId}", StringComparison.Ordinal),
    };

    /// <summary>They allowed a scan and nothing else: bound to the tenant's keys, nothing is left.</summary>
    private static readonly string[] NothingLeft = ["ForExport, Statement[0]"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Replayed => [.. LeakyPolicies.All.Where(static policy => policy.Witness is not null).Select(static policy => policy.Name)];

    [Fact]
    public void Findings_AllButTheListed_AreReplayed()
    {
        Assert.Equal(14, LeakyPolicies.All.Count);
        Assert.Equal(NotReplayed, LeakyPolicies.All.Where(static policy => policy.Witness is null).Select(static policy => policy.Name));
        Assert.Equal(MendedByHand.Keys.Concat(NotReplayed), LeakyPolicies.All.Where(static policy => policy.Mended is null).Select(static policy => policy.Name));
        Assert.Equal(["TNT3001", "TNT3002", "TNT3003", "TNT3004", "TNT3005", "TNT3006"], LeakyPolicies.All.Where(static policy => policy.Witness is not null).Select(static policy => policy.Rule).Distinct().Order());
    }

    [Fact]
    public async Task MalformedPolicy_GivenToARole_IsRefused()
    {
        var malformed = LeakyPolicies.All.Single(static policy => policy.Name == NotReplayed[0]);

        var refusal = await Assert.ThrowsAsync<GatewayException>(() => TestGateway.StartAsync(dynamoDb.Url, TestGateway.ConfigOf(("Leaky", malformed.Document.Text))));

        Assert.Contains("NotAction", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Replayed))]
    public async Task Witness_SentForReal_SucceedsAndAfterTheRepairIsDenied(string name)
    {
        var policy = LeakyPolicies.All.Single(policy => policy.Name == name);
        var witness = policy.Witness!;
        var (region, account, table) = WitnessRequest.PlaceOf(witness);
        var leaky = Complete(policy.Document.Text, witness);
        var mended = Complete(MendedByHand.TryGetValue(name, out var mend) ? mend(policy.Document.Text) : policy.Mended!, witness);
        await dynamoDb.CreateAsync(table, witness.LeadingKeys);
        await using var gateway = await TestGateway.StartAsync(dynamoDb.Url, TestGateway.ConfigOf(("Leaky", leaky), ("Mended", mended)), account: account);
        using var before = await ClientAsync(gateway, "Leaky", witness, region);
        using var after = await ClientAsync(gateway, "Mended", witness, region);

        var stolen = await WitnessRequest.SendAsync(before, witness.Action, table, witness.LeadingKeys, Token);
        var denied = await Record.ExceptionAsync(() => WitnessRequest.SendAsync(after, witness.Action, table, witness.LeadingKeys, Token));

        var foreign = witness.LeadingKeys.IsEmpty ? DynamoDb.SomeoneElse : witness.LeadingKeys[^1];
        Assert.Contains(stolen, item => item[WitnessRequest.PartitionKey].S == foreign);
        Assert.True(denied is not null && IsolationSuite.IsAccessDenied(denied), denied?.ToString() ?? "it is still allowed");
        if (!NothingLeft.Contains(name))
            await AssertOwnIsServedAsync(after, policy, mended, witness);
    }

    private async Task AssertOwnIsServedAsync(AmazonDynamoDBClient client, LeakyPolicy policy, string mended, Witness witness)
    {
        var (_, _, table) = WitnessRequest.PlaceOf(witness);
        var statement = PolicyReader.Read(mended).Policy!.Statements.First(one => one.Sid?.Text == policy.Statement.Sid?.Text);
        // A table of the tenant's own holds any key; in a shared one, its key is what the mended condition says.
        var (ownTable, key) = Regex.Match(mended[statement.Span.Start..statement.Span.End], "\"dynamodb:LeadingKeys\": ?\\[\"(?<key>[^\"]*)\"\\]") is { Success: true } match
            ? (table, match.Groups["key"].Value.Replace("${aws:PrincipalTag/TenantId}", witness.TagValue, StringComparison.Ordinal).Replace('*', '1'))
            : (table[..(table.LastIndexOf('-') + 1)] + witness.TagValue, witness.LeadingKeys[0]);
        await dynamoDb.CreateAsync(ownTable, [key]);

        var own = await WitnessRequest.SendAsync(client, witness.Action == "dynamodb:Scan" ? "dynamodb:Query" : witness.Action, ownTable, [key], Token);

        Assert.Equal(key, Assert.Single(own)[WitnessRequest.PartitionKey].S);
    }

    private static async Task<AmazonDynamoDBClient> ClientAsync(TestGateway gateway, string role, Witness witness, string region) =>
        gateway.Client(await (witness.IsTagged ? gateway.AssumeAsync(role, (witness.PrincipalTag, witness.TagValue)) : gateway.AssumeAsync(role)), region);

    /// <summary>The policy without its malformed statements, which AWS would not have taken, and with what the witness has in the place of the text's holes.</summary>
    private static string Complete(string text, Witness witness)
    {
        var policy = JsonNode.Parse(text)!;
        if (policy["Statement"] is JsonArray statements)
            statements.RemoveAll(static statement => statement!["Action"] is not null && statement["NotAction"] is not null);
        return Regex.Replace(policy.ToJsonString(new() { WriteIndented = false, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), $"\"(arn:[^\"]*)\"", found =>
        {
            var resource = found.Groups[1].Value;
            if (!resource.Contains(PolicyValue.Hole, StringComparison.Ordinal))
                return found.Value;
            const string OfIndexes = "/index/*";
            var like = resource.EndsWith(OfIndexes, StringComparison.Ordinal) ? witness.Resource + OfIndexes : witness.Resource;
            var pattern = "^" + string.Join("(.+?)", resource.Split(PolicyValue.Hole).Select(static part => Regex.Escape(part).Replace("\\$\\{aws:PrincipalTag/TenantId}", "[^:]+?", StringComparison.Ordinal).Replace("\\*", ".*", StringComparison.Ordinal))) + "$";
            var fills = Regex.Match(like, pattern);
            Assert.True(fills.Success, $"{pattern} is not like {like}");
            var next = 0;
            return "\"" + Regex.Replace(resource, PolicyValue.Hole.ToString(), _ => fills.Groups[++next].Value) + "\"";
        });
    }

    /// <summary>One DynamoDB Local for all rows.</summary>
    public sealed class DynamoDb : IAsyncLifetime
    {
        /// <summary>A tenant that is in every table.</summary>
        public const string SomeoneElse = "initech";

        private readonly HashSet<string> _tables = [];
        private DynamoDbLocalServer? _server;
        private AmazonDynamoDBClient? _admin;

        public string Url => _server!.ServiceUrl;

        public async ValueTask InitializeAsync()
        {
            _server = await Needs.DynamoDbAsync();
            _admin = TestGateway.AdminOf(_server.ServiceUrl);
        }

        /// <summary>Creates the table where it is missing, with an item of each key and one of someone else.</summary>
        public async Task CreateAsync(string table, IEnumerable<string> keys)
        {
            if (_tables.Add(table))
                await DynamoDbTables.CreateAsync(_admin!, table, new TableShape(WitnessRequest.PartitionKey, null));
            foreach (var key in keys.Append(SomeoneElse))
                await _admin!.PutItemAsync(table, new(WitnessRequest.Key(key)) { ["note"] = new AttributeValue("of " + key) }, Token);
        }

        public async ValueTask DisposeAsync()
        {
            _admin?.Dispose();
            if (_server is not null)
                await _server.DisposeAsync();
        }
    }
}
