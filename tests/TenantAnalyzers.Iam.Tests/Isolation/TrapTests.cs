namespace TenantAnalyzers.Iam.Tests.Isolation;

/// <summary>
/// Policies that look isolated and are not: each with the rule, the request, and a mend that is proved. Sources: DynamoDB developer guide,
/// "Using IAM policy conditions for fine-grained access control" (specifying-conditions), "IAM security policies with PartiQL" (ql-iam),
/// "Using IAM with DynamoDB transactions"; IAM user guide, "Condition operators", "Single-valued vs. multivalued context keys",
/// "Variables and tags", "Policy evaluation logic", "Pass session tags"; IAM Access Analyzer policy check reference.
/// </summary>
public sealed class TrapTests
{
    private const string Arn = "arn:aws:dynamodb:us-east-1:123456789012:table/App";
    private const string Tag = "${aws:PrincipalTag/TenantId}";
    private static readonly string Null = Q("'Null':{'dynamodb:LeadingKeys':'false'}");

    private static string Q(string text) => text.Replace('\'', '"');

    private static string Own(string @operator = "ForAllValues:StringEquals", string? values = null, string key = "dynamodb:LeadingKeys") =>
        $"\"{@operator}\":{{\"{key}\":{values ?? $"[\"{Tag}\"]"}}}";

    private static string Allow(string actions, string? condition, string resources = $"\"{Arn}\"") =>
        $$"""{"Effect":"Allow","Action":{{actions}},"Resource":{{resources}}{{(condition is null ? "" : $",\"Condition\":{{{condition}}}")}}}""";

    private static string Deny(string actions, string? condition, string resources = "\"*\"") => Allow(actions, condition, resources).Replace("Allow", "Deny");

    private const string Reads = """["dynamodb:GetItem","dynamodb:Query"]""";

    /// <summary>Row of the table of traps; statements; rule; the request in words, from the action on; whether there is a mend.</summary>
    public static TheoryData<string, string[], PolicyRule, string, bool> Leaks => new()
    {
        { "1", [Allow("""["dynamodb:GetItem","dynamodb:Scan"]""", Own())], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "2", [Allow("\"dynamodb:*\"", Own())], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "2 *", [Allow("\"*\"", Own())], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "3", [Allow("\"dynamodb:Get*\"", Own(), $"\"{Arn}*\"")], PolicyRule.Slipped, $"`dynamodb:GetRecords` the changes of every tenant's items on `{Arn}/stream/2026-01-01T00:00:00.000`", true },
        { "4", [Allow("\"dynamodb:PartiQLSelect\"", Own())], PolicyRule.Slipped, $"`dynamodb:PartiQLSelect` every tenant's items on `{Arn}`", true },
        { "5 true", [Allow("\"dynamodb:Scan\"", Own() + "," + Null.Replace("false", "true"))], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "5 both", [Allow("""["dynamodb:GetItem","dynamodb:Scan"]""", Own() + "," + Q("'Null':{'dynamodb:LeadingKeys':['true','false']}"))], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "5 other key", [Allow("""["dynamodb:GetItem","dynamodb:Scan"]""", Own() + "," + Q("'Null':{'aws:PrincipalTag/TenantId':'false'}"))], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "5 ForAllValues:Null", [Allow("""["dynamodb:GetItem","dynamodb:Scan"]""", Own() + "," + Q("'ForAllValues:Null':{'dynamodb:LeadingKeys':'false'}"))], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "6", [Allow("\"dynamodb:BatchGetItem\"", Own("ForAnyValue:StringEquals"))], PolicyRule.Slipped, $"`dynamodb:BatchGetItem` leading keys `acme`, `globex` on `{Arn}`", true },
        { "6 write", [Allow("\"dynamodb:BatchWriteItem\"", Own("ForAnyValue:StringEquals") + "," + Null)], PolicyRule.Slipped, $"`dynamodb:BatchWriteItem` leading keys `acme`, `globex` on `{Arn}`", true },
        { "7 set", [Allow("""["dynamodb:GetItem","dynamodb:Scan"]""", Own("ForAllValues:StringEqualsIfExists"))], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "7 bare", [Allow("""["dynamodb:GetItem","dynamodb:Scan"]""", Own("StringEqualsIfExists"))], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "8", [Allow(Reads, null), Deny("\"dynamodb:*\"", Own("StringNotEquals"))], PolicyRule.Slipped, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "9", [Allow(Reads, Own("ForAllValues:StringNotEquals") + "," + Null)], PolicyRule.Slipped, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "9 like", [Allow("\"dynamodb:GetItem\"", Own("ForAllValues:StringNotLike"))], PolicyRule.Slipped, $"`dynamodb:GetItem` leading key `globex` on `{Arn}`", true },
        { "10", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"{Tag}*\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, $"`dynamodb:Query` leading key `acme2` on `{Arn}`", true },
        { "10 prefix", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"TENANT#{Tag}*\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, $"`dynamodb:Query` leading key `TENANT#acme2` on `{Arn}`", true },
        { "11 _", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"{Tag}_*\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, $"`dynamodb:Query` leading key `acme_2` on `{Arn}`", true },
        { "11 -", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"{Tag}-*\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, $"`dynamodb:Query` leading key `acme-2` on `{Arn}`", true },
        { "12 *#", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"*#{Tag}\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, $"`dynamodb:Query` leading key `", true },
        { "12 ?", [Allow(Reads, Own("ForAllValues:StringLike", "[\"TENANT#?\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, $"`dynamodb:Query` leading key `TENANT#", true },
        { "12 *", [Allow(Reads, Own("ForAllValues:StringLike", "[\"*\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, "`dynamodb:Query` leading key `", true },
        { "13 *", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"{Tag}\",\"*\"]") + "," + Null)], PolicyRule.PatternMatchesOthers, "`dynamodb:Query` leading key `", true },
        { "13 literal", [Allow(Reads, Own(values: $"[\"{Tag}\",\"umbrella\"]") + "," + Null)], PolicyRule.FixedTenant, $"`dynamodb:Query` leading key `umbrella` on `{Arn}`", true },
        { "13 only", [Allow(Reads, Own(values: "\"TENANT#umbrella\"") + "," + Null)], PolicyRule.FixedTenant, $"`dynamodb:Query` leading key `TENANT#umbrella` on `{Arn}`", true },
        { "14", [Allow(Reads, Own("ForAllValues:StringEqualsIgnoreCase") + "," + Null)], PolicyRule.Slipped, $"`dynamodb:Query` leading key `ACME` on `{Arn}`", true },
        { "15", [Allow(Reads, Own() + "," + Null), Allow("\"dynamodb:Query\"", null, $"\"{Arn}/index/gsi1\"")], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}/index/gsi1`", true },
        { "17", [Allow("\"dynamodb:Scan\"", Own(), $"[\"{Arn}/index/*\",\"{Arn}\"]"), Deny("\"dynamodb:Scan\"", null, $"\"{Arn}\"")], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}/index/", true },
        { "18", [Allow("\"dynamodb:*\"", null), Deny("\"dynamodb:*\"", Own("ForAnyValue:StringNotEquals"))], PolicyRule.Slipped, $"`dynamodb:Scan` every tenant's items on `{Arn}`", true },
        { "19", [Allow("\"dynamodb:BatchGetItem\"", null), Deny("\"dynamodb:*\"", Own("ForAllValues:StringNotEquals"))], PolicyRule.Slipped, $"`dynamodb:BatchGetItem` leading keys `acme`, `globex` on `{Arn}`", true },
        { "21 key", [Allow(Reads, Own(key: "dynamodb:LeadingKey"))], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "21 blank", [Allow(Reads, Own(key: "dynamodb: LeadingKeys"))], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "21 service", [Allow(Reads, Own(key: "LeadingKeys"))], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "22 tag", [Allow(Reads, Q("'StringEquals':{'aws:PrincipalTag/TenantId':'acme'}"))], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "22 network", [Allow(Reads, Q("'StringEquals':{'aws:SourceVpce':'vpce-1'}"))], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "23", [Allow(Reads, Q("'ForAllValues:StringEquals':{'dynamodb:Attributes':['a']},'StringEqualsIfExists':{'dynamodb:Select':'SPECIFIC_ATTRIBUTES'}"))], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "24", [Allow(Reads, Own(key: "dynamodb:SecondPartitionKeyValues"))], PolicyRule.NoLeadingKeys, $"`dynamodb:Query` leading key `globex` on `{Arn}`", true },
        { "25 stream", [Allow(Reads, Own() + "," + Null), Allow("""["dynamodb:GetRecords","dynamodb:GetShardIterator"]""", null, $"\"{Arn}/stream/*\"")], PolicyRule.Slipped, $"`dynamodb:GetRecords` the changes of every tenant's items on `{Arn}/stream/2026-01-01T00:00:00.000`", false },
        { "25 export", [Allow(Reads, Own() + "," + Null), Allow("\"dynamodb:ExportTableToPointInTime\"", null)], PolicyRule.Slipped, $"`dynamodb:ExportTableToPointInTime` a copy of every tenant's items of `{Arn}`", false },
        { "25 restore", [Allow(Reads, Own() + "," + Null), Allow("\"dynamodb:RestoreTableFromBackup\"", null, $"\"{Arn}/backup/*\"")], PolicyRule.Slipped, $"`dynamodb:RestoreTableFromBackup` a copy of every tenant's items of `{Arn}/backup/", false },
        { "26", [Allow(Reads, Own() + "," + Null), Allow("\"dax:*\"", null, "\"arn:aws:dax:us-east-1:123456789012:cache/app\"")], PolicyRule.Slipped, "`dax:Query` every tenant's items on `arn:aws:dax:us-east-1:123456789012:cache/app`", false },
        { "27", [Allow("""["dynamodb:Query","dynamodb:SearchVectors"]""", Own(), $"\"{Arn}/index/*\"")], PolicyRule.Slipped, $"`dynamodb:SearchVectors` every tenant's items on `{Arn}/index/", true },
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void Prove_Trap_ShowsTheRequestAndIsMended(string row, string[] statements, PolicyRule rule, string request, bool mends)
    {
        PolicyDocument policy = Judge.Read(Judge.Policy("2012-10-17", statements));
        IsolationReport report = IsolationProver.Prove(policy, new TenancyModel(), TestContext.Current.CancellationToken);

        IsolationFinding finding = Assert.Single(report.Findings);
        Assert.True(report.Verdict == IsolationVerdict.Leaks, row);
        Assert.Equal(rule, finding.Rule);
        Assert.Contains(" may " + request, finding.Witness!.ToString());
        Assert.True(new PolicyEvaluator(PolicySet.Of(policy)).Evaluate(finding.Witness.ToRequest()).IsAllowed);

        ImmutableArray<TextEdit> edits = IsolationRepair.Mend(policy, [finding.Statement.Index], new TenancyModel(), TestContext.Current.CancellationToken);
        Assert.Equal(mends, !edits.IsEmpty);
        if (!mends)
            return;
        PolicyDocument mended = Judge.Read(TextEdit.Apply(policy.Text, edits));
        Assert.False(new PolicyEvaluator(PolicySet.Of(mended)).Evaluate(finding.Witness.ToRequest()).IsAllowed);
        Assert.Empty(IsolationProver.Prove(mended, new TenancyModel(), TestContext.Current.CancellationToken).Findings);
    }

    /// <summary>Row; statements that are no leak: the mends of the table, and what looks odd and is right.</summary>
    public static TheoryData<string, string[]> Isolates => new()
    {
        { "base", [Allow(Reads, Own() + "," + Null)] },
        { "2 mended", [Allow("\"dynamodb:*\"", Own() + "," + Null)] },
        { "4 mended", [Allow("\"dynamodb:PartiQLSelect\"", Own()), Deny("\"dynamodb:PartiQLSelect\"", Q("'Bool':{'dynamodb:FullTableScan':'true'}"))] },
        { "8 bare Allow", [Allow(Reads, Own("StringEquals"))] },
        { "10 mended", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"{Tag}#*\"]") + "," + Null)] },
        { "10 bar", [Allow(Reads, Own("ForAllValues:StringLike", $"[\"TENANT|{Tag}|*\",\"TENANT|{Tag}\"]") + "," + Null)] },
        { "17 mended", [Allow("\"dynamodb:Scan\"", Own(), $"\"{Arn}/index/*\""), Deny("\"dynamodb:Scan\"", null, $"[\"{Arn}\",\"{Arn}/index/*\"]")] },
        { "18 mended", [Allow("\"dynamodb:*\"", Q("'Null':{'aws:PrincipalTag/TenantId':'false'}")), Deny("\"dynamodb:*\"", Own("ForAnyValue:StringNotEquals")), Deny("\"dynamodb:*\"", Null.Replace("false", "true"))] },
        { "19 mended", [Allow("\"dynamodb:BatchGetItem\"", Q("'Null':{'aws:PrincipalTag/TenantId':'false'}")), Deny("\"dynamodb:*\"", Own("ForAnyValue:StringNotEquals"))] },
        { "24 mended", [Allow(Reads, Own(key: "dynamodb:FirstPartitionKeyValues"))] },
        { "the guide's own form", [Allow("""["dynamodb:GetItem","dynamodb:BatchGetItem","dynamodb:Query","dynamodb:PutItem","dynamodb:UpdateItem","dynamodb:DeleteItem","dynamodb:BatchWriteItem"]""", Own())] },
        { "ForAnyValue with one key", [Allow("""["dynamodb:GetItem","dynamodb:PutItem","dynamodb:UpdateItem","dynamodb:DeleteItem","dynamodb:Query"]""", Own("ForAnyValue:StringEquals"))] },
        { "*Item", [Allow("\"dynamodb:*Item\"", Own())] },
        { "Batch*", [Allow("\"dynamodb:Batch*\"", Own())] },
        { "a shared partition beside", [Allow(Reads, Own(values: $"[\"{Tag}\",\"SHARED\"]") + "," + Null)] },
        { "a named partition beside a prefix", [Allow(Reads, Own(values: $"[\"TENANT#{Tag}\",\"PRICES\"]") + "," + Null)] },
        { "two formats, two tables", [Allow(Reads, Own() + "," + Null), Allow(Reads, Own(values: $"[\"TENANT#{Tag}\"]") + "," + Null, $"\"{Arn}2\"")] },
        { "metadata beside", [Allow(Reads, Own() + "," + Null), Allow("""["dynamodb:DescribeTable","dynamodb:ListTables"]""", null, "\"*\"")] },
        { "key names in other case", [Allow("\"DynamoDB:Query\"", Own(key: "DYNAMODB:leadingkeys", values: "[\"${AWS:principaltag/tenantid}\"]"))] },
        { "false, not \"false\"", [Allow("\"dynamodb:*\"", Own() + "," + Q("'Null':{'dynamodb:LeadingKeys':false}"))] },
    };

    [Theory]
    [MemberData(nameof(Isolates))]
    public void Prove_NoLeak_IsProved(string row, string[] statements)
    {
        Judgement[] judged = [.. Judge.Statements(statements)];

        Assert.True(judged[0].Verdict == IsolationVerdict.Isolated || row.EndsWith("mended", StringComparison.Ordinal) && judged[0].Verdict == IsolationVerdict.NotConcerned, $"{row}: {judged[0].Verdict}, {judged[0].Reason}");
        Assert.All(judged, static one => Assert.Null(one.Finding));
    }

    [Fact]
    public void Prove_LoneDeny_IsNotConcerned() =>
        Assert.Equal(IsolationVerdict.NotConcerned, Assert.Single(Judge.Statements(Deny("\"dynamodb:*\"", null))).Verdict);

    [Fact]
    public void Prove_Trap16IndexKeyedByAnother_LeaksWithTheTenantsOwnKey()
    {
        string text = Judge.Policy("2012-10-17", Allow(Reads, Own() + "," + Null, $"[\"{Arn}\",\"{Arn}/index/by-email\"]"));

        Judgement other = Judge.Document(text, new TenancyModel { IsTenantIndex = static (_, _) => false })[0];
        Assert.Equal(PolicyRule.Slipped, other.Finding!.Rule);
        Assert.Equal((Arn + "/index/by-email", "acme"), (other.Finding.Witness!.Resource, Assert.Single(other.Finding.Witness.LeadingKeys)));
        Assert.Equal(IsolationVerdict.Isolated, Judge.Document(text, new TenancyModel { IsTenantIndex = static (_, _) => true })[0].Verdict);
        Assert.Equal(IsolationVerdict.CannotTell, Judge.Document(text)[0].Verdict);
    }

    [Fact]
    public void Prove_Trap20NoVersion_SaysSoAndStillSeesTheScan()
    {
        string refuses = Judge.Policy(null, Allow(Reads, Own() + "," + Null));
        string scans = Judge.Policy("2008-10-17", Allow("\"dynamodb:*\"", Own()));

        IsolationFinding text = Judge.Document(refuses)[0].Finding!;
        Assert.Equal(PolicyRule.VariablesWithoutVersion, text.Rule);
        Assert.Null(text.Witness);
        IsolationFinding leak = Judge.Document(scans)[0].Finding!;
        Assert.Equal((PolicyRule.VariablesWithoutVersion, "dynamodb:Scan"), (leak.Rule, leak.Witness!.Action));
        foreach (string policy in new[] { refuses, scans })
        {
            PolicyDocument document = Judge.Read(policy);
            string mended = TextEdit.Apply(policy, IsolationRepair.Mend(document, [0], new TenancyModel(), TestContext.Current.CancellationToken));
            Assert.Equal(IsolationVerdict.Isolated, Judge.Document(mended)[0].Verdict);
        }
    }

    [Theory]
    [InlineData("""{"StringEqualsIfExists":{"aws:ResourceTag/TenantId":"${aws:PrincipalTag/TenantId}"}}""")]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:ResourceTag/TenantId":"${aws:PrincipalTag/TenantId}"}}""")]
    public void Prove_Trap28UntaggedTable_Leaks(string condition)
    {
        Judgement judged = Assert.Single(Judge.Document(
            Judge.Policy("2012-10-17", $$"""{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/*","Condition":{{condition}}}"""),
            new TenancyModel { Isolation = IsolationModel.Table }));

        Assert.Equal(PolicyRule.ResourceNotBound, judged.Finding!.Rule);
        Assert.False(judged.Finding.Witness!.Context.ContainsKey("aws:ResourceTag/TenantId"));
    }

    [Fact]
    public void Prove_Trap28TagsCompared_IsATablePerTenant()
    {
        Judgement judged = Assert.Single(Judge.Document(
            Judge.Policy("2012-10-17", """{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"arn:aws:dynamodb:us-east-1:123456789012:table/*","Condition":{"StringEquals":{"aws:ResourceTag/TenantId":"${aws:PrincipalTag/TenantId}"}}}"""),
            new TenancyModel { Isolation = IsolationModel.Table }));

        Assert.Equal(IsolationVerdict.Isolated, judged.Verdict);
    }

    /// <summary>Row 30: an id that is text in the policy must not be able to write policy; ids of the declared characters cannot.</summary>
    [Theory]
    [InlineData(true, IsolationVerdict.Isolated)]
    [InlineData(false, IsolationVerdict.CannotTell)]
    public void Prove_Trap30IdWrittenIntoTheText_CountsOnlyIfItIsTheTenants(bool isTenant, IsolationVerdict expected)
    {
        string text = Judge.Policy("2012-10-17", Allow(Reads, Own(values: "[\"TENANT#\uFFFC\"]") + "," + Null));

        Assert.Equal(expected, Judge.Document(text, new TenancyModel { IsTenantHole = _ => isTenant })[0].Verdict);
    }

    /// <summary>Rows 31 and 32 are no matter of IAM: it sees the partition key of the request and nothing of what is stored.</summary>
    [Fact]
    public void Evaluate_Trap32OwnKeyWithAnothersIndexKey_IsAllowed()
    {
        var evaluator = new PolicyEvaluator(PolicySet.Of(Judge.Read(Judge.Policy("2012-10-17", Allow("\"dynamodb:PutItem\"", Own() + "," + Null)))));
        RequestContext context = RequestContext.Empty.With("aws:PrincipalTag/TenantId", "acme").With("dynamodb:LeadingKeys", "acme").With("dynamodb:Attributes", "PK", "GSI1PK");

        Assert.True(evaluator.Evaluate(new AuthorizationRequest("dynamodb:PutItem", Arn, context)).IsAllowed);
    }
}
